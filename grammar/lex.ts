import type { IToken, TokenType } from 'chevrotain';
import type { Comment } from './ast.ts';
import type { Diagnostic } from './diagnostic.ts';
import { diagnose, type Extras } from './messages.ts';
import type { Source } from './source.ts';
import type { Span } from './span.ts';
import * as t from './tokens.ts';
import { withoutPower } from './without-power.ts';

/** A text as tokens of the language alone: mistakes are told, and replaced by what was meant. */
export interface Lexed {
  readonly tokens: IToken[];
  readonly comments: readonly Comment[];
  readonly diagnostics: Diagnostic[];
}

/** Cuts a text, a whole source or an expression in a string that begins at `base`, into tokens. */
export function lex(source: Source, text: string, base = 0): Lexed {
  const { tokens, groups, errors } = t.tokenize(text);
  const diagnostics: Diagnostic[] = [];
  const span = (start: number, end: number): Span => ({ source, start: base + start, end: base + end });
  for (const { offset, length } of errors) {
    const place = span(offset, offset + length);
    const written = text.slice(offset, offset + Math.min(length, 20));
    diagnostics.push(diagnose('CNN001', place, { written }, { edits: [{ span: place, text: '' }] }));
  }
  if (errors.length > 0) joinWords(tokens, errors, text);
  const comments = (groups['comments'] ?? []).map((token) => commentOf(token, span));
  return { tokens: withoutMistakes(tokens, diagnostics, span), comments, diagnostics };
}

/** Makes one word of what letters outside ASCII cut in two, so that they are one mistake. */
function joinWords(
  tokens: IToken[],
  errors: readonly { offset: number; length: number }[],
  text: string,
): void {
  const ends = new Map(tokens.map((token, i) => [token.startOffset + token.image.length, i]));
  const starts = new Map(tokens.map((token, i) => [token.startOffset, i]));
  const gone = new Set<number>();
  for (const { offset, length } of errors) {
    if (!/^\p{L}+$/u.test(text.slice(offset, offset + length))) continue;
    const [left, right] = [ends.get(offset), starts.get(offset + length)];
    const first = left === undefined ? undefined : tokens[left];
    const last = right === undefined ? undefined : tokens[right];
    const names = [t.Word, t.Kind];
    if (left === undefined || first === undefined || !names.includes(first.tokenType)) continue;
    const end =
      last !== undefined && names.includes(last.tokenType)
        ? offset + length + last.image.length
        : offset + length;
    const joined = { ...first, image: text.slice(first.startOffset, end) };
    if (end > offset + length && right !== undefined) {
      gone.add(left);
      tokens[right] = joined;
      ends.set(end, right);
    } else tokens[left] = joined;
  }
  const kept = tokens.filter((_, i) => !gone.has(i));
  tokens.length = 0;
  for (const token of kept) tokens.push(token);
}

type Places = (start: number, end: number) => Span;

function commentOf(token: IToken, span: Places): Comment {
  const doc = token.image.startsWith('##');
  const text = token.image
    .slice(doc ? 2 : 1)
    .replace(/^[ \t]/, '')
    .trimEnd();
  const end = token.startOffset + token.image.trimEnd().length;
  return { type: 'comment', span: span(token.startOffset, end), text, doc };
}

const mistakes = new Set(t.tokenTypes.filter(({ CATEGORIES }) => CATEGORIES?.includes(t.Mistake)));

function withoutMistakes(tokens: IToken[], diagnostics: Diagnostic[], span: Places): IToken[] {
  if (!tokens.some(({ tokenType }) => mistakes.has(tokenType))) return tokens;
  const result: IToken[] = [];
  for (const token of tokens) {
    if (mistakes.has(token.tokenType)) result.push(...meant(token, diagnostics, span));
    else result.push(token);
  }
  return result;
}

function replaced(token: IToken, tokenType: TokenType, image: string, payload?: 'open'): IToken {
  const endOffset = token.startOffset + token.image.length - 1;
  const { startOffset } = token;
  return { image, startOffset, endOffset, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0, payload };
}

const operators: Readonly<Record<string, readonly [TokenType, string]>> = {
  '&&': [t.Keyword.and, 'and'],
  '||': [t.Keyword.or, 'or'],
  '!': [t.Keyword.not, 'not'],
  '===': [t.EqualEqual, '=='],
  '!==': [t.NotEqual, '!='],
  '...': [t.DotDot, '..'],
  '\u00d7': [t.Star, '*'],
  '\u00f7': [t.Slash, '/'],
  '\u2212': [t.Minus, '-'],
  '\u2013': [t.Minus, '-'],
  '\u2264': [t.LessEqual, '<='],
  '\u2265': [t.GreaterEqual, '>='],
  '\u2260': [t.NotEqual, '!='],
};

const literals = { true: t.Keyword.true, false: t.Keyword.false, none: t.Keyword.none } as const;

/** Tells of a mistaken token; gives what stands for it. */
function meant(token: IToken, diagnostics: Diagnostic[], places: Places): IToken[] {
  const written = token.image;
  const span = places(token.startOffset, token.startOffset + written.length);
  const instead = (text: string): Extras => ({ edits: [{ span, text }] });
  switch (token.tokenType) {
    case t.Semicolon:
      diagnostics.push(diagnose('CNN006', span, {}, instead('')));
      return [];
    case t.BlockComment: {
      const opener = written.startsWith('/') ? '/*' : '"""';
      diagnostics.push(diagnose('CNN007', span, { written: opener }, instead(lineComments(span))));
      return [];
    }
    case t.OpenString: {
      const kept = written.replace(/[)\]},\s]+$/, '');
      const at = token.startOffset + (kept.length > 1 ? kept.length : written.length);
      const end = places(at, at);
      diagnostics.push(diagnose('CNN002', span, {}, { edits: [{ span: end, text: '"' }] }));
      return [replaced(token, t.StringToken, written, 'open')];
    }
    case t.Decorators:
      diagnostics.push(diagnose('CNN001', span, { written: written.slice(0, 40) }, instead('')));
      return [];
    case t.WrongQuotes: {
      const inner = written.slice(1).replace(/['\u201c\u201d]$/, '');
      const text = `"${inner.replaceAll('"', '\\"')}"`;
      diagnostics.push(diagnose('CNN003', span, { written, instead: text }, instead(text)));
      return [replaced(token, t.StringToken, text)];
    }
    case t.WrongOperator: {
      if (written === '**' || written === '^') return [meantByPower(token, span, diagnostics)];
      const [type, text] = operators[written] ?? [t.Star, '*'];
      diagnostics.push(diagnose('CNN008', span, { written, instead: text }, instead(spaced(written, text))));
      return [replaced(token, type, text)];
    }
    case t.WrongLiteral: {
      const lower = written.toLowerCase();
      const text = lower === 'true' || lower === 'false' ? lower : 'none';
      diagnostics.push(diagnose('CNN037', span, { written, instead: text }, instead(text)));
      return [replaced(token, literals[text], text)];
    }
    case t.WrongUnit: {
      const [, amount = '', prefix = '', i = ''] = /^([\d.]+)[ \t]*([a-zA-Z])([iI]?)/.exec(written) ?? [];
      const text = `${amount} ${prefix.toUpperCase()}${i.toLowerCase()}B`;
      const unit = written.replace(/^[\d.]+[ \t]*/, '');
      diagnostics.push(diagnose('CNN005', span, { written: unit, instead: text }, instead(text)));
      return [replaced(token, t.SizeToken, text)];
    }
    default: {
      const text = numberMeant(written);
      diagnostics.push(diagnose('CNN004', span, { written, instead: text }, instead(text)));
      return [replaced(token, t.NumberToken, text)];
    }
  }
}

/** A comment between marks as comments to the end of the line; where code follows on the line, as nothing. */
function lineComments({ source, start, end }: Span): string {
  if (!/^[ \t]*(?:[\r\n]|$)/.test(source.text.slice(end, end + 200))) return '';
  const { character } = source.position(start);
  const inner = source.text.slice(start, end).replace(/^(?:\/\*+|""")\s*|\s*(?:\*+\/|""")$/g, '');
  const lines = inner
    .split(/\r\n|\n|\r/)
    .map((line) => `# ${line.replace(/^[ \t]*(?:\* ?)?/, '')}`.trimEnd());
  return lines.join(`\n${' '.repeat(character)}`);
}

/** Tells of a power, which is read as a product; only what is surely equal to it is offered instead. */
function meantByPower(token: IToken, span: Span, diagnostics: Diagnostic[]): IToken {
  const { instead, whole } = withoutPower(span) ?? { instead: '', whole: span };
  const extras = instead === '' ? {} : { edits: [{ span: whole, text: instead }] };
  diagnostics.push(diagnose('CNN008', span, { written: token.image, instead, power: true }, extras));
  return replaced(token, t.Star, '*');
}

function spaced(written: string, text: string): string {
  return written === '!' ? `${text} ` : text;
}

/** `.5` → `0.5`, `5.` → `5.0`, `1_000` → `1000`, `3px` → `3`. */
function numberMeant(written: string): string {
  const plain = written.replaceAll('_', '');
  if (/^\.\d+$/.test(plain)) return `0${plain}`;
  if (/^\d+\.$/.test(plain)) return `${plain}0`;
  return /^\d+(?:\.\d+)?(?:[eE]\d+)?/.exec(plain)?.[0] ?? '0';
}
