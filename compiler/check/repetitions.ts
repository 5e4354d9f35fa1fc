import type { Module } from '../../grammar/ast.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { itemAt } from './item-at.ts';

type Placed = Diagnostic & { readonly span: Span };

/** Names that are not declared, or not what they are used as: one declaration mends every use. */
const ofNames = new Set(['CNN101', 'CNN103', 'CNN138', 'CNN142', 'CNN147', 'CNN420']);
/** What a call lacks or has too much of. */
const ofCalls = new Set(['CNN107', 'CNN108', 'CNN109', 'CNN111']);
/** What is wrong with an input, or with what a source brings. */
const ofInputs = new Set(['CNN206', 'CNN207', 'CNN220', 'CNN311']);

/** What a train block lacks, and may have written elsewhere in it. */
const lacks = new Set(['CNN408', 'CNN413', 'CNN414']);

/** Whether the input that a model lacks is given to its first layer, as a shape. */
const isShapedByLayer = (one: Placed, found: readonly Placed[]): boolean =>
  found.some(
    ({ code, span }) =>
      code === 'CNN118' &&
      span.source === one.span.source &&
      one.span.start <= span.start &&
      span.end <= one.span.end,
  );

/** What is told already: another use of an unknown name, another argument of a call, another head behind one lack. */
export function repetitions(found: readonly Placed[], module: Module): ReadonlySet<Diagnostic> {
  const told = new Set<string>();
  const repeated = new Set<Diagnostic>();
  const items = new Map<unknown, number>();
  for (const one of found.toSorted((a, b) => a.span.start - b.span.start)) {
    const item = itemAt(module, one.span) ?? one.span.source;
    if (!items.has(item)) items.set(item, items.size);
    const cause = causeOf(one);
    const key = `${items.get(item) ?? ''} ${cause ?? ''}`;
    // Two unknown parameters of a call are two slips; what else is wrong with it may follow from one.
    const own = one.code === 'CNN107' ? `${key} ${textOf(one.span)}` : key;
    if (cause !== undefined && told.has(own)) repeated.add(one);
    told.add(key).add(own);
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
  if (code === 'CNN302') return /belongs? (into (?:a phase|an objective))/.exec(one.fix?.title ?? '')?.[1];
  const sizes = code === 'CNN407' ? /it is \[((?:[^\],]+, )+)/.exec(one.message)?.[1] : undefined;
  return sizes === undefined ? undefined : `${code} ${sizes}`;
}

const calleeOf = ({ message }: Diagnostic): string | undefined => /`(\w+)`/.exec(message)?.[1];

/** What is found for want of what a block, a loop or a model lacks, by item of the file. */
export function followUps(found: readonly Placed[], module: Module): (one: Placed) => boolean {
  const undeclared = new Set<string>();
  const untargeted = new Set<unknown>();
  const misplaced = new Set<unknown>();
  let isInputWrong = false;
  for (const { code, span, fix } of found) {
    const item = itemAt(module, span);
    if (code === 'CNN101' && item?.type === 'block') undeclared.add(item.name.text);
    if (code === 'CNN302' && /belongs? into/.test(fix?.title ?? '')) misplaced.add(item);
    if (code === 'CNN126') untargeted.add(item);
    if (ofInputs.has(code)) isInputWrong = true;
  }
  return (one) => {
    if (ofCalls.has(one.code)) return undeclared.has(calleeOf(one) ?? '');
    if (lacks.has(one.code)) return misplaced.has(itemAt(module, one.span));
    if (one.code === 'CNN201') return isShapedByLayer(one, found);
    if (one.code === 'CNN101') return untargeted.has(itemAt(module, one.span));
    return one.code === 'CNN415' && isInputWrong;
  };
}
