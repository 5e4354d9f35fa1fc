import type { Position, SelectionRange } from 'vscode-languageserver';
import type { Module } from '../../grammar/ast.ts';
import { nodesAt } from '../../grammar/nodes-at.ts';
import { offsetOf, rangeOf } from '../documents/positions.ts';

/** What is selected, step by step outwards, from each place. */
export const selectionRanges = (module: Module, positions: readonly Position[]): readonly SelectionRange[] =>
  positions.map((position) => selectionRange(module, position));

function selectionRange(module: Module, position: Position): SelectionRange {
  let outer: SelectionRange | undefined;
  let size = Infinity;
  for (const { span } of nodesAt(module, offsetOf(module.source, position))) {
    if (span.end - span.start >= size) continue;
    size = span.end - span.start;
    outer = { range: rangeOf(span), ...(outer && { parent: outer }) };
  }
  return outer ?? { range: { start: position, end: position } };
}
