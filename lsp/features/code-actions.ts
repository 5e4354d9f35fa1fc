import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Diagnostic, Fix } from '../../grammar/diagnostic.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { rangeOf, spanOf } from '../documents/positions.ts';
import { uriOf } from '../documents/uri.ts';
import type { Host } from '../host.ts';
import { toShown } from './diagnostics.ts';
import { fixOfAll } from './fix-all.ts';

/** What can be done about a part of a file: the fixes of what is wrong there, and all safe ones at once. */
export function codeActions(
  file: OpenFile,
  { range, context }: CodeActionParams,
  host: Host,
): readonly CodeAction[] {
  const isWanted = (kind: CodeActionKind): boolean =>
    context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const { start, end } = spanOf(file.source, range);
  const here = file.answers.diagnostics.filter(
    ({ span }) => span?.source === file.source && span.start <= end && span.end >= start,
  );
  const fixes = isWanted(CodeActionKind.QuickFix) ? here.flatMap((each) => fixOf(each, host)) : [];
  // What is of the whole file is made only for who asks for it.
  const isOfFile = context.only?.some((only) => fixAllKind.startsWith(only)) === true;
  return [...fixes, ...(isOfFile ? fixAllOf(file) : [])];
}

export const fixAllKind = `${CodeActionKind.SourceFixAll}.cnnc`;

/** A fix; the only one of a mistake is the one that is meant. */
function fixOf(diagnostic: Diagnostic, host: Host): readonly CodeAction[] {
  const { fix } = diagnostic;
  if (fix?.edits === undefined || fix.edits.length === 0) return [];
  return [
    {
      title: fix.title.replaceAll('`', ''),
      kind: CodeActionKind.QuickFix,
      diagnostics: [toShown(diagnostic, host)],
      isPreferred: true,
      edit: toWorkspaceEdit(fix.edits),
    },
  ];
}

function fixAllOf(file: OpenFile): readonly CodeAction[] {
  const edit = fixOfAll(file);
  if (edit === undefined) return [];
  return [{ title: 'Fix all that can be', kind: fixAllKind, edit: toWorkspaceEdit([edit]) }];
}

/** Edits by the files that they are of. */
export function toWorkspaceEdit(edits: NonNullable<Fix['edits']>): WorkspaceEdit {
  const changes: Record<string, { range: ReturnType<typeof rangeOf>; newText: string }[]> = {};
  for (const { span, text } of edits) {
    (changes[uriOf(span.source.name)] ??= []).push({ range: rangeOf(span), newText: text });
  }
  return { changes };
}
