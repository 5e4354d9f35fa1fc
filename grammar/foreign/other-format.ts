/** How texts of other formats begin, and what they are. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^<svg\b/i, 'a picture in SVG'],
  [/^<(?:\?xml\b[^]{0,500}?<svg\b)/i, 'a picture in SVG'],
  [/^<(?:!doctype html|html)\b/i, 'a page in HTML'],
  [/^<(?:\?xml\b|!--|!doctype\b|[a-z][\w:-]*[\s/>])/i, 'XML'],
  [/^[{[]\s*(?:"(?:[^"\\\n]|\\.)*"\s*[:,\]]|\{\s*")/, 'JSON'],
  [/^%PDF-/, 'a document in PDF'],
  [/^---\n(?:[\w-]+:|- )/, 'YAML'],
];

/** Python that imports and then says more than layers: a whole program. */
const python = /^(?:import [a-z_.]+(?: as \w+)?|from [\w.]+ import [^"\n]+)[ \t]*(?:#.*)?$/m;
const program = /^(?:(?:def \w+\(.*|class \w+.*:|if __name__.*)$|\w+(?:\.\w+)* ?= ?\w+(?:\.\w+)*\()/m;
const own = /^[ \t]*(?:model|block|data|train) \w+[^\n=]*\{/m;

/** Characters that are looked at, of a text that may be long. */
const looked = 20_000;

/** What a text is that is nothing of this language; undefined where it may be, with mistakes. */
export function otherFormat(text: string): string | undefined {
  const beginning = text.slice(0, looked).trimStart();
  const found = beginnings.find(([pattern]) => pattern.test(beginning));
  if (found !== undefined) return found[1];
  return python.test(beginning) && program.test(beginning) && !own.test(beginning)
    ? 'a program in Python'
    : undefined;
}
