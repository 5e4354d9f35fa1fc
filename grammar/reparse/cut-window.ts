import { lex, type Lexed } from '../lex.ts';
import type { Written } from '../read-tokens.ts';
import type { Comment } from '../ast.ts';
import type { Source } from '../source.ts';
import { LeftBrace, RightBrace } from '../tokens.ts';
import type { Window } from './window.ts';

/** What is read of a text again. */
interface Cut extends Written {
  /** The comments in the window itself. */
  readonly own: readonly Comment[];
}

/**
 * The tokens of a window in a later text, `by` longer there, between those of the bodies around it; undefined where what it
 * ends with may go on behind it, or its braces
 * are no pairs.
 */
export function cutWindow(
  source: Source,
  earlier: Source,
  { levels, start, end, next }: Window,
  by: number,
): Cut | undefined {
  const heads = levels.map(({ owner, body }) => lexPart(source, owner.span.start, body.span.start + 1));
  const tails = levels.map(({ owner, body }) => lexPart(source, body.span.end - 1 + by, owner.span.end + by));
  const behind = levels[0]?.owner.span.end ?? end;
  const following = next === undefined ? [] : [lexPart(source, behind + by, next.span.end + by)];
  const inside = lexPart(source, start, end + by);
  if (!hasPairs(inside) || !hasPairs(lexPart(earlier, start, end))) return undefined;
  if (end + by < source.text.length && !isClosed(inside, source, end + by)) return undefined;
  const parts = [...heads, inside, ...tails.reverse(), ...following];
  return {
    source,
    tokens: parts.flatMap(({ tokens }) => tokens),
    own: inside.comments,
    comments: [...inside.comments, ...following.flatMap(({ comments }) => comments)],
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Whether the braces of a part are pairs of its own. */
function hasPairs({ tokens }: Lexed): boolean {
  let depth = 0;
  for (const { tokenType } of tokens) {
    if (tokenType === LeftBrace) depth++;
    else if (tokenType === RightBrace && --depth < 0) return false;
  }
  return depth === 0;
}

/** A part of a text as tokens, each where it stands in the whole. */
function lexPart(source: Source, start: number, end: number): Lexed {
  const lexed = lex(source, source.text.slice(start, end), start);
  for (const token of lexed.tokens) {
    token.startOffset += start;
    if (token.endOffset !== undefined) token.endOffset += start;
  }
  return lexed;
}

/** Whether nothing at the end of a part may be the beginning of more. */
function isClosed({ tokens, comments, diagnostics }: Lexed, { text }: Source, end: number): boolean {
  const last = tokens.at(-1);
  const code = Math.max(
    last === undefined ? 0 : last.startOffset + last.image.length,
    ...diagnostics.map(({ span }) => span?.end ?? 0),
  );
  const comment = comments.at(-1)?.span.end ?? 0;
  return comment > code ? /[\r\n]/.test(text.slice(comment, end)) : code < end;
}
