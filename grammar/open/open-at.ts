import type { IToken } from 'chevrotain';
import { lex } from '../lex.ts';
import { Source } from '../source.ts';
import type { Open } from './open.ts';
import { isWord, type Piece, pieceOf } from './piece.ts';
import { scan } from './scan.ts';

/** Where in a text something is being written. */
export interface OpenPlace {
  /** What is open there, outermost first; innermost, where it is in one, the `{}` of a string. */
  readonly open: readonly Open[];
  /** Where the word begins that is being written, or the place itself. */
  readonly start: number;
  /** What the place is within, where no code can be written. */
  readonly within?: 'comment' | 'string' | 'literal';
}

/**
 * What is open at a place of a text, by the tokens before it alone: whole texts and such as end there, brackets that are closed
 * and such as are not, are the same to it.
 */
export function openAt({ name, text }: Source, offset: number): OpenPlace {
  const prefix = new Source(name, text.slice(0, Math.max(0, offset)));
  return openAtEnd(prefix, 0, 'module');
}

function openAtEnd(source: Source, base: number, outermost: 'module' | 'hole'): OpenPlace {
  const { text } = source;
  const { tokens, comments } = lex(source, text.slice(base), base);
  const moved = base === 0 ? tokens : tokens.map((one) => ({ ...one, startOffset: one.startOffset + base }));
  const last = moved.at(-1);
  const piece = last && pieceOf(last);
  if (last === undefined || piece?.end !== text.length) {
    const comment = comments.at(-1);
    const open = scan(moved, text, outermost);
    const isComment = comment !== undefined && !/[\r\n]/.test(text.slice(comment.span.start));
    return { open, start: text.length, ...(isComment && { within: 'comment' as const }) };
  }
  if (isWord(piece)) return { open: scan(moved.slice(0, -1), text, outermost), start: piece.start };
  if (last.payload === 'open') return openInString(source, piece, scan(moved.slice(0, -1), text, outermost));
  const open = scan(moved, text, outermost);
  return { open, start: text.length, ...(piece.type === 'literal' && { within: 'literal' as const }) };
}

/** In a string that ends nowhere: text, or an expression between its braces. */
function openInString(source: Source, { image, start }: Piece, around: readonly Open[]): OpenPlace {
  const hole = openHole(image);
  if (hole === undefined) return { open: around, start: start + 1, within: 'string' };
  const inner = openAtEnd(source, start + hole, 'hole');
  return { ...inner, open: [...around, ...inner.open] };
}

/** Where the expression begins that a text of a string ends in. */
function openHole(image: string): number | undefined {
  const text = image.replaceAll(/\\./g, '  ');
  const brace = text.lastIndexOf('{');
  return brace > text.lastIndexOf('}') ? brace + 1 : undefined;
}

/**
 * The names before `=` that follow a place in the brackets that it is in: those of arguments, or the keys of a section; but for
 * one that the place is in.
 */
export function namesBehind({ name, text }: Source, offset: number, hasCommas: boolean): readonly string[] {
  const isInWord = /^\w/.test(text.slice(offset, offset + 1));
  // Most brackets close nearby: only where they do not, more of the text is read.
  for (let length = 1000; ; length *= 8) {
    const end = lineEndBehind(text, offset + length);
    const { tokens } = lex(new Source(name, text), text.slice(offset, end), offset);
    const { names, isClosed } = namesUpToEnd(tokens, { isInWord, hasCommas });
    if (isClosed || end === text.length) return names;
  }
}

const lineEndBehind = (text: string, offset: number): number => {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
};

interface Reading {
  /** Whether the first token is the rest of a word. */
  readonly isInWord: boolean;
  readonly hasCommas: boolean;
}

/** The names before `=` among tokens, up to the bracket that ends what they are in, and whether there is that. */
function namesUpToEnd(
  tokens: readonly IToken[],
  { isInWord, hasCommas }: Reading,
): { readonly names: readonly string[]; readonly isClosed: boolean } {
  const names: string[] = [];
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    const { image } = token;
    if ('([{'.includes(image)) depth++;
    else if (')]}'.includes(image)) depth--;
    if (depth < 0) return { names, isClosed: true };
    if (depth > 0 || (i === 0 && isInWord) || tokens[i + 1]?.image !== '=' || !isWord(pieceOf(token)))
      continue;
    const isFirst = i === 0 || tokens[i - 1]?.image === ',';
    if (isFirst || !hasCommas) names.push(image);
  }
  return { names, isClosed: false };
}
