import type { Doc } from 'prettier';
import { builders } from 'prettier/doc';
import type { Layout } from '../../grammar/print/layout.ts';

const { group, hardline, ifBreak, indent, line, softline } = builders;

const lines: Readonly<Record<string, Doc>> = { '': softline, ' ': line, '  ': [ifBreak('', ' '), line] };

/** A layout as a document of Prettier's, so that Prettier chooses where its lines break. */
export function toDoc(layout: Layout): Doc {
  if (typeof layout === 'string') return layout;
  if (!('type' in layout)) return layout.map(toDoc);
  switch (layout.type) {
    case 'line':
      return layout.hard ? hardline : (lines[layout.flat] ?? line);
    case 'indent':
      return indent(toDoc(layout.content));
    case 'group':
      return group(toDoc(layout.content));
    case 'either':
      return ifBreak(toDoc(layout.broken), toDoc(layout.flat));
  }
}
