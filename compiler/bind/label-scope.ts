import type { StringLiteral } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import type { BoundSymbol } from './bound-symbol.ts';

/**
 * The names that a body gives to tensors, those of its loops and branches included; a labelled group has its own and sees
 * those around it, a block sees none outside.
 */
export class LabelScope {
  readonly #parent: LabelScope | undefined;
  readonly #symbols = new Map<string, BoundSymbol & { readonly spans: Span[] }>();
  /** Those that are interpolated. */
  readonly #open: BoundSymbol[] = [];

  constructor(parent?: LabelScope) {
    this.#parent = parent;
  }

  /** Declares a label, and gives it where it is new; a name that stands in several branches is one label. */
  declare(symbol: BoundSymbol): BoundSymbol | undefined {
    const known = this.#symbols.get(symbol.name);
    if (known !== undefined) {
      known.spans.push(...symbol.spans);
      return undefined;
    }
    const declared = { ...symbol, spans: [...symbol.spans] };
    this.#symbols.set(symbol.name, declared);
    if (openLabel(symbol) !== undefined) this.#open.push(declared);
    return declared;
  }

  get symbols(): Iterable<BoundSymbol> {
    return this.#symbols.values();
  }

  /** All that a path may begin with here: what is in this body, then what is around it. */
  *visible(): Iterable<BoundSymbol> {
    yield* this.#symbols.values();
    if (this.#parent !== undefined) yield* this.#parent.visible();
  }

  /** The label of a name in this body or one around it; an interpolated one that may be it. */
  find(name: string): BoundSymbol | undefined {
    return this.findHere(name) ?? this.#parent?.find(name);
  }

  findHere(name: string): BoundSymbol | undefined {
    return this.#symbols.get(name) ?? this.#open.find((symbol) => mayBe(symbol, name));
  }
}

/** The label of a symbol, where that is written with `{}`. */
function openLabel({ declaration }: BoundSymbol): StringLiteral | undefined {
  const label = 'label' in declaration ? declaration.label : undefined;
  return label?.type === 'string' ? label : undefined;
}

/** Whether an interpolated label (`block{i + 1}`) may come out as a name. */
function mayBe(symbol: BoundSymbol, name: string): boolean {
  const label = openLabel(symbol);
  if (label === undefined) return false;
  const texts = label.parts.map((part) => (typeof part === 'string' ? part : undefined));
  const [first, last] = [texts[0] ?? '', texts.at(-1) ?? ''];
  return name.length >= first.length + last.length && name.startsWith(first) && name.endsWith(last);
}
