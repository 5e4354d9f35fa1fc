import type { ImportName } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import { type BoundModule, symbolAt } from '../../compiler/bind/bound-module.ts';
import { type BoundSymbol, originOf } from '../../compiler/bind/bound-symbol.ts';
import type { OpenFile } from '../documents/open-file.ts';

/** Where a name stands. */
export interface Occurrence {
  readonly span: Span;
  readonly isDeclaration: boolean;
}

/** What the name at an offset means, that one too which an import calls otherwise. */
export const meantAt = (bound: BoundModule, offset: number): BoundSymbol | undefined =>
  symbolAt(bound, offset) ??
  bound.symbols.find((symbol) => {
    const { name: { span } = symbol.declaration } = importNameOf(symbol) ?? {};
    return symbol.kind === 'import' && span.start <= offset && offset <= span.end;
  })?.target;

/** The part of an import that declares a symbol. */
const importNameOf = ({ declaration }: BoundSymbol): ImportName | undefined =>
  declaration.type === 'import-name' ? declaration : undefined;

/** The part of an import that gives another name to what it brings. */
const renaming = (symbol: BoundSymbol): ImportName | undefined => {
  const name = importNameOf(symbol);
  return name?.as === undefined ? undefined : name;
};

/** What a name is by itself: where an import calls something otherwise, that name is its own. */
export function ownOf(symbol: BoundSymbol): BoundSymbol {
  let own = symbol;
  while (own.target !== undefined && renaming(own) === undefined) own = own.target;
  return own;
}

const keyOf = (symbol: BoundSymbol): string =>
  symbol.spans.map(({ source, start }) => `${source.name}:${start}`).join(' ');

/** Every place of some files in which a symbol goes by its name. */
export function occurrencesOf(symbol: BoundSymbol, files: readonly OpenFile[]): readonly Occurrence[] {
  const key = keyOf(ownOf(symbol));
  return files.flatMap(({ answers: { bound } }) => occurrencesIn(bound, key));
}

/** The same in one module. */
export function occurrencesIn(bound: BoundModule, key: string): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (const symbol of bound.symbols) {
    const named = renaming(symbol)?.name.span;
    if (named !== undefined && symbol.target !== undefined && keyOf(ownOf(symbol.target)) === key)
      found.push({ span: named, isDeclaration: false });
    if (keyOf(ownOf(symbol)) !== key) continue;
    const isDeclaration = symbol.kind !== 'import' || renaming(symbol) !== undefined;
    for (const span of symbol.spans) found.push({ span, isDeclaration });
    for (const { span } of bound.uses.get(symbol) ?? []) found.push({ span, isDeclaration: false });
  }
  // What another module declares, inside of what is imported: labels, parameters, fields.
  for (const [symbol, uses] of bound.uses) {
    if (symbol.spans[0]?.source === bound.syntax.source || keyOf(ownOf(symbol)) !== key) continue;
    for (const { span } of uses) found.push({ span, isDeclaration: false });
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** The same in the file that it is asked in. */
export const occurrencesHere = (symbol: BoundSymbol, bound: BoundModule): readonly Occurrence[] =>
  occurrencesIn(bound, keyOf(ownOf(symbol)));

/** Where a symbol is declared in the end. */
export const declaredAt = (symbol: BoundSymbol): readonly Span[] => originOf(symbol).spans;
