import type { Body, For, Name, Repeat } from '../../grammar/ast.ts';
import { symbolsOf } from '../sizes/size.ts';
import { type Constant, describe, numberConstant } from './constant.ts';
import { evaluateKnown } from './evaluate.ts';
import type { BodyPlace, Expansion } from './expansion.ts';
import { spend } from './place.ts';
import { type Round, roundSite } from './sites.ts';

type ExpandBody = (body: Body, expansion: Expansion, place: BodyPlace) => void;

/** `repeat count [as index] { … }` */
export function expandRepeat(
  statement: Repeat,
  expansion: Expansion,
  place: BodyPlace,
  expandBody: ExpandBody,
): void {
  const count = evaluateKnown(statement.count, place);
  if (count === undefined) return expansion.poison();
  if (count.type === 'symbolic') {
    place.reporter.report('CNN224', statement.count.span, ['the count of `repeat`', symbolsOf(count.size)]);
    return expansion.poison();
  }
  if (count.type !== 'number' || !Number.isInteger(count.value) || count.value < 0) {
    place.reporter.report('CNN124', statement.count.span, [describe(count)]);
    return expansion.poison();
  }
  const { value: total } = count;
  if (!expansion.allows(total, statement.count.span, place)) return;
  for (let index = 0; index < total && !expansion.stopped; index++) {
    const inner = roundPlace(statement, { index, total }, place);
    bindIndex(statement.index, index, inner);
    expandBody(statement.body, expansion, inner);
  }
}

/** `for x in list [as index] { … }`, `for (x, y) in list { … }` */
export function expandFor(
  statement: For,
  expansion: Expansion,
  place: BodyPlace,
  expandBody: ExpandBody,
): void {
  const list = evaluateKnown(statement.list, place);
  if (list === undefined) return expansion.poison();
  if (list.type !== 'list' && list.type !== 'tuple') {
    place.reporter.report('CNN125', statement.list.span, [describe(list)]);
    return expansion.poison();
  }
  if (!expansion.allows(list.items.length, statement.list.span, place)) return;
  if (!spend(list.weight, statement.list.span, place)) return expansion.poison();
  for (const [index, item] of list.items.entries()) {
    if (expansion.stopped) return;
    const inner = roundPlace(statement, { index, total: list.items.length, item }, place);
    if (!bindTargets(statement, item, inner)) return expansion.poison();
    bindIndex(statement.index, index, inner);
    expandBody(statement.body, expansion, inner);
  }
}

function roundPlace(loop: For | Repeat, round: Round, place: BodyPlace): BodyPlace {
  const site = roundSite(loop, round, place.site);
  const reporter = place.reporter.inside(site);
  const names = place.names.iteration(loop, round.index);
  return { ...place, environment: place.environment.inside(), site, reporter, names };
}

function bindIndex(name: Name | undefined, index: number, place: BodyPlace): void {
  if (name !== undefined) place.environment.defineValue(name, numberConstant(index));
}

function bindTargets(statement: For, item: Constant, place: BodyPlace): boolean {
  const { targets, destructured } = statement;
  const [only] = targets;
  if (!destructured && only !== undefined) {
    place.environment.defineValue(only, item);
    return true;
  }
  const parts = item.type === 'tuple' || item.type === 'list' ? item.items : undefined;
  if (parts?.length !== targets.length) {
    place.reporter.report('CNN126', statement.list.span, [targets.length, describe(item)]);
    return false;
  }
  for (const [position, target] of targets.entries()) {
    place.environment.defineValue(target, parts[position]);
  }
  return true;
}
