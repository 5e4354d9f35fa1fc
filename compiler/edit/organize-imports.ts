import type { Import, ImportName, Module } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import type { BoundSymbol } from '../bind/bound-symbol.ts';
import { beginningOf } from './beginning-of.ts';
import type { Refactoring } from './refactoring.ts';
import { withCommentBehind } from './with-comment-behind.ts';

/** The imports of one file. */
interface Group {
  readonly path: string;
  readonly quoted: string;
  readonly names: Set<string>;
  readonly above: string[];
  readonly behind: string[];
}

/**
 * The imports of a file in one place: by path, one for each, its names in order, without what is not used. Comments stay with
 * their import; what stands above the first is of the file.
 *
 * @param isUsedElsewhere whether another file has an import from this one
 */
export function organizeImports(
  bound: BoundModule,
  isUsedElsewhere: (symbol: BoundSymbol) => boolean = () => false,
): Refactoring | undefined {
  const { syntax } = bound;
  const { source } = syntax;
  const imports = syntax.items.filter((item) => item.type === 'import');
  const [first, ...others] = imports;
  if (first === undefined) return undefined;
  const isUsed = (name: ImportName): boolean => {
    const symbol = bound.declaredAt.get((name.as ?? name.name).span.start);
    return symbol === undefined || bound.uses.has(symbol) || isUsedElsewhere(symbol);
  };
  const parts = imports.map((item) => partOf(item, syntax));
  const text = groupsOf(imports, parts, isUsed).map(written).join('\n');
  const [start, end] = [parts[0]?.start ?? 0, parts.at(-1)?.end ?? 0];
  const isTogether =
    syntax.items.indexOf(first) + others.length === syntax.items.indexOf(imports.at(-1) ?? first);
  const edits = isTogether
    ? [{ span: { source, start, end: text === '' ? behindBlanks(source.text, end) : end }, text }]
    : parts.map(({ start: from, end: to }, index) => ({
        span: { source, start: from, end: index === 0 ? to : behindBlanks(source.text, to) },
        text: index === 0 ? text : '',
      }));
  if (isTogether && source.text.slice(start, end) === text) return undefined;
  return { kind: 'organizeImports', title: 'Organize imports', edits };
}

const behindBlanks = (text: string, at: number): number =>
  at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);

/** Where an import stands, with the comments that are of it: all that stand between it and the import before. */
function partOf(item: Import, syntax: Module): Span {
  const before = syntax.items[syntax.items.indexOf(item) - 1];
  const span = withCommentBehind(item.span, syntax);
  if (before?.type === 'import') return { ...span, start: withCommentBehind(before.span, syntax).end };
  return before === undefined ? span : { ...span, start: beginningOf(item, syntax) };
}

function groupsOf(
  imports: readonly Import[],
  parts: readonly { readonly start: number; readonly end: number }[],
  isUsed: (name: ImportName) => boolean,
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [index, item] of imports.entries()) {
    const { path, span, names } = item;
    const used = names.filter(isUsed);
    const { start, end } = parts[index] ?? span;
    const above = span.source.text.slice(start, span.start).trim();
    const behind = span.source.text.slice(span.end, end).trim();
    if (used.length === 0 && above === '' && behind === '') continue;
    const known = groups.get(path.value) ?? groupOf(item);
    groups.set(path.value, known);
    for (const name of used) known.names.add(textOf(name.span));
    if (above !== '') known.above.push(above);
    if (behind !== '') known.behind.push(behind);
  }
  return [...groups.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const groupOf = ({ path }: Import): Group => ({
  path: path.value,
  quoted: textOf(path.span),
  ...{ names: new Set<string>(), above: [], behind: [] },
});

function written({ quoted, names, above, behind }: Group): string {
  const comments = names.size === 0 ? [...above, ...behind] : above;
  const sorted = [...names].toSorted((a, b) => (a < b ? -1 : 1));
  const line = sorted.length === 0 ? [] : [`import { ${sorted.join(', ')} } from ${quoted}`];
  const last = names.size === 0 || behind.length === 0 ? '' : `  ${behind.join(' ')}`;
  return [...comments, ...line].join('\n') + last;
}
