import type { Piece } from '../../../grammar/open/piece.ts';
import type { BoundSymbol } from '../bound-symbol.ts';
import type { LabelScope } from '../label-scope.ts';
import type { Slot } from './slot.ts';

/** The names of a path before a `.` that ends some pieces; none where a path begins. */
export function segmentsBefore(pieces: readonly Piece[]): readonly string[] {
  const names: string[] = [];
  let at = pieces.length - 1;
  while (pieces[at]?.image === '.') {
    at--;
    while (pieces[at]?.type === 'brackets') at--;
    const name = pieces[at];
    if (name?.type !== 'word') break;
    names.unshift(name.image);
    at--;
  }
  return names;
}

/** A segment of a path of labels, at the end of some pieces. */
export function pathSlot(
  pieces: readonly Piece[],
  from: LabelScope | undefined,
  { offset, isCounted = false }: { readonly offset: number; readonly isCounted?: boolean },
): Slot {
  const [first, ...rest] = segmentsBefore(pieces);
  const isOther = ({ declaration: { span } }: BoundSymbol): boolean =>
    offset < span.start || offset > span.end;
  if (first === undefined) {
    const symbols = from === undefined ? [] : [...from.visible()].filter(isOther);
    return { type: 'label', symbols, isCounted: false };
  }
  const within = rest.reduce(
    (labels, name) => labels?.findHere(name)?.inside?.()?.labels,
    from?.find(first)?.inside?.()?.labels,
  );
  return { type: 'label', symbols: within === undefined ? [] : [...within.symbols], isCounted };
}
