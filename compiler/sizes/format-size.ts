import { constantOf, type SizeExpression, type Size, subtract, type Term } from './size.ts';

/** `⌈h / 2⌉·w + 3`: a size as messages and tables write it. */
export const formatSize = (size: Size): string =>
  typeof size === 'number' ? String(size) : formatTerms(size, mathematics);

/** `(h + 1) // 2 * w + 3`: a size as the language writes it. */
export const writeSize = (size: Size): string =>
  typeof size === 'number' ? String(size) : formatTerms(size, language);

/** A size beside `×`: a sum stands in parentheses. */
export const formatFactor = (size: Size): string =>
  typeof size !== 'number' && size.terms.length > 1 ? `(${formatSize(size)})` : formatSize(size);

/** `28×28×64`: a shape as tables and pictures write it. */
export const formatDimensions = (shape: readonly Size[]): string =>
  shape.length === 0 ? 'scalar' : shape.map(formatFactor).join('×');

const counts = new Intl.NumberFormat('en');

/** `1,234,567` */
export const formatCount = (count: number): string => counts.format(count);

interface Notation {
  readonly times: string;
  readonly minus: string;
  floor(of: SizeExpression, by: number): string;
}

const mathematics: Notation = {
  times: '·',
  minus: '−',
  floor(of, by) {
    const up = constantOf(of) === by - 1;
    const inside = formatSize(up ? subtract(of, by - 1) : of);
    const isSum = inside.includes(' + ') || inside.includes(' − ');
    return `${up ? '⌈' : '⌊'}${isSum ? `(${inside})` : inside}/${by}${up ? '⌉' : '⌋'}`;
  },
};

const language: Notation = {
  times: ' * ',
  minus: '-',
  floor: (of, by) => (of.terms.length > 1 ? `(${writeSize(of)}) // ${by}` : `${writeSize(of)} // ${by}`),
};

/** Terms of more atoms first, the constant last. */
function formatTerms({ terms }: SizeExpression, notation: Notation): string {
  const sorted = terms.toSorted((a, b) => b.atoms.length - a.atoms.length);
  const positive = sorted.findIndex(({ coefficient }) => coefficient > 0);
  const ordered =
    positive > 0 ? [...sorted.slice(positive, positive + 1), ...sorted.toSpliced(positive, 1)] : sorted;
  return ordered
    .map((term, index) => {
      const isNegative = term.coefficient < 0;
      const sign =
        index === 0 ? (isNegative ? notation.minus : '') : isNegative ? ` ${notation.minus} ` : ' + ';
      return sign + formatTerm(term, notation);
    })
    .join('');
}

function formatTerm({ coefficient, atoms }: Term, notation: Notation): string {
  const size = Math.abs(coefficient);
  const factors = atoms.map((atom) =>
    atom.type === 'symbol' ? atom.name : inProduct(notation.floor(atom.of, atom.by), atoms.length, size),
  );
  return [...(size === 1 && factors.length > 0 ? [] : [String(size)]), ...factors].join(notation.times);
}

/** `//` binds as `*` does, from the left: a quotient in a product stands in parentheses. */
const inProduct = (text: string, factors: number, coefficient: number): string =>
  text.includes('//') && (factors > 1 || coefficient !== 1) ? `(${text})` : text;
