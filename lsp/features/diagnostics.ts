import {
  type Diagnostic as Shown,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type TextEdit,
} from 'vscode-languageserver';
import { isOfLibrary } from '../../compiler/library/library.ts';
import type { Diagnostic, Severity } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import { rangeOf } from '../documents/positions.ts';
import { uriOf } from '../documents/uri.ts';
import type { Host } from '../host.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Codes of what is there for nothing, and is shown faded. */
const unnecessary = new Set(['CNN131']);

/** What a diagnostic carries for whoever mends it without asking again. */
export interface FixData {
  readonly title: string;
  readonly edits: readonly (TextEdit & { readonly uri: string })[];
}

/** A diagnostic as an editor shows it, in the file that its span is of. */
export function toShown(diagnostic: Diagnostic, { pageOf }: Pick<Host, 'pageOf'>): Shown {
  const { code, severity, span, fix } = diagnostic;
  const href = pageOf?.(code);
  const around = relatedTo(diagnostic);
  const start = { line: 0, character: 0 };
  return {
    range: span === undefined ? { start, end: start } : rangeOf(span),
    severity: severities[severity],
    code,
    source: 'cnnc',
    message: messageOf(diagnostic),
    ...(href !== undefined && { codeDescription: { href } }),
    ...(unnecessary.has(code) && { tags: [DiagnosticTag.Unnecessary] }),
    ...(around.length > 0 && { relatedInformation: around }),
    ...(fix?.edits !== undefined && { data: dataOf(fix.title, fix.edits) }),
  };
}

/** The sentence, the arithmetic behind it, and what to do where that cannot be done by machine. */
function messageOf({ message, label, notes = [], fix }: Diagnostic): string {
  const first = label === undefined ? message : `${message} (${label})`;
  const remedy = fix !== undefined && fix.edits === undefined ? [`fix: ${fix.title}`] : [];
  return [first, ...notes, ...remedy].join('\n');
}

/** Other places that have a part in it, and the steps of the expansion; those that an editor can open. */
function relatedTo({ related = [], stack = [] }: Diagnostic): DiagnosticRelatedInformation[] {
  const steps = stack.map(({ text, span }) => ({ message: `in ${text}`, span }));
  return [...related, ...steps]
    .filter(({ span }) => !isOfLibrary(span.source))
    .map(({ message, span }) => ({
      message,
      location: { uri: uriOf(span.source.name), range: rangeOf(span) },
    }));
}

const dataOf = (
  title: string,
  edits: readonly { readonly span: Span; readonly text: string }[],
): FixData => ({
  title,
  edits: edits.map(({ span, text }) => ({
    uri: uriOf(span.source.name),
    range: rangeOf(span),
    newText: text,
  })),
});
