import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { spanOf } from '../documents/positions.ts';
import type { Workspace } from '../documents/workspace.ts';
import type { Host } from '../host.ts';
import { toShown } from './diagnostics.ts';
import { fixOfAll } from './fix-all.ts';
import { projections } from './projections.ts';
import { type ActionSupport, refactorings } from './refactorings.ts';
import { toWorkspaceEdit } from './to-workspace-edit.ts';

/** What can be done about a part of a file: the fixes of what is wrong there, all safe ones at once, and other ways to write it. */
export function codeActions(
  file: OpenFile,
  { range, context }: CodeActionParams,
  host: Host,
  workspace: Workspace,
  support: ActionSupport,
): readonly CodeAction[] {
  const isWanted = (kind: CodeActionKind): boolean =>
    context.only === undefined
      ? !kind.startsWith(CodeActionKind.Source)
      : context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const { start, end } = spanOf(file.source, range);
  const here = file.answers.diagnostics.filter(
    ({ span }) => span?.source === file.source && span.start <= end && span.end >= start,
  );
  const fixes = isWanted(CodeActionKind.QuickFix)
    ? here.flatMap((each) => [...fixOf(each, host), ...projections(file, each, host)])
    : [];
  const others = refactorings(file, range, workspace, isWanted, support);
  // What is of the whole file is made only for who asks for it.
  return [...fixes, ...(isWanted(fixAllKind) ? fixAllOf(file) : []), ...others];
}

export const fixAllKind = `${CodeActionKind.SourceFixAll}.cnnc`;

/** A fix; the only one of a mistake is the one that is meant, unless something is lost by it. */
function fixOf(diagnostic: Diagnostic, host: Host): readonly CodeAction[] {
  const { fix } = diagnostic;
  const only = fix?.edits === undefined ? [] : [{ title: fix.title, edits: fix.edits }];
  const isMeant = only.length > 0 && fix?.isLossy !== true;
  return [...only, ...(fix?.choices ?? [])].flatMap(({ title, edits }) =>
    edits.length === 0
      ? []
      : [
          {
            title: title.replaceAll('`', ''),
            kind: CodeActionKind.QuickFix,
            diagnostics: [toShown(diagnostic, host)],
            ...(isMeant && { isPreferred: true }),
            edit: toWorkspaceEdit(edits),
          },
        ],
  );
}

function fixAllOf(file: OpenFile): readonly CodeAction[] {
  const edit = fixOfAll(file);
  if (edit === undefined) return [];
  return [{ title: 'Fix all that can be', kind: fixAllKind, edit: toWorkspaceEdit([edit]) }];
}
