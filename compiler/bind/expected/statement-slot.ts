import type { Open } from '../../../grammar/open/open.ts';
import { endsOperand, type Piece } from '../../../grammar/open/piece.ts';
import { labelsAround } from '../scope.ts';
import type { Around } from './around.ts';
import { expressionSlot } from './expression-slot.ts';
import { pathSlot } from './path-slot.ts';
import { anyValue, nothing, type Slot, words } from './slot.ts';

/** Where a statement is being written. */
interface StatementPlace {
  readonly around: Around;
  readonly here: Open;
}

const next = ({ around, here }: StatementPlace, ...more: readonly string[]): Slot => ({
  type: 'statement',
  isParallel: here.type === 'parallel',
  isModel: around.open[0]?.pieces[0]?.image === 'model',
  words: more,
});

/** What may stand at the end of a statement of which some is written. */
export function statementSlot(pieces: readonly Piece[], around: Around, here: Open): Slot {
  const place = { around, here };
  const [first, second] = pieces;
  if (first === undefined) return next(place);
  if (second?.image === ':' && (first.type === 'word' || first.type === 'literal')) {
    return operationSlot(pieces.slice(2), 'label', place);
  }
  if (first.image === 'output') {
    return pieces[2]?.image === ':' ? operationSlot(pieces.slice(3), 'output', place) : nothing;
  }
  return first.type === 'keyword'
    ? keywordSlot(first.image, pieces, place)
    : operationSlot(pieces, 'label', place);
}

function operationSlot(pieces: readonly Piece[], of: 'label' | 'output', place: StatementPlace): Slot {
  const [first] = pieces;
  const last = pieces.at(-1);
  if (first === undefined) return { type: 'callee', of };
  if (first.type === 'keyword') return keywordSlot(first.image, pieces, place);
  return endsOperand(last) ? next(place) : nothing;
}

/** A statement that a keyword begins. */
function keywordSlot(keyword: string, pieces: readonly Piece[], place: StatementPlace): Slot {
  const { around } = place;
  const last = pieces.at(-1);
  const isWhole = last?.image === '{';
  switch (keyword) {
    case 'let':
    case 'layer':
      return definitionSlot(pieces, around, () => next(place));
    case 'input':
      return typeSlot(pieces, 'input', next(place));
    case 'from':
    case 'reuse':
      return endsOperand(last) ? next(place) : pathSlot(pieces, labelsAround(around.scope), around);
    case 'parallel':
      if (pieces.length === 1) return { type: 'callee', of: 'merge' };
      return isWhole ? next(place) : nothing;
    case 'residual':
      return residualSlot(pieces, place);
    case 'repeat':
      return isWhole ? next(place) : loopSlot(pieces.slice(1), around);
    case 'for': {
      const list = pieces.findIndex(({ image }) => image === 'in');
      if (isWhole) return next(place);
      if (list < 0) return endsOperand(last) ? words('in') : nothing;
      return loopSlot(pieces.slice(list + 1), around);
    }
    case 'if': {
      if (isWhole) return pieces.at(-2)?.image === 'else' ? next(place) : next(place, 'else');
      if (last?.image === 'else' && pieces.at(-2)?.image === '{') return words('if');
      const condition = pieces.findLastIndex(({ image }) => image === '{' || image === 'else');
      const written = pieces.slice(condition + 1).filter(({ image }, i) => i > 0 || image !== 'if');
      return expressionSlot(written, anyValue, around);
    }
    case 'require':
      if (pieces.some(({ image }) => image === ':')) return endsOperand(last) ? next(place) : nothing;
      return expressionSlot(pieces.slice(1), anyValue, around, (joining) => next(place, ...joining));
    case 'weights':
      return endsOperand(last) && pieces.length > 3 ? next(place) : nothing;
    default:
      return isWhole ? next(place) : nothing;
  }
}

function residualSlot(pieces: readonly Piece[], place: StatementPlace): Slot {
  const last = pieces.at(-1)?.image;
  const skip = pieces.findIndex(({ image }) => image === 'skip');
  if (last === '{') return skip < 0 ? next(place, 'skip') : next(place);
  if (last === 'residual' || last === 'skip') return words('when');
  const when = pieces.findLastIndex(({ image }) => image === 'when');
  return when < 0 ? nothing : expressionSlot(pieces.slice(when + 1), anyValue, place.around);
}

/** What is gone through, and `as` behind it. */
function loopSlot(pieces: readonly Piece[], around: Around): Slot {
  if (pieces.some(({ image }) => image === 'as')) return nothing;
  return expressionSlot(pieces, anyValue, around, (joining) => words('as', ...joining));
}

/** `let name = value`, `layer Name = Kind`. */
export function definitionSlot(
  pieces: readonly Piece[],
  around: Around,
  ended: (joining: readonly string[]) => Slot,
): Slot {
  if (pieces[2]?.image !== '=') return nothing;
  const written = pieces.slice(3);
  if (pieces[0]?.image === 'let') return expressionSlot(written, anyValue, around, ended);
  if (written.length === 0) return { type: 'callee', of: 'alias' };
  return endsOperand(written.at(-1)) ? ended([]) : nothing;
}

/** `input name: type`, `field name: type`. */
export function typeSlot(pieces: readonly Piece[], of: 'input' | 'field', ended: Slot): Slot {
  if (pieces[2]?.image !== ':') return nothing;
  return pieces.length === 3 ? { type: 'type', of } : ended;
}
