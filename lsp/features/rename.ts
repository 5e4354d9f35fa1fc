import {
  type Position,
  type Range,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { BoundSymbol } from '../../compiler/bind/bound-symbol.ts';
import { isOfLibrary } from '../../compiler/library/library.ts';
import { applyEdits } from '../../grammar/apply-edits.ts';
import type { Diagnostic, Fix } from '../../grammar/diagnostic.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { offsetOf, rangeOf } from '../documents/positions.ts';
import type { Workspace } from '../documents/workspace.ts';
import { toWorkspaceEdit } from './to-workspace-edit.ts';
import { meantAt, type Occurrence, occurrencesHere, occurrencesOf, ownOf } from './occurrences.ts';

type Edits = NonNullable<Fix['edits']>;

const refuse = (reason: string): never => {
  throw new ResponseError(LSPErrorCodes.RequestFailed, reason);
};

/** The name at a place that can be another; rejects with the reason where it cannot. */
export function prepareRename(
  file: OpenFile,
  position: Position,
): { readonly range: Range; readonly placeholder: string } {
  const { source, answers } = file;
  const offset = offsetOf(source, position);
  const symbol = renamable(file, offset);
  const here = occurrencesHere(symbol, answers.bound).find(
    ({ span }) => span.start <= offset && offset <= span.end,
  );
  if (here === undefined) return refuse('there is no name here');
  return { range: rangeOf(bare(here.span)), placeholder: textOf(bare(here.span)) };
}

/** The symbol at an offset, which can go by another name. */
function renamable({ answers }: OpenFile, offset: number): BoundSymbol {
  const meant = meantAt(answers.bound, offset);
  if (meant === undefined) return refuse('this is no name that a file declares');
  const symbol = ownOf(meant);
  const [span] = symbol.spans;
  if (span === undefined || isOfLibrary(span.source)) {
    return refuse(
      `\`${symbol.name}\` is declared by the library; an import can call it otherwise: \`${symbol.name} as …\``,
    );
  }
  if (symbol.kind === 'import' && symbol.target === undefined && !symbolHasAlias(symbol))
    return refuse(`the file that declares \`${symbol.name}\` cannot be read`);
  const { declaration } = symbol;
  const label = 'label' in declaration ? declaration.label : undefined;
  if (label?.type === 'string' && label.parts.some((part) => typeof part !== 'string')) {
    return refuse(`\`${symbol.name}\` is a label that is put together: each round gives it another name`);
  }
  return symbol;
}

const symbolHasAlias = ({ declaration }: BoundSymbol): boolean =>
  declaration.type === 'import-name' && declaration.as !== undefined;

/** A name without the quotes around it. */
const bare = ({ source, start, end }: Span): Span =>
  source.text[start] === '"' ? { source, start: start + 1, end: end - 1 } : { source, start, end };

/**
 * The edits by which a name is another in all files of the workspace. Rejects where more would be wrong with them than is now, with
 * what that is: a name that is taken, say.
 */
export function rename(
  file: OpenFile,
  position: Position,
  newName: string,
  workspace: Workspace,
): WorkspaceEdit {
  const symbol = renamable(file, offsetOf(file.source, position));
  const edits = occurrencesOf(symbol, workspace.all).map(({ span }: Occurrence) => ({
    span: bare(span),
    text: newName,
  }));
  const fault = faultOf(edits, workspace);
  if (fault !== undefined) return refuse(`\`${newName}\` would not do: ${fault.message}`);
  return toWorkspaceEdit(edits);
}

/** What would be wrong after edits that is not wrong now. */
function faultOf(edits: Edits, workspace: Workspace): Diagnostic | undefined {
  const names = new Set(edits.map(({ span }) => span.source.name));
  const files = [...names].flatMap((name) => workspace.named(name) ?? []);
  const changed = workspace.changed(
    files.map((file) => ({
      uri: file.uri,
      text: applyEdits(
        file.source.text,
        edits.filter(({ span }) => span.source.name === file.name),
      ),
    })),
  );
  for (const file of files) {
    const before = errorsOf(file);
    const after = errorsOf(changed.named(file.name));
    if (after.length > before.length) {
      const known = new Set(before.map(({ code }) => code));
      return after.find(({ code }) => !known.has(code)) ?? after[0];
    }
  }
  return undefined;
}

const errorsOf = (file: OpenFile | undefined): readonly Diagnostic[] =>
  file?.answers.diagnostics.filter(({ severity }) => severity === 'error') ?? [];
