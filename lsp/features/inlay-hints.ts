import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver';
import type { OpenFile } from '../documents/open-file.ts';
import { spanOf } from '../documents/positions.ts';
import type { Settings } from '../settings.ts';
import { defaultHints } from './default-hints.ts';
import { KeptHints } from './kept-hints.ts';

/** The hints of the files that are open. */
export class InlayHints {
  readonly #kept = new Map<string, KeptHints>();

  /** What stands in a part of a file: shapes, values and costs, as far as they are wanted. */
  in(file: OpenFile, range: Range, settings: Settings): readonly InlayHint[] {
    const { source } = file;
    const kept = this.#kept.get(file.name) ?? new KeptHints();
    this.#kept.set(file.name, kept);
    const { start, end } = spanOf(source, range);
    const defaults = settings.defaultHints ? defaultHints(file.answers.bound, { start, end }) : [];
    const shown: readonly InlayHint[] = kept
      .of(file)
      .filter(({ at, kind }) => settings[`${kind}Hints`] && start <= at && at <= end)
      .map(({ at, text }) => ({
        position: source.position(at),
        label: text,
        kind: InlayHintKind.Type,
        paddingLeft: true,
      }));
    return [...shown, ...defaults];
  }

  forget({ name }: OpenFile): void {
    this.#kept.delete(name);
  }
}
