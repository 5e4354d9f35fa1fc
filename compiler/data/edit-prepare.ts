import type { DataDeclaration } from '../../grammar/ast.ts';
import type { Fix } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';

/** What puts a step last into a data block's `prepare { … }`, with a section for it where there is none. */
export function editPrepare({ members, span }: DataDeclaration, step: string): Fix['edits'] {
  const section = members.findLast((member) => member.type === 'prepare' && member.field === undefined);
  return section === undefined ? [putLast(span, `prepare { ${step} }`)] : [putLast(section.span, step)];
}

/** A text before the brace that ends a block, on a line of its own where the brace stands so. */
function putLast({ source, end }: Span, text: string) {
  const brace = end - 1;
  const before = source.text.slice(0, brace);
  const line = /\n([ \t]*)$/.exec(before);
  const start = line === null ? before.trimEnd().length : line.index;
  return line === null
    ? { span: { source, start, end: brace }, text: ` ${text} ` }
    : { span: { source, start, end: start }, text: `\n${line[1] ?? ''}  ${text}` };
}
