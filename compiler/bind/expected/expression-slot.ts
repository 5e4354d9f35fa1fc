import { endsOperand, type Piece } from '../../../grammar/open/piece.ts';
import { pathSlot } from './path-slot.ts';
import { anyValue, type Slot, words } from './slot.ts';
import { labelsAround } from '../scope.ts';
import type { Around } from './around.ts';

/** What may stand at the end of an expression of which some is written: a value, or what joins two. */
export function expressionSlot(
  pieces: readonly Piece[],
  value: Slot,
  around: Around,
  ended?: (joining: readonly string[]) => Slot,
): Slot {
  const last = pieces.at(-1);
  const open = openCondition(pieces);
  if (endsOperand(last)) {
    const joining = ['and', 'or', ...(open === undefined ? [] : [open])];
    return open === undefined && ended !== undefined ? ended(joining) : words(...joining);
  }
  if (value.type === 'label') return value;
  if (last?.image === '.') return pathSlot(pieces, labelsAround(around.scope), around);
  return open === 'then' ? anyValue : value;
}

/** The word that goes on with an `if` that is written: `then`, `else`; undefined where it is whole. */
function openCondition(pieces: readonly Piece[]): 'then' | 'else' | undefined {
  const open: ('then' | 'else')[] = [];
  for (const { image, type } of pieces) {
    if (type !== 'keyword') continue;
    if (image === 'if') open.push('then');
    else if (image === 'then') open[open.length - 1] = 'else';
    else if (image === 'else') open.pop();
  }
  return open.at(-1);
}
