import {
  type CodeAction,
  CodeActionKind,
  LSPErrorCodes,
  type Range,
  ResponseError,
} from 'vscode-languageserver';
import type { BoundSymbol } from '../../compiler/bind/bound-symbol.ts';
import { editedText } from '../../compiler/edit/edited-text.ts';
import { organizeImports } from '../../compiler/edit/organize-imports.ts';
import type { Edits, Refactoring, RefactoringKind } from '../../compiler/edit/refactoring.ts';
import { refactoringsAt } from '../../compiler/edit/refactorings-at.ts';
import { isSameGraph } from '../../compiler/edit/same-graph.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { spanOf } from '../documents/positions.ts';
import type { Workspace } from '../documents/workspace.ts';
import { differenceTo } from './difference-to.ts';
import { toWorkspaceEdit } from './to-workspace-edit.ts';

const kinds: Readonly<Record<RefactoringKind, CodeActionKind>> = {
  extract: CodeActionKind.RefactorExtract,
  inline: CodeActionKind.RefactorInline,
  rewrite: CodeActionKind.RefactorRewrite,
  organizeImports: CodeActionKind.SourceOrganizeImports,
};

/** What an action carries that is made when it is chosen. */
export interface Chosen {
  readonly uri: string;
  readonly range: Range;
  readonly title: string;
}

/** What the editor can do with actions. */
export interface ActionSupport {
  /** Whether it asks for the edits of an action when that is chosen. */
  readonly resolvesActions: boolean;
  /** Whether it shows why an action cannot be taken. */
  readonly showsDisabled: boolean;
}

/** What may be written otherwise in a part of a file, or why not; edits are made when they are asked for, where the editor does. */
export function refactorings(
  file: OpenFile,
  range: Range,
  workspace: Workspace,
  isWanted: (kind: CodeActionKind) => boolean,
  { resolvesActions, showsDisabled }: ActionSupport,
): readonly CodeAction[] {
  return refactoringsIn(file, range, workspace, isWanted).flatMap((found): readonly CodeAction[] => {
    const action = { title: plain(found.title), kind: kinds[found.kind] };
    const data: Chosen = { uri: file.uri, range, title: found.title };
    if ('edits' in found && resolvesActions) return [{ ...action, data }];
    const outcome = 'reason' in found ? found : outcomeOf(file, found.edits, workspace);
    if (!('reason' in outcome)) return [{ ...action, edit: toWorkspaceEdit([outcome]) }];
    return showsDisabled ? [{ ...action, disabled: { reason: plain(outcome.reason) } }] : [];
  });
}

/** The edits of an action that was chosen; rejects where they would change what the file comes to. */
export function resolveRefactoring(action: CodeAction, file: OpenFile, workspace: Workspace): CodeAction {
  const { range, title } = action.data as Chosen;
  const found = refactoringsIn(file, range, workspace, () => true).find((each) => each.title === title);
  if (found === undefined || 'reason' in found) return action;
  const outcome = outcomeOf(file, found.edits, workspace);
  if ('reason' in outcome) throw new ResponseError(LSPErrorCodes.RequestFailed, plain(outcome.reason));
  return { ...action, edit: toWorkspaceEdit([outcome]) };
}

const plain = (text: string): string => text.replaceAll('`', '');

function refactoringsIn(
  { source, answers: { bound } }: OpenFile,
  range: Range,
  workspace: Workspace,
  isWanted: (kind: CodeActionKind) => boolean,
): readonly Refactoring[] {
  const here = refactoringsAt(bound, spanOf(source, range));
  const { start } = spanOf(source, range);
  const isAtImport = bound.syntax.items.some(
    ({ type, span }) => type === 'import' && span.start <= start && start <= span.end,
  );
  const imports =
    isAtImport || isWanted(kinds.organizeImports)
      ? organizeImports(bound, (symbol) => isImported(symbol, workspace))
      : undefined;
  return [...here, ...(imports === undefined ? [] : [imports])].filter(
    ({ kind }) =>
      isWanted(kinds[kind]) || (isAtImport && kind === 'organizeImports' && isWanted(kinds.rewrite)),
  );
}

/** Whether some file imports a name from the file that declares it. */
function isImported({ spans: [span] }: BoundSymbol, workspace: Workspace): boolean {
  return workspace.all.some(({ answers: { bound } }) =>
    bound.symbols.some(({ target }) =>
      target?.spans.some(({ source, start }) => source.name === span?.source.name && start === span.start),
    ),
  );
}

/** The edit that makes some edits and lays out what they touch; or why not: the file would not come to the same. */
function outcomeOf(
  file: OpenFile,
  edits: Edits,
  workspace: Workspace,
): Edits[number] | { readonly reason: string } {
  const text = editedText(file.answers.syntax, edits);
  if (text === undefined) return { reason: 'the file cannot be read as it is' };
  const changed = file.changed(text, file.version);
  const differs = file.answers.models.find(
    (name) => !isSameGraph(file.answers.graph(name), changed.answers.graph(name)),
  );
  const fault = newErrorIn(file, changed) ?? newErrorAround(file, text, workspace);
  if (fault !== undefined) return { reason: `it would not do: ${fault}` };
  if (differs !== undefined) return { reason: `\`${differs}\` would not be the same model` };
  return differenceTo(file.source, text);
}

const errorsIn = ({ answers }: OpenFile): readonly string[] =>
  answers.diagnostics.flatMap(({ severity, message }) => (severity === 'error' ? [message] : []));

function newErrorIn(before: OpenFile, after: OpenFile): string | undefined {
  const known = errorsIn(before);
  const found = errorsIn(after);
  return found.length > known.length ? found.find((message) => !known.includes(message)) : undefined;
}

/** What would be wrong in files that import this one. */
function newErrorAround(file: OpenFile, text: string, workspace: Workspace): string | undefined {
  const importing = workspace.open.filter(({ reads }) => reads.has(file.name));
  if (importing.length === 0) return undefined;
  const changed = workspace.changed([{ uri: file.uri, text }]);
  for (const before of importing) {
    const after = changed.named(before.name);
    const fault = after && newErrorIn(before, after);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
