import { type Range, SemanticTokensBuilder, type SemanticTokensLegend } from 'vscode-languageserver';
import type { IToken } from 'chevrotain';
import type { BoundModule } from '../../compiler/bind/bound-module.ts';
import { type BoundSymbol, originOf, type SymbolKind } from '../../compiler/bind/bound-symbol.ts';
import { isOfLibrary } from '../../compiler/library/library.ts';
import { lex } from '../../grammar/lex.ts';
import type { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/span.ts';
import { keywords } from '../../grammar/tokens.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { spanOf } from '../documents/positions.ts';

const types = [
  ...(['class', 'function', 'interface', 'struct', 'event', 'parameter', 'variable', 'property'] as const),
  ...(['enumMember', 'method', 'keyword', 'comment', 'string', 'number', 'operator'] as const),
];
type TokenType = (typeof types)[number];
const modifiers = ['declaration', 'readonly', 'defaultLibrary', 'documentation'] as const;
type Modifier = (typeof modifiers)[number];

export const legend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

const byKind: Readonly<Record<SymbolKind, TokenType>> = {
  import: 'class',
  block: 'function',
  model: 'class',
  data: 'struct',
  train: 'event',
  layer: 'interface',
  value: 'variable',
  parameter: 'parameter',
  'loop variable': 'variable',
  size: 'variable',
  label: 'property',
  input: 'property',
  output: 'property',
  'weight set': 'property',
  field: 'property',
  phase: 'method',
};

/** A part of a text, on one line, and what it is. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly modifiers: readonly Modifier[];
}

/** The parts of a text and what each is, by what its names mean. */
function partsOf({ source, answers }: OpenFile): readonly Part[] {
  const { bound } = answers;
  const { tokens, comments } = lex(source, source.text);
  const named = namesIn(bound, source);
  const starts = new Set(named.map(({ start }) => start));
  const words = tokens.flatMap((token, index) => partOf(token, tokens[index + 1], starts));
  const notes = comments.map(({ span: { start, end }, doc }): Part => {
    return { start, end, type: 'comment', modifiers: doc ? ['documentation'] : [] };
  });
  return withoutOverlap([...named, ...words, ...notes].sort((a, b) => a.start - b.start || b.end - a.end));
}

/** The names that a module declares and uses. */
function namesIn(bound: BoundModule, source: Source): readonly Part[] {
  const declared = bound.symbols.flatMap((symbol) =>
    symbol.spans.map((span) => partOfName(span, symbol, ['declaration'])),
  );
  const used = bound.references.flatMap(({ span, symbol }) =>
    symbol === undefined || span.source !== source ? [] : [partOfName(span, symbol, [])],
  );
  return [...declared, ...used];
}

function partOfName({ start, end }: Span, symbol: BoundSymbol, modifiers: readonly Modifier[]): Part {
  const { kind, spans } = originOf(symbol);
  const isShipped = spans.some((span) => isOfLibrary(span.source));
  return {
    start,
    end,
    type: byKind[kind],
    modifiers: isShipped ? [...modifiers, 'defaultLibrary'] : modifiers,
  };
}

const reserved = new Set<string>(keywords);

/** What a token is by itself; none where the binder knows it. */
function partOf(
  { startOffset: start, image, endOffset }: IToken,
  next: IToken | undefined,
  named: ReadonlySet<number>,
): readonly Part[] {
  if (named.has(start)) return [];
  const end = (endOffset ?? start + image.length - 1) + 1;
  const part = (type: TokenType, ...of: Modifier[]): readonly Part[] => [{ start, end, type, modifiers: of }];
  if (reserved.has(image)) return part(next?.image === '=' ? 'property' : 'keyword');
  if (image.startsWith('"')) return part('string');
  if (/^\d/.test(image)) return part('number');
  if (/^[A-Z]/.test(image)) return part('class', 'defaultLibrary');
  if (!/^[a-z_]/.test(image)) return [];
  if (next?.image === '=') return part('property');
  return part(next?.image === '(' ? 'function' : 'enumMember', 'defaultLibrary');
}

/** Parts that do not meet: what is around another, a text with names in it, is what stands beside those. */
function withoutOverlap(parts: readonly Part[]): readonly Part[] {
  const found: Part[] = [];
  const open: Part[] = [];
  let at = 0;
  const close = (until: number): void => {
    for (let outer = open.at(-1); outer !== undefined && outer.end <= until; outer = open.at(-1)) {
      if (outer.end > at) found.push({ ...outer, start: Math.max(at, outer.start) });
      at = Math.max(at, outer.end);
      open.pop();
    }
  };
  for (const part of parts) {
    close(part.start);
    const outer = open.at(-1);
    if (outer !== undefined && part.start > at)
      found.push({ ...outer, start: Math.max(at, outer.start), end: part.start });
    at = Math.max(at, part.start);
    if (outer?.start !== part.start || outer.end !== part.end) open.push(part);
  }
  close(Infinity);
  return found;
}

/** The tokens of the files that are open, with what was told last, so that only changes are told. */
export class SemanticTokens {
  readonly #builders = new Map<string, SemanticTokensBuilder>();

  all(file: OpenFile) {
    return this.#fill(file).build();
  }

  in(file: OpenFile, range: Range) {
    const { start, end } = spanOf(file.source, range);
    const builder = new SemanticTokensBuilder();
    push(builder, file, (part) => part.end > start && part.start < end);
    return builder.build();
  }

  since(file: OpenFile, previous: string) {
    const builder = this.#builder(file);
    builder.previousResult(previous);
    push(builder, file);
    return builder.buildEdits();
  }

  forget({ name }: OpenFile): void {
    this.#builders.delete(name);
  }

  #fill(file: OpenFile): SemanticTokensBuilder {
    const builder = new SemanticTokensBuilder();
    this.#builders.set(file.name, builder);
    push(builder, file);
    return builder;
  }

  #builder({ name }: OpenFile): SemanticTokensBuilder {
    const known = this.#builders.get(name) ?? new SemanticTokensBuilder();
    this.#builders.set(name, known);
    return known;
  }
}

function push(
  builder: SemanticTokensBuilder,
  file: OpenFile,
  isWanted: (part: Part) => boolean = () => true,
): void {
  for (const part of partsOf(file)) {
    const { line, character } = file.source.position(part.start);
    if (!isWanted(part) || file.source.position(part.end).line !== line) continue;
    const bits = part.modifiers.reduce((sum, each) => sum | (1 << modifiers.indexOf(each)), 0);
    builder.push(line, character, part.end - part.start, types.indexOf(part.type), bits);
  }
}
