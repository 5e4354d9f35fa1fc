import type { Open } from '../../../grammar/open/open.ts';
import { namesBehind } from '../../../grammar/open/open-at.ts';
import type { Piece } from '../../../grammar/open/piece.ts';
import { labelsAround } from '../scope.ts';
import type { Around } from './around.ts';
import { expressionSlot } from './expression-slot.ts';
import { pathSlot } from './path-slot.ts';
import type { Called, Slot } from './slot.ts';

const isNamed = (pieces: readonly Piece[]): boolean => pieces[1]?.image === '=';

/** What may stand at the end of an argument of which some is written. */
export function callSlot(pieces: readonly Piece[], around: Around, here: Open, call: Called): Slot {
  const position = here.before.filter((argument) => !isNamed(argument)).length;
  if (pieces.length === 0) return { type: 'argument', call, given: givenIn(around, here), position };
  const name = isNamed(pieces) ? pieces[0]?.image : undefined;
  const written = name === undefined ? pieces : pieces.slice(2);
  return expressionSlot(written, valueOf(call, name, position, { pieces: written, around }), around);
}

/** What an argument takes: a label for a tensor, one of the sets of weights, or a value. */
function valueOf(
  call: Called,
  name: string | undefined,
  position: number,
  { pieces, around }: { readonly pieces: readonly Piece[]; readonly around: Around },
): Slot {
  const inside = call.symbol?.inside?.();
  const isInput = name !== undefined && inside?.labels.findHere(name)?.kind === 'input';
  const isParameter = name !== undefined && inside?.parameters.has(name) === true;
  if (name === 'with' || (isInput && !isParameter))
    return pathSlot(pieces, labelsAround(around.scope), around);
  if (name === 'weights' && inside !== undefined && !isParameter) {
    return { type: 'name', of: 'weight set', symbols: [...inside.weightSets.values()] };
  }
  return { type: 'value', of: { type: 'argument', call, position, ...(name !== undefined && { name }) } };
}

/** The names of the arguments before the place and behind it. */
function givenIn({ bound, end, open }: Around, here: Open): readonly string[] {
  const { before } = here;
  const written = before.flatMap((argument) => (isNamed(argument) ? (argument[0]?.image ?? []) : []));
  return here === open.at(-1) ? [...written, ...namesBehind(bound.syntax.source, end, true)] : written;
}
