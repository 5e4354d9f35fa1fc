import { RangeSetBuilder, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import type { InlayHint } from 'vscode-languageserver-protocol/browser';
import { offsetOf } from './places.ts';
import type { Coloured } from './server.ts';

/** What stands beside the text: it is no part of it. */
class Hint extends WidgetType {
  readonly #text: string;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  override eq(other: Hint): boolean {
    return other.#text === this.#text;
  }

  toDOM(): HTMLElement {
    const element = document.createElement('span');
    element.className = 'cnn-hint';
    element.textContent = this.#text;
    return element;
  }
}

const textOf = ({ label }: InlayHint): string =>
  typeof label === 'string' ? label : label.map(({ value }) => value).join('');

export function hintsAsDecorations(text: Text, hints: readonly InlayHint[]): DecorationSet {
  return Decoration.set(
    hints.map((hint) =>
      Decoration.widget({ widget: new Hint(textOf(hint)), side: 1 }).range(offsetOf(text, hint.position)),
    ),
    true,
  );
}

export function coloursAsDecorations(text: Text, colours: readonly Coloured[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { line, start, length, type } of colours) {
    const from = offsetOf(text, { line, character: start });
    const to = offsetOf(text, { line, character: start + length });
    if (to > from) builder.add(from, to, Decoration.mark({ class: `cnn-${type}` }));
  }
  return builder.finish();
}

/** Decorations that are set as a whole, and move with the text between. */
export function decorations() {
  const set = StateEffect.define<DecorationSet>();
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update: (old, { changes, effects }) =>
      effects.reduce((marks, effect) => (effect.is(set) ? effect.value : marks), old.map(changes)),
    provide: (from) => EditorView.decorations.from(from),
  });
  return { set, field };
}
