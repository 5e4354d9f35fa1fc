import type { RandomStream } from '../../runtime/random.ts';
import { chance, few, pick, small } from './choices.ts';
import { mutateBytes } from './mutate-bytes.ts';

/** Texts that are mutated, in pieces. */
export interface TextCorpus {
  readonly texts: readonly string[];
  readonly lines: readonly string[];
  readonly tokens: readonly string[];
  /** The tokens by their sort: words, names, numbers, signs. */
  readonly kin: ReadonlyMap<string, readonly string[]>;
}

/** Blanks and comments, words, numbers with a unit, quoted texts, or one sign. */
const token = /\s+|#[^\n]*|[A-Za-z_]\w*|\d[\w.]*|"[^"\n]*"?|./gsu;

const sortOf = (text: string): string =>
  /^\s/.test(text)
    ? ' '
    : /^[a-z_]/.test(text)
      ? 'a'
      : /^[A-Z]/.test(text)
        ? 'A'
        : /^\d/.test(text)
          ? '0'
          : '.';

/** Cuts texts into what their mutants are put together from. */
export function textCorpus(texts: readonly string[]): TextCorpus {
  const tokens = [...new Set(texts.flatMap((text) => text.match(token) ?? []))];
  const lines = [...new Set(texts.flatMap((text) => text.split('\n')))];
  const sorts = [...new Set(tokens.map(sortOf))];
  const kin = new Map(sorts.map((sort) => [sort, tokens.filter((each) => sortOf(each) === sort)]));
  return { texts, lines, tokens, kin };
}

/** Values at which numbers go wrong, and words of other languages. */
const strange = [
  '0', '-1', '1e12', '1e308', '0.5', '9007199254740993', '65536', '""', '"\\"', '__proto__', 'constructor', 'toString',
  '\u0000', '\u001b[31m', 'é', '😀', '\r', '\t', '((((', '))))', '[[[[', '{{{{', '}}}}', ',,', '::', '?', '*', '%', '√',
]; // prettier-ignore

type Edit = (parts: string[], stream: RandomStream, corpus: readonly string[]) => void;

/** Edits of a list of parts, tokens or lines, in place. */
const edits: readonly Edit[] = [
  (parts, stream) => parts.splice(stream.below(parts.length), few(6, stream)),
  (parts, stream) => {
    const at = stream.below(parts.length);
    parts.splice(at, 0, ...parts.slice(at, at + few(6, stream)));
  },
  (parts, stream, corpus) => (parts[stream.below(parts.length)] = pick(corpus, stream)),
  (parts, stream, corpus) => parts.splice(stream.below(parts.length + 1), 0, pick(corpus, stream)),
  (parts, stream) => {
    const moved = parts.splice(stream.below(parts.length), few(6, stream));
    parts.splice(stream.below(parts.length + 1), 0, ...moved);
  },
  (parts, stream) => (parts[stream.below(parts.length)] = pick(strange, stream)),
  (parts, stream) => {
    const [a, b] = [stream.below(parts.length), stream.below(parts.length)];
    [parts[a], parts[b]] = [parts[b] ?? '', parts[a] ?? ''];
  },
];

/** Replaces one token by another of its sort: the mutant that most often still means something. */
function exchange(parts: string[], stream: RandomStream, { kin }: TextCorpus): void {
  const at = stream.below(parts.length);
  const alike = kin.get(sortOf(parts[at] ?? '')) ?? [];
  if (alike.length > 0) parts[at] = pick(alike, stream);
}

/** A text of the corpus or another with a few edits of its tokens or lines, seldom of its bytes. */
export function mutateText(text: string, stream: RandomStream, corpus: TextCorpus): string {
  if (text === '' || chance(0.03, stream)) return mutateBytes(Buffer.from(text), stream).toString('utf8');
  if (chance(0.25, stream)) return mutated(text.split('\n'), stream, corpus.lines).join('\n');
  const parts = text.match(token) ?? [text];
  for (let left = small(6, stream); left >= 0; left--) exchange(parts, stream, corpus);
  return chance(0.5, stream) ? parts.join('') : mutated(parts, stream, corpus.tokens).join('');
}

function mutated(parts: string[], stream: RandomStream, corpus: readonly string[]): readonly string[] {
  for (let left = few(5, stream); left > 0 && parts.length > 0; left--) {
    pick(edits, stream)(parts, stream, corpus);
  }
  return parts;
}

/** The beginning of one text and the end of another. */
export function spliceTexts(one: string, other: string, stream: RandomStream): string {
  return one.slice(0, stream.below(one.length + 1)) + other.slice(stream.below(other.length + 1));
}
