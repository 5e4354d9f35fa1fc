import { hasStatements, isBraced, type Open } from './open.ts';
import { endsOperand, isWord, type Piece } from './piece.ts';

/** A piece where it stands. */
export interface Placed {
  readonly piece: Piece;
  readonly startsLine: boolean;
  /** The token behind it, as it is written. */
  readonly next: string | undefined;
}

const items = new Set(['import', 'layer', 'let', 'block', 'model', 'data', 'train']);
const onlyItems = new Set(['import', 'block', 'model', 'data', 'train']);
const statements = new Set([
  ...['input', 'output', 'layer', 'let', 'repeat', 'for', 'if', 'from', 'require', 'weights', 'path'],
  ...['residual', 'parallel', 'reuse'],
]);
const sections = new Set(['field', 'split', 'prepare', 'augment', 'objective', 'phase', 'freeze']);
/** What goes on with what stands before it. */
const joins = new Set(['and', 'or', 'then', 'else', 'skip', 'when', 'as', 'in', 'on']);

/** Whether a piece begins a declaration, whatever is open. */
export const beginsItem = ({ piece, startsLine, next = '' }: Placed): boolean =>
  startsLine && piece.type === 'keyword' && onlyItems.has(piece.image) && /^[A-Za-z_{]/.test(next);

/** Whether brackets that are left open end before a piece, since it begins something in the braces around them. */
export function leavesBrackets({ piece, startsLine, next }: Placed, inner: Open, { type }: Open): boolean {
  if (!startsLine || isBraced(inner) || next === '=') return false;
  const last = inner.pieces.at(-1);
  if (type === 'body' || type === 'parallel') {
    if (piece.type === 'keyword') return statements.has(piece.image) && piece.image !== 'if';
    if (piece.type === 'kind') return last === undefined || endsOperand(last);
    return next === ':' && piece.type === 'word';
  }
  return piece.type === 'keyword' && (type === 'module' ? items : sections).has(piece.image);
}

/** Whether a piece begins another statement or member of the braces that it stands in. */
export function beginsAnew(placed: Placed, here: Open): boolean {
  const { piece, startsLine, next } = placed;
  const last = here.pieces.at(-1);
  if (last === undefined || !isBraced(here) || here.type === 'import') return false;
  if (here.type === 'module') return beginsInModule(placed, last);
  if (piece.type === 'keyword' && joins.has(piece.image) && next !== '=') return false;
  if (hasStatements(here)) return beginsStatement(placed, last);
  if (endsOperand(last)) return isWord(piece);
  const isSection = piece.type === 'keyword' && sections.has(piece.image) && next !== '=';
  return startsLine && last.type === 'mark' && isWord(piece) && (next === '=' || isSection);
}

const beginsInModule = ({ piece, next }: Placed, last: Piece): boolean =>
  piece.type === 'keyword' ? items.has(piece.image) && next !== '=' : last.image === '{';

function beginsStatement({ piece, startsLine, next }: Placed, last: Piece): boolean {
  const isKeyword = piece.type === 'keyword' && statements.has(piece.image);
  if (endsOperand(last)) return isWord(piece) || next === ':';
  if (!startsLine) return false;
  if (isKeyword) return piece.image !== 'if';
  if (piece.type === 'kind') return ![':', '=', 'parallel', 'layer'].includes(last.image);
  return next === ':' && last.image !== 'input' && last.image !== 'output';
}
