import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { indentWithTab } from '@codemirror/commands';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorView, hoverTooltip, keymap } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import {
  type Diagnostic as Told,
  DiagnosticSeverity,
  DiagnosticTag,
  type MarkupContent,
} from 'vscode-languageserver-protocol/browser';
import { coloursAsDecorations, decorations, hintsAsDecorations } from './marks.ts';
import { offsetOf, positionOf } from './places.ts';
import { Server } from './server.ts';

const beginning = `## A small network for pictures of 28×28.
model Net(classes = 10) {
  input image: float32[28, 28, 1]
  for filters in [32, 64] {
    Conv2D(filters, 3, activation=relu)
    MaxPooling2D
  }
  Flatten
  Dense(128, activation=relu)
  output label: Dense(classes, activation=softmax)
}
`;

const hints = decorations();
const colours = decorations();

const view = new EditorView({
  parent: document.getElementById('editor') ?? document.body,
  doc: beginning,
  extensions: [
    basicSetup,
    keymap.of([indentWithTab]),
    lintGutter(),
    hints.field,
    colours.field,
    autocompletion({ override: [complete] }),
    hoverTooltip(async (_, offset) => {
      const answer = await server.hover(positionOf(view.state.doc, offset));
      if (answer === null) return null;
      return {
        pos: offset,
        above: true,
        create: () => ({ dom: hoverElement(answer.contents as MarkupContent) }),
      };
    }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (!docChanged) return;
      server.change(state.doc.toString());
      void refresh();
    }),
  ],
});

const server = await Server.start(beginning, (told, version) => {
  if (version !== server.version) return;
  view.dispatch(setDiagnostics(view.state, told.map(toDiagnostic)));
});
await refresh();

/** Asks what stands beside the text and what its words are; an answer about an earlier text is dropped. */
async function refresh(): Promise<void> {
  const { version } = server;
  const [told, words] = await Promise.all([server.hints(view.state.doc.lines), server.colours()]);
  if (version !== server.version) return;
  const { doc } = view.state;
  view.dispatch({
    effects: [hints.set.of(hintsAsDecorations(doc, told)), colours.set.of(coloursAsDecorations(doc, words))],
  });
}

function toDiagnostic({ range, severity, message, code, tags }: Told): Diagnostic {
  const { doc } = view.state;
  const from = offsetOf(doc, range.start);
  return {
    from,
    to: Math.max(from, offsetOf(doc, range.end)),
    severity: severity === DiagnosticSeverity.Error ? 'error' : 'warning',
    message: `${typeof message === 'string' ? message : message.value} (${code ?? ''})`,
    ...(tags?.includes(DiagnosticTag.Unnecessary) === true && { markClass: 'cnn-unused' }),
  };
}

async function complete({ state, pos, explicit }: CompletionContext): Promise<CompletionResult | null> {
  const { doc } = state;
  const word = /\w*$/.exec(doc.sliceString(doc.lineAt(pos).from, pos))?.[0] ?? '';
  if (word === '' && !explicit) return null;
  const items = await server.complete(positionOf(doc, pos));
  return {
    from: pos - word.length,
    options: items.map(({ label, detail, textEdit, insertText }) => ({
      label,
      ...(detail !== undefined && { detail }),
      apply: textEdit?.newText ?? insertText ?? label,
    })),
    validFor: /^\w*$/,
  };
}

/** What a hover says, as plain text. */
function hoverElement({ value }: MarkupContent): HTMLElement {
  const element = document.createElement('div');
  element.className = 'cnn-hover';
  element.textContent = value.replaceAll(/^```\w*\n?|\*\*|`/gm, '').replaceAll('\n---\n', '');
  return element;
}
