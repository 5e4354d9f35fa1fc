import { keywords } from '../../grammar/tokens.ts';
import { RandomStream } from '../../runtime/random.ts';
import type { Site, Sites } from './sites.ts';

/** The kinds of edit. */
export const kinds = [
  'misspelt layer',
  'misspelt parameter',
  'misspelt key',
  'misspelt name',
  'misspelt word',
  'misspelt keyword',
  'deleted comma',
  'deleted )',
  'quoted word',
  'wrong unit',
  '= and : exchanged',
  'lower-case layer',
  'kernel too large',
  'deleted token',
  'deleted brace',
  'extra brace',
  'extra )',
  'swapped lines',
  'duplicated line',
] as const;

export type Kind = (typeof kinds)[number];

/** A text with one edit. */
export interface Mutant {
  readonly kind: Kind;
  readonly text: string;
  /** Where the edit begins. */
  readonly at: number;
  /** What was done, for a failing test to say. */
  readonly what: string;
}

type Make = (sites: Sites, random: RandomStream) => readonly Mutant[];

const edit = (kind: Kind, { source }: Sites, { start, end, text }: Site, instead: string): Mutant => ({
  kind,
  text: source.text.slice(0, start) + instead + source.text.slice(end),
  at: start,
  what: `\`${text}\` → \`${instead}\``,
});

/** A word one slip of the fingers away, which the text does not have. */
function misspelt(word: string, { source }: Sites, random: RandomStream): string | undefined {
  for (let attempt = 0; attempt < 20; attempt++) {
    const i = 1 + (random.uint32() % (word.length - 1));
    const slips = [
      word.slice(0, i) + word.slice(i + 1),
      word.slice(0, i) + word.charAt(i) + word.slice(i),
      word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2),
      `${word.slice(0, i)}e${word.slice(i + 1)}`,
    ];
    const slip = slips[random.uint32() % slips.length] ?? word;
    const isNew = !new RegExp(`\\b${slip}\\b`).test(source.text);
    if (isNew && /^[A-Za-z]\w*$/.test(slip) && !(keywords as readonly string[]).includes(slip)) return slip;
  }
  return undefined;
}

/** Words shorter than this have nothing that they are near to. */
const shortest = 4;

function misspell(kind: Kind, pick: (sites: Sites) => readonly Site[]): Make {
  return (sites, random) =>
    pick(sites).flatMap((site) => {
      if (site.text.length < shortest) return [];
      const slip = misspelt(site.text, sites, random);
      return slip === undefined ? [] : [edit(kind, sites, site, slip)];
    });
}

const tokensLike =
  (pattern: RegExp) =>
  ({ tokens }: Sites): readonly Site[] =>
    tokens.filter(({ text }) => pattern.test(text));

const replaceTokens =
  (kind: Kind, pattern: RegExp, instead: (text: string) => string): Make =>
  (sites) =>
    tokensLike(pattern)(sites).map((site) => edit(kind, sites, site, instead(site.text)));

/** Keywords that are not the key of an argument or entry. */
const keywordSites = (sites: Sites): readonly Site[] => {
  const keys = new Set([...sites.words.argument, ...sites.words.key].map(({ start }) => start));
  return sites.tokens.filter(
    ({ text, start }) => (keywords as readonly string[]).includes(text) && !keys.has(start),
  );
};

/** A comma whose loss leaves two values side by side: not before a sign, nor where what follows could continue. */
const deletedComma: Make = (sites) =>
  sites.tokens.flatMap((site, i) => {
    const next = sites.tokens[i + 1]?.text ?? '';
    return site.text !== ',' || /^[-+([)\]}]/.test(next) ? [] : [edit('deleted comma', sites, site, '')];
  });

/** `=` of arguments and entries for `:`, and `:` of what is declared for `=`. */
const exchangedMark: Make = (sites) =>
  sites.tokens.flatMap((site) =>
    site.text === '=' || site.text === ':'
      ? [edit('= and : exchanged', sites, site, site.text === '=' ? ':' : '=')]
      : [],
  );

const wrongUnit: Make = (sites) =>
  tokensLike(/^[\d.]+ ?[KMGT]i?B$/)(sites).map((site) =>
    edit(
      'wrong unit',
      sites,
      site,
      site.text.replace(/[KMGT]i?B/, (unit) => unit.toLowerCase()),
    ),
  );

const kernelTooLarge: Make = (sites) =>
  [...sites.source.text.matchAll(/(?<=kernel_size=)\d+/g)].map(({ index, 0: text }) =>
    edit('kernel too large', sites, { start: index, end: index + text.length, text }, '4000'),
  );

/** Two neighbouring lines that hold a statement each. */
const swappedLines: Make = (sites) => {
  const lines = sites.source.text.split('\n');
  return lines.flatMap((line, i) => {
    const next = lines[i + 1] ?? '';
    if (!/^\s+\S.*[^{]$/.test(line) || !/^\s+[^}\s].*[^{]$/.test(next)) return [];
    const start = sites.source.lineStarts[i] ?? 0;
    const site = { start, end: start + line.length + 1 + next.length, text: line.trim() };
    return [{ ...edit('swapped lines', sites, site, `${next}\n${line}`) }];
  });
};

const duplicatedLine: Make = (sites) =>
  sites.source.text.split('\n').flatMap((line, i) => {
    const start = sites.source.lineStarts[i] ?? 0;
    if (!/^\s+[^}\s].*[^{]$/.test(line)) return [];
    return [edit('duplicated line', sites, { start, end: start, text: '' }, `${line}\n`)];
  });

/** Words of the language, but for defaults of parameters: text is text there, and each use of it is another mistake. */
const plainWords = ({ words, source }: Sites): readonly Site[] =>
  words.enum.filter(({ start }) => !/^(?:block|model) .*$/.test(source.line(source.position(start).line)));

const makers: Readonly<Record<Kind, Make>> = {
  'misspelt layer': misspell('misspelt layer', ({ words }) => words.layer),
  'misspelt parameter': misspell('misspelt parameter', ({ words }) => words.argument),
  'misspelt key': misspell('misspelt key', ({ words }) => words.key),
  'misspelt name': misspell('misspelt name', ({ words }) => words.name),
  'misspelt word': misspell('misspelt word', ({ words }) => words.enum),
  'misspelt keyword': misspell('misspelt keyword', keywordSites),
  'deleted comma': deletedComma,
  'deleted )': replaceTokens('deleted )', /^\)$/, () => ''),
  'quoted word': (sites) =>
    plainWords(sites).map((site) => edit('quoted word', sites, site, `"${site.text}"`)),
  'wrong unit': wrongUnit,
  '= and : exchanged': exchangedMark,
  'lower-case layer': (sites) =>
    sites.words.layer.map((site) => edit('lower-case layer', sites, site, site.text.toLowerCase())),
  'kernel too large': kernelTooLarge,
  'deleted token': replaceTokens('deleted token', /./, () => ''),
  'deleted brace': replaceTokens('deleted brace', /^[{}]$/, () => ''),
  'extra brace': replaceTokens('extra brace', /^[{}]$/, (text) => `${text} ${text}`),
  'extra )': replaceTokens('extra )', /^\)$/, () => '))'),
  'swapped lines': swappedLines,
  'duplicated line': duplicatedLine,
};

/** At most so many mutants of a kind, the same for a seed. */
export function mutantsOf(sites: Sites, kind: Kind, most: number): readonly Mutant[] {
  const random = new RandomStream(1, `${sites.source.name}/${kind}`);
  const all = [...makers[kind](sites, random)].filter(({ text }) => text !== sites.source.text);
  while (all.length > most) all.splice(random.uint32() % all.length, 1);
  return all;
}
