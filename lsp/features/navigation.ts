import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
} from 'vscode-languageserver';
import { librarySource } from '../../compiler/library/library.ts';
import { resolvePath } from '../../compiler/expand/import-modules.ts';
import { nodesAt } from '../../grammar/nodes-at.ts';
import type { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/span.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { offsetOf, rangeOf } from '../documents/positions.ts';
import { uriOf } from '../documents/uri.ts';
import type { Workspace } from '../documents/workspace.ts';
import { declaredAt, meantAt, occurrencesHere, occurrencesOf } from './occurrences.ts';

const locationOf = (span: Span): Location => ({ uri: uriOf(span.source.name), range: rangeOf(span) });

/** Where what stands at a place is declared; of an import, the file. */
export function definition(
  file: OpenFile,
  position: Position,
  canShow: (source: Source) => boolean,
): readonly Location[] {
  const { source, answers } = file;
  const offset = offsetOf(source, position);
  const symbol = meantAt(answers.bound, offset);
  if (symbol === undefined) return fileOf(file, offset, canShow);
  return declaredAt(symbol)
    .filter(({ source: declared }) => canShow(declared))
    .map(locationOf);
}

function fileOf(
  { source, answers }: OpenFile,
  offset: number,
  canShow: (source: Source) => boolean,
): readonly Location[] {
  const item = nodesAt(answers.syntax, offset).find(({ type }) => type === 'import');
  if (item?.type !== 'import' || offset < item.path.span.start) return [];
  const { value: path } = item.path;
  const shipped = path.startsWith('cnn:') ? librarySource(path) : undefined;
  if (path.startsWith('cnn:') && (shipped === undefined || !canShow(shipped))) return [];
  const start = { line: 0, character: 0 };
  return [{ uri: uriOf(shipped?.name ?? resolvePath(source.name, path)), range: { start, end: start } }];
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
