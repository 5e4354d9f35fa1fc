import { pages } from '../../../cli/explain/pages.ts';
import { diagnosticsToJson } from '../../../cli/diagnostics-json.ts';
import { summarize } from '../../../cli/summary/summarize.ts';
import { summaryTables } from '../../../cli/summary/tables.ts';
import { type CompiledModule, compile } from '../../../compiler/compile.ts';
import { plainPalette } from '../../../compiler/diagnostics/palette.ts';
import { renderAll } from '../../../compiler/diagnostics/render.ts';
import { emitSvg } from '../../../compiler/targets/svg/emit-svg.ts';
import type { Module } from '../../../grammar/ast.ts';
import type { Diagnostic } from '../../../grammar/diagnostic.ts';
import { parse } from '../../../grammar/parse.ts';
import { print } from '../../../grammar/print.ts';
import { Source } from '../../../grammar/source.ts';
import { commentTexts, withoutSpans } from '../../grammar/tree.ts';

/** Layers of the largest graph that is drawn: the layout of a larger one is not a second's work. */
const drawn = 150;
const explained = new Set(pages.map(({ code }) => code));
/** What no message says: values that were not there, and what a stack trace is made of. */
const inner = /\bundefined\b|\[object \w+\]|\bNaN\b|^\s+at \S+ \(|=> \{|\bfunction \w*\(/m;

/** Takes a text through all that the commands do without running it; what is wrong, if anything is. */
export async function checkSpec(
  text: string,
  load: (path: string) => Source | undefined,
): Promise<string | undefined> {
  const source = new Source('fuzz.cnn', text);
  const { value: syntax, diagnostics: mistakes } = parse(source);
  const broken = mistakes.some(({ severity }) => severity === 'error');
  const unprinted = broken ? undefined : checkPrint(syntax);
  if (unprinted !== undefined) return unprinted;
  const { value, diagnostics } = compile(source, { load });
  const untold = checkDiagnostics(diagnostics, text);
  if (untold !== undefined) return untold;
  return diagnostics.some(({ severity }) => severity === 'error') ? undefined : checkWhole(value);
}

/** A printed text has the same tree and the same comments, and prints the same again. */
function checkPrint(syntax: Module): string | undefined {
  const printed = print(syntax);
  const again = parse(new Source('printed.cnn', printed));
  const [mistake] = again.diagnostics;
  if (mistake !== undefined) return `fmt makes a mistake: ${mistake.message}`;
  if (!alike(withoutSpans(again.value.items), withoutSpans(syntax.items))) return 'fmt changes the tree';
  if (!alike(commentTexts(again.value.comments), commentTexts(syntax.comments)))
    return 'fmt changes comments';
  return print(again.value) === printed ? undefined : 'fmt changes what it has formatted';
}

const alike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function checkDiagnostics(diagnostics: readonly Diagnostic[], text: string): string | undefined {
  const unexplained = diagnostics.find(({ code }) => !explained.has(code));
  if (unexplained !== undefined) return `${unexplained.code} has no explanation`;
  diagnosticsToJson(diagnostics);
  const rendered = renderAll(diagnostics);
  const leaked = diagnostics.find((each) => says(each).some((line) => inner.test(line) && !inner.test(text)));
  if (leaked !== undefined) return `${leaked.code} says an internal word: ${leaked.message}`;
  const control = controls.exec(rendered);
  return control === null ? undefined : `a message has the control character ${JSON.stringify(control[0])}`;
}

/** What the terminal would obey. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

const says = ({
  message,
  label,
  notes = [],
  related = [],
  fix,
  stack = [],
}: Diagnostic): readonly string[] => [
  message,
  ...(label === undefined ? [] : [label]),
  ...notes,
  ...related.map((place) => place.message),
  ...(fix === undefined ? [] : [fix.title, ...(fix.edits ?? []).map((edit) => edit.text)]),
  ...stack.map(({ text }) => text),
];

/** What compiles has a summary and a picture. */
async function checkWhole(module: CompiledModule): Promise<string | undefined> {
  const summary = summarize(module);
  const tables = summaryTables(summary, { palette: plainPalette, width: 80 }, false);
  if (inner.test(tables)) return `the summary says an internal word: ${inner.exec(tables)?.[0]}`;
  if (inner.test(JSON.stringify(summary.json))) return 'the JSON of the summary has an internal word';
  for (const model of module.models) {
    if (model.layers.length > drawn) continue;
    const picture = await emitSvg(model);
    if (inner.test(picture)) return `the picture has an internal word: ${inner.exec(picture)?.[0]}`;
  }
  return undefined;
}
