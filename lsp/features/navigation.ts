import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
} from 'vscode-languageserver';
import { isOfLibrary } from '../../compiler/library/library.ts';
import { resolvePath } from '../../compiler/expand/import-modules.ts';
import { nodesAt } from '../../grammar/nodes-at.ts';
import type { Span } from '../../grammar/span.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { offsetOf, rangeOf } from '../documents/positions.ts';
import { uriOf } from '../documents/uri.ts';
import type { Workspace } from '../documents/workspace.ts';
import { declaredAt, meantAt, occurrencesHere, occurrencesOf } from './occurrences.ts';

const locationOf = (span: Span): Location => ({ uri: uriOf(span.source.name), range: rangeOf(span) });

/** Where what stands at a place is declared: of a name, of the library none that an editor could open; of an import, the file. */
export function definition(file: OpenFile, position: Position): readonly Location[] {
  const { source, answers } = file;
  const offset = offsetOf(source, position);
  const symbol = meantAt(answers.bound, offset);
  if (symbol === undefined) return fileOf(file, offset);
  return declaredAt(symbol)
    .filter((span) => !isOfLibrary(span.source))
    .map(locationOf);
}

function fileOf({ source, answers }: OpenFile, offset: number): readonly Location[] {
  const item = nodesAt(answers.syntax, offset).find(({ type }) => type === 'import');
  if (item?.type !== 'import' || offset < item.path.span.start || item.path.value.startsWith('cnn:'))
    return [];
  const start = { line: 0, character: 0 };
  return [{ uri: uriOf(resolvePath(source.name, item.path.value)), range: { start, end: start } }];
}

/** Every place of the workspace in which a name stands. */
export function references(
  { source, answers }: OpenFile,
  position: Position,
  { includeDeclaration }: { readonly includeDeclaration: boolean },
  workspace: Workspace,
): readonly Location[] {
  const symbol = meantAt(answers.bound, offsetOf(source, position));
  if (symbol === undefined) return [];
  return occurrencesOf(symbol, workspace.all)
    .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
    .map(({ span }) => locationOf(span));
}

/** Every place of a file in which the name stands that stands at a place. */
export function highlights({ source, answers }: OpenFile, position: Position): readonly DocumentHighlight[] {
  const symbol = meantAt(answers.bound, offsetOf(source, position));
  if (symbol === undefined) return [];
  return occurrencesHere(symbol, answers.bound).map(({ span, isDeclaration }) => ({
    range: rangeOf(span),
    kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
