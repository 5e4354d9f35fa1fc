import { CodeWriter } from './code-writer.ts';
import {
  commentLine,
  commentLines,
  insideDoubleQuotes,
  insideTemplate,
  withoutCommentEnd,
} from './escape.ts';

/** Keywords, and the globals that generated modules use. */
const reserved = new Set(
  `abstract any arguments as asserts async await boolean break case catch class const constructor continue debugger declare
  default delete do else enum eval export extends false finally for from function get if implements import in infer instanceof
  interface is keyof let module namespace never new null number object of package private protected public readonly require
  return set static string super switch symbol this throw true try type typeof undefined unique unknown using var void while
  with yield __proto__ globalThis Array Boolean DataView Error Float32Array Infinity Int32Array JSON Map Math NaN Number Object Promise
  RangeError ReadonlyMap ReadonlySet Record Set String Symbol TextDecoder TypeError Uint8Array AbortSignal console process tf`.split(
    /\s+/,
  ),
);

/** Writes TypeScript. */
export const typescript = new CodeWriter('typescript', {
  reserved,
  text: (value) => `"${insideDoubleQuotes(value)}"`,
  boolean: String,
  comment: (text) => commentLines(text).map((line) => `// ${line}`.trimEnd()),
  doc(text) {
    const lines = commentLines(text).map(withoutCommentEnd);
    const [only = ''] = lines;
    if (lines.every((line) => line === '')) return undefined;
    if (lines.length === 1) return [`/** ${commentLine(only)} */`];
    return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'];
  },
  interpolation: (parts) =>
    `\`${parts.map((part) => (typeof part === 'string' ? insideTemplate(part) : `\${${String(part)}}`)).join('')}\``,
});
