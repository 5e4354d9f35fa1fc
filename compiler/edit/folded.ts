import type { Expression, Name } from '../../grammar/ast.ts';
import { nodesAt } from '../../grammar/nodes-at.ts';
import type { Span } from '../../grammar/span.ts';
import { type BoundModule, declaredBy, referencesIn } from '../bind/bound-module.ts';
import type { Reference } from '../bind/reference.ts';
import { Reporter } from '../diagnostics/reporter.ts';
import { formatConstant, numberConstant } from '../expand/constant.ts';
import { Environment } from '../expand/environment.ts';
import { evaluateKnown } from '../expand/evaluate.ts';
import type { Edits } from './refactoring.ts';
import { isWithin } from './rewritten.ts';

/** What the names of a loop stand for in one round. */
export type Round = ReadonlyMap<Name, string>;

/** Where a name that a loop declares is used in a part of its body. */
export function usesOf(bound: BoundModule, name: Name, part: Span): readonly Reference[] {
  const symbol = declaredBy(bound, name);
  const uses = symbol === undefined ? [] : (bound.uses.get(symbol) ?? []);
  return uses.filter(({ span }) => isWithin(span, part));
}

/** The expressions of a part that are numbers alone once a round's names are put in: as what they come to. */
export function foldedIn(bound: BoundModule, part: Span, round: Round): Edits {
  const environment = new Environment(bound);
  const known = new Set<unknown>();
  for (const [name, text] of round) {
    const symbol = declaredBy(bound, name);
    if (symbol === undefined || !/^\d+(?:\.\d+)?$/.test(text)) continue;
    environment.defineValue(name, numberConstant(Number(text)));
    known.add(symbol);
  }
  const found = new Map<number, Edits[number]>();
  for (const { span } of [...round.keys()].flatMap((name) => usesOf(bound, name, part))) {
    const operation = nodesAt(bound.syntax, span.start).find(
      (node): node is Expression =>
        (node.type === 'binary' || node.type === 'unary') && isWithin(node.span, part),
    );
    if (operation === undefined || found.has(operation.span.start)) continue;
    if (!referencesIn(bound, operation.span).every(({ symbol }) => known.has(symbol))) continue;
    const value = evaluateKnown(operation, { environment, reporter: new Reporter() });
    if (value?.type === 'number' || value?.type === 'boolean')
      found.set(operation.span.start, { span: operation.span, text: formatConstant(value) });
  }
  return [...found.values()];
}
