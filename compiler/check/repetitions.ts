import type { Module } from '../../grammar/ast.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { textOf } from '../../grammar/span.ts';
import { argumentsOf } from '../diagnostics/arguments-of.ts';
import { itemAt } from './item-at.ts';
import { calleeOf, type Placed, sectionOf } from './subject.ts';

/** Names that are not declared, or not what they are used as: one declaration mends every use. */
const ofNames = new Set(['CNN101', 'CNN103', 'CNN138', 'CNN142', 'CNN147', 'CNN420']);
/** What a call lacks or has too much of. */
const ofCalls = new Set(['CNN107', 'CNN108', 'CNN109', 'CNN111']);
/** What is wrong with an input, or with what a source brings. */
const ofInputs = new Set(['CNN206', 'CNN207', 'CNN220', 'CNN311']);

/** What a train block lacks, and may have written elsewhere in it. */
const lacks = new Set(['CNN408', 'CNN413', 'CNN414']);

/** The shape that is given to the first layer of a model, where that lacks its input. */
const shapeInLayer = (one: Placed, found: readonly Placed[]): Diagnostic | undefined =>
  found.find(
    ({ code, span }) =>
      code === 'CNN118' &&
      span.source === one.span.source &&
      one.span.start <= span.start &&
      span.end <= one.span.end,
  );

/** What is told already, and where: another use of an unknown name, another argument of a call, another head behind one lack. */
export function repetitions(found: readonly Placed[], module: Module): ReadonlyMap<Diagnostic, Diagnostic> {
  const told = new Map<string, Diagnostic>();
  const repeated = new Map<Diagnostic, Diagnostic>();
  const items = new Map<unknown, number>();
  for (const one of found.toSorted((a, b) => a.span.start - b.span.start)) {
    const item = itemAt(module, one.span) ?? one.span.source;
    if (!items.has(item)) items.set(item, items.size);
    const cause = causeOf(one);
    const key = `${items.get(item) ?? ''} ${cause ?? ''}`;
    // Two unknown parameters of a call are two slips; what else is wrong with it may follow from one.
    const own = one.code === 'CNN107' ? `${key} ${textOf(one.span)}` : key;
    const first = cause === undefined ? undefined : told.get(own);
    if (first !== undefined) repeated.set(one, first);
    for (const each of [key, own]) if (!told.has(each)) told.set(each, one);
  }
  return repeated;
}

/** What things have in common that one change mends. */
function causeOf(one: Placed): string | undefined {
  const { code, span } = one;
  if (ofNames.has(code)) return `${code} ${/^\w*/.exec(textOf(span))?.[0] ?? ''}`;
  if (ofCalls.has(code))
    return `call ${String(span.source.position(span.start).line)} ${calleeOf(one) ?? ''}`;
  if (code === 'CNN210') return code;
  if (code === 'CNN302') return sectionOf(one);
  const positions = argumentsOf(one, 'CNN407')?.[3];
  return positions === undefined ? undefined : `${code} ${positions}`;
}

/** What is found for want of what a block, a loop or a model lacks, by item of the file: what tells of the want. */
export function followUps(found: readonly Placed[], module: Module): (one: Placed) => Diagnostic | undefined {
  const undeclared = new Map<string, Diagnostic>();
  const untargeted = new Map<unknown, Diagnostic>();
  const misplaced = new Map<unknown, Diagnostic>();
  let wrongInput: Diagnostic | undefined;
  for (const one of found) {
    const { code, span } = one;
    const item = itemAt(module, span);
    if (code === 'CNN101' && item?.type === 'block') undeclared.set(item.name.text, one);
    if (sectionOf(one) !== undefined) misplaced.set(item, one);
    if (code === 'CNN126') untargeted.set(item, one);
    if (ofInputs.has(code)) wrongInput ??= one;
  }
  return (one) => {
    if (ofCalls.has(one.code)) return undeclared.get(calleeOf(one) ?? '');
    if (lacks.has(one.code)) return misplaced.get(itemAt(module, one.span));
    if (one.code === 'CNN201') return shapeInLayer(one, found);
    if (one.code === 'CNN101') return untargeted.get(itemAt(module, one.span));
    return one.code === 'CNN415' ? wrongInput : undefined;
  };
}
