import type { Code } from './code.ts';
import { CodeWriter } from './code-writer.ts';
import { commentLines, insidePythonFormat, insidePythonQuotes, withoutQuotes } from './escape.ts';

const keywords = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);

/** Keywords, and the built-ins and modules that generated modules use. */
const reserved = new Set([
  ...keywords,
  ...`case match type abs all any bool bytes callable
  classmethod dict dir enumerate filter float format frozenset getattr hasattr hash id input int isinstance iter len list
  locals map max min next object open ord pow print property range repr reversed round self set setattr slice sorted
  staticmethod str sum super tuple vars zip Exception KeyError NotImplementedError RuntimeError TypeError ValueError
  functools itertools json keras math np numpy ops os pathlib struct tensorflow tf`.split(/\s+/),
]);

/** A name that a module of Python can be imported by: the same where it is one. */
export function importableName(name: string): string {
  const letters = name.normalize('NFKC').replace(/[^\p{L}\p{N}_]/gu, '_') || '_';
  const first = /^\p{N}/u.test(letters) ? `_${letters}` : letters;
  return keywords.has(first) ? `${first}_` : first;
}

/** Writes Python. */
export const python = new CodeWriter('python', {
  reserved,
  text: (value) => `"${insidePythonQuotes(value)}"`,
  boolean: (value) => (value ? 'True' : 'False'),
  comment: (text) => commentLines(text).map((line) => `# ${line}`.trimEnd()),
  doc(text) {
    const lines = commentLines(text);
    if (lines.every((line) => line === '')) return undefined;
    const inside = withoutQuotes(lines.join('\n').trim()).split('\n');
    const [first = '', ...others] = inside;
    return others.length === 0 ? [`"""${first}"""`] : [`"""${first}`, ...others, '"""'];
  },
  interpolation: (parts) => (parts.every(fitsFormat) ? formatLiteral(parts) : formatCall(parts)),
});

/** Whether code may stand in a literal in double quotes: before Python 3.12 with none of its own, nor an escape. */
const fitsFormat = (part: string | Code): boolean =>
  typeof part === 'string' || !/["\\\n{}]/.test(String(part));

const formatLiteral = (parts: readonly (string | Code)[]): string =>
  `f"${parts.map((part) => (typeof part === 'string' ? insidePythonFormat(part) : `{${String(part)}}`)).join('')}"`;

const formatCall = (parts: readonly (string | Code)[]): string => {
  const text = parts.map((part) => (typeof part === 'string' ? insidePythonFormat(part) : '{}')).join('');
  return `"${text}".format(${parts.filter((part) => typeof part !== 'string').join(', ')})`;
};
