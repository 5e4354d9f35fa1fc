import type { Span } from '../../grammar/span.ts';
import type { BoundSymbol } from './bound-symbol.ts';
import type { LabelScope } from './label-scope.ts';

/** The names of values, and of what can be applied, that a part of the text declares; it sees those around it. */
export class Scope {
  readonly span: Span;
  readonly parent: Scope | undefined;
  readonly children: Scope[] = [];
  /** Of a body: its labels. */
  readonly labels: LabelScope | undefined;
  readonly #symbols = new Map<string, BoundSymbol>();

  constructor(span: Span, parent?: Scope, labels?: LabelScope) {
    this.span = span;
    this.parent = parent;
    this.labels = labels;
    parent?.children.push(this);
  }

  get symbols(): Iterable<BoundSymbol> {
    return this.#symbols.values();
  }

  declare(symbol: BoundSymbol): void {
    this.#symbols.set(symbol.name, symbol);
  }

  find(name: string): BoundSymbol | undefined {
    return this.#symbols.get(name) ?? this.parent?.find(name);
  }
}

/** The labels of the body that a scope is in. */
export function labelsAround(scope: Scope): LabelScope | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (at.labels !== undefined) return at.labels;
  }
  return undefined;
}

/** The names that are in scope: those of a body, once they are declared; none that is being declared. */
export function symbolsIn(scope: Scope, offset: number): readonly BoundSymbol[] {
  const found: BoundSymbol[] = [];
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const isModule = at.parent === undefined;
    for (const symbol of at.symbols) {
      const isBefore = symbol.spans.some(({ end }) => end < offset);
      if ((isModule || isBefore) && !isBeingDeclared(symbol, offset)) found.push(symbol);
    }
  }
  return found;
}

/** Whether a place is in what a value, an alias or a parameter is given. */
const isBeingDeclared = ({ kind, declaration: { span } }: BoundSymbol, offset: number): boolean =>
  (kind === 'value' || kind === 'layer' || kind === 'parameter') &&
  span.start <= offset &&
  offset <= span.end;
