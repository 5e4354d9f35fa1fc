import type { Name } from '../../grammar/ast.ts';
import type { Fix } from '../../grammar/diagnostic.ts';

type Edit = NonNullable<Fix['edits']>[number];

/** Another name for what a `let` declares, there and where it is used in the body around it: all that stands below. */
export function renameBelow({ text: name, span }: Name): {
  readonly fix: string;
  readonly edits: readonly Edit[];
} {
  const { text } = span.source;
  let other = `own_${name}`;
  while (new RegExp(`\\b${other}\\b`).test(text)) other = `${other}_`;
  const line = text.indexOf('\n', span.end);
  const from = line < 0 ? text.length : line;
  const below = text.slice(from, from + bodyLength(text.slice(from)));
  const uses = [...below.matchAll(new RegExp(`(?<![\\w.])${name}\\b(?!\\s*[=:](?!=))`, 'g'))];
  const edits = uses.map(({ index }) => {
    const start = from + index;
    return { span: { ...span, start, end: start + name.length }, text: other };
  });
  return { fix: `give it a name of its own: \`${other}\``, edits: [{ span, text: other }, ...edits] };
}

/** How far a body goes from a place in it: to the brace that closes it. */
function bodyLength(rest: string): number {
  let depth = 0;
  for (let i = 0; i < rest.length; i++) {
    if (rest[i] === '{') depth++;
    else if (rest[i] === '}' && depth-- === 0) return i;
  }
  return rest.length;
}
