import { endsOperand, type Piece } from '../../../grammar/open/piece.ts';
import { type Around, named } from './around.ts';
import { definitionSlot } from './statement-slot.ts';
import { nothing, type Slot, words } from './slot.ts';

const item: Slot = { type: 'item' };

/** What may stand at the end of a declaration of which some is written. */
export function itemSlot(pieces: readonly Piece[], around: Around): Slot {
  const last = pieces.at(-1);
  switch (pieces[0]?.image) {
    case undefined:
      return item;
    case 'let':
    case 'layer':
      return definitionSlot(pieces, around, () => item);
    case 'import':
      if (pieces.length === 1) return nothing;
      if (last?.image === 'from') return nothing;
      return last?.image === '{' ? words('from') : item;
    case 'train':
      return trainSlot(pieces, around);
    default:
      return last?.image === '{' || !endsOperand(last) ? item : nothing;
  }
}

function trainSlot(pieces: readonly Piece[], around: Around): Slot {
  const last = pieces.at(-1)?.image;
  if (last === '{') return item;
  if (last === 'train') return { type: 'name', of: 'model', symbols: named(around, 'model') };
  if (last === 'on') return { type: 'name', of: 'data', symbols: named(around, 'data') };
  if (pieces.length === 2) return words('on');
  return pieces.length === 4 ? words('as') : nothing;
}
