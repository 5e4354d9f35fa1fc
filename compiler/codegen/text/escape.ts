/**
 * What may not stand as it is in a text of code: control characters, line breaks of every kind, what turns the direction of
 * writing or cannot be seen, and halves of surrogate pairs.
 */
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udfff]/g;

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const hex = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;

/** Its characters as `\u…` of UTF-16 units, which TypeScript reads. */
const asUnits = (text: string): string =>
  [...Array(text.length).keys()].map((index) => hex(text.charCodeAt(index))).join('');

/** Its characters as Python reads them: beyond four digits with `\U`. */
const asPoint = (text: string): string => {
  const point = text.codePointAt(0) ?? 0;
  return point > 0xffff ? `\\U${point.toString(16).padStart(8, '0')}` : hex(point);
};

function escaped(text: string, special: RegExp, write: (text: string) => string): string {
  return text
    .replaceAll(special, (mark) => `\\${mark}`)
    .replaceAll(unprintable, (mark) => shortEscapes[mark] ?? write(mark));
}

/** The inside of a TypeScript literal in double quotes. */
export const insideDoubleQuotes = (text: string): string => escaped(text, /["\\]/g, asUnits);

/** The inside of a TypeScript template literal. */
export const insideTemplate = (text: string): string => escaped(text, /[`\\]|\$(?=\{)|\$$/g, asUnits);

/** The inside of a Python literal in double quotes. */
export const insidePythonQuotes = (text: string): string => escaped(text, /["\\]/g, asPoint);

/** The inside of a Python `f"…"`: braces are doubled. */
export const insidePythonFormat = (text: string): string =>
  insidePythonQuotes(text).replaceAll(/[{}]/g, (brace) => brace + brace);

/** The lines of a comment, without what could end it or turn its direction. */
export function commentLines(text: string): readonly string[] {
  return text
    .split(/\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]/)
    .map((line) => line.replaceAll('\t', '  ').replaceAll(unprintable, '\ufffd').trimEnd());
}

/** A text on one line of a comment. */
export const commentLine = (text: string): string => commentLines(text).join(' ').trim();

/** A text within `/* … *\/`. */
export const withoutCommentEnd = (text: string): string => text.replaceAll('*/', '*\u2215');

/** A text within Python's `"""…"""`. */
export const withoutQuotes = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll(/"(?=")|"$/g, '\\"');
