import type { IToken } from 'chevrotain';
import { breaksLine } from '../line-break.ts';
import { depthLimit } from '../parser/support.ts';
import { beginsAnew, beginsItem, leavesBrackets } from './begins.ts';
import { isBraced, type Open, type OpenType, openedBy } from './open.ts';
import { endOf, type Piece, pieceOf } from './piece.ts';

interface Written extends Open {
  pieces: Piece[];
  before: Piece[][];
}

const open = (type: OpenType, start: number): Written => ({ type, start, pieces: [], before: [] });

const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const openers: ReadonlySet<string> = new Set(Object.values(closers));

/**
 * The brackets that are open after some tokens, outermost first: the text itself, or what is said. Brackets that are left open
 * end where something begins that cannot stand in them.
 */
export function scan(
  tokens: readonly IToken[],
  text: string,
  outermost: OpenType = 'module',
): readonly Open[] {
  const stack: [Written, ...Written[]] = [open(outermost, tokens[0]?.startOffset ?? 0)];
  const innermost = (): Written => stack.at(-1) ?? stack[0];
  const opener = ({ start }: Open): string => text.charAt(start);
  const leave = (): void => {
    while (!isBraced(innermost()) && stack.length > 1) stack.pop();
    ignored = 0;
  };

  /** How many are open beyond those that the parser reads. */
  let ignored = 0;

  const close = (mark: string, end: number): void => {
    if (ignored > 0) return void ignored--;
    const wanted = closers[mark];
    const index = stack.findLastIndex((one, i) => i > 0 && opener(one) === wanted);
    if (index < 1 || (wanted !== '{' && stack.slice(index).some(isBraced))) return;
    const { start } = stack[index] ?? stack[0];
    stack.length = index;
    innermost().pieces.push({ type: 'brackets', image: wanted ?? '', start, end });
  };

  const begin = (): void => {
    const here = innermost();
    if (here.pieces.length > 0) here.before.push(here.pieces);
    here.pieces = [];
  };

  tokens.forEach((token, i) => {
    const piece = pieceOf(token);
    const previous = tokens[i - 1];
    const startsLine = previous === undefined || breaksLine(text, endOf(previous), piece.start);
    const word = { piece, startsLine, next: tokens[i + 1]?.image };
    if (outermost === 'module' && beginsItem(word)) {
      stack.length = 1;
      ignored = 0;
    }
    const inBraces = stack.findLast(isBraced) ?? stack[0];
    if (leavesBrackets(word, innermost(), inBraces)) leave();
    if (piece.image in closers && piece.type === 'mark') return close(piece.image, piece.end);
    if (piece.image === ',' && (!isBraced(innermost()) || innermost().type === 'import')) return begin();
    if (beginsAnew(word, innermost())) begin();
    if (piece.type !== 'mark' || !openers.has(piece.image)) return void innermost().pieces.push(piece);
    if (piece.image === '{') leave();
    if (stack.length > depthLimit) return void ignored++;
    stack.push(open(openedBy(piece.image, innermost()), piece.start));
  });
  return stack;
}
