import type { Call, Import, LayerAlias, Module, Name, Node, Reuse } from '../../grammar/ast.ts';
import type { BoundModule } from './bound-module.ts';
import type { BoundSymbol, Inside } from './bound-symbol.ts';
import { LabelScope } from './label-scope.ts';
import type { Reference, ReferenceRole } from './reference.ts';
import type { Scope } from './scope.ts';

/** Aliases of aliases that are followed: more are refused where they are applied. */
const longestChain = 200;

/** Collects the names of one module. */
export class Binder {
  readonly #symbols: BoundSymbol[] = [];
  readonly #references: Reference[] = [];
  readonly #declaredAt = new Map<number, BoundSymbol>();
  readonly #meantAt = new Map<number, BoundSymbol>();
  readonly #insides = new Map<Node, Inside>();
  readonly #callees = new Map<Name, BoundSymbol>();
  readonly #insidesOfCalls = new Map<Name, Inside | undefined>();
  /** What is being looked into: the callees and paths of `reuse` of which each leads to the next. */
  readonly #open = new Set<Node>();
  readonly #applied: Call[] = [];
  readonly #deferred: (() => void)[] = [];
  /** The modules that are imported, as far as they can be read. */
  readonly imported = new Map<Import, BoundModule>();

  /** Declares a name; in its scope it stands for that, unless it is taken there: nothing hides something else. */
  declare(
    symbol: Omit<BoundSymbol, 'name' | 'spans'>,
    name: Name,
    scope?: Scope,
    clash = scope?.find(name.text),
  ): BoundSymbol {
    const declared = { ...symbol, name: name.text, spans: [name.span], ...(clash && { clash }) };
    this.#symbols.push(declared);
    this.#declaredAt.set(name.span.start, declared);
    if (clash === undefined) scope?.declare(declared);
    return declared;
  }

  /** Declares what a path may name; the same name in another branch is the same label. */
  declareLabel(symbol: BoundSymbol, labels: LabelScope): void {
    const known = labels.declare(symbol);
    if (known !== undefined) this.#symbols.push(known);
  }

  refer(
    role: ReferenceRole,
    { text, span }: Pick<Name, 'text' | 'span'>,
    symbol: BoundSymbol | undefined,
  ): void {
    this.#references.push({ role, name: text, span, symbol });
    if (symbol !== undefined) this.#meantAt.set(span.start, symbol);
  }

  /** Notes what a call applies. */
  referToCallee({ callee }: Call, symbol: BoundSymbol | undefined): void {
    this.refer('kind', callee, symbol);
    if (symbol !== undefined) this.#callees.set(callee, symbol);
  }

  /** Notes a call that is applied to a tensor, or that an alias stands for. */
  noteApplied(call: Call): void {
    this.#applied.push(call);
  }

  /** What an alias declares. */
  aliasOf(declaration: LayerAlias): Omit<BoundSymbol, 'name' | 'spans'> {
    const { kind } = declaration;
    const applies = (): BoundSymbol | undefined => this.#callees.get(kind.callee);
    return { kind: 'layer', declaration, inside: this.insideOfCall(kind), applies };
  }

  /** The names in what a call applies, once it is bound. */
  insideOfCall(call: Call): () => Inside | undefined {
    const { callee } = call;
    return () => {
      const symbol = this.#callees.get(callee);
      if (symbol === undefined || this.#isTooFar(callee)) return undefined;
      if (this.#insidesOfCalls.has(callee)) return this.#insidesOfCalls.get(callee);
      const inside = this.#look(callee, symbol);
      this.#insidesOfCalls.set(callee, inside);
      return inside;
    };
  }

  /** The names in what a `reuse` does again, as seen among some labels. */
  insideOfReuse({ path }: Reuse, labels: LabelScope): () => Inside | undefined {
    const [first] = path.segments;
    return () => (first?.type === 'name' ? this.#look(path, labels.find(first.text)) : undefined);
  }

  /** Whether a node leads to itself, or on and on, which is told of where it is applied. */
  #isTooFar(node: Node): boolean {
    return this.#open.has(node) || this.#open.size > longestChain;
  }

  /** Looks into what a node leads to. */
  #look(node: Node, symbol: BoundSymbol | undefined): Inside | undefined {
    if (this.#isTooFar(node)) return undefined;
    this.#open.add(node);
    const inside = symbol?.inside?.();
    this.#open.delete(node);
    return inside;
  }

  /** The names inside a declaration or a group, whose labels see those `around`. */
  insideOf(node: Node, around?: LabelScope): Inside {
    const known = this.#insides.get(node);
    if (known !== undefined) return known;
    const inside = { labels: new LabelScope(around), parameters: new Map(), weightSets: new Map() };
    this.#insides.set(node, inside);
    return inside;
  }

  /** Does something when every name of the module is declared, and every call bound. */
  defer(work: () => void): void {
    this.#deferred.push(work);
  }

  finish(syntax: Module, scope: Scope): BoundModule {
    // What is put off may put off more.
    for (let index = 0; index < this.#deferred.length; index++) this.#deferred[index]?.();
    const references = this.#references.toSorted((a, b) => a.span.start - b.span.start);
    const uses = new Map<BoundSymbol, Reference[]>();
    for (const reference of references) {
      if (reference.symbol === undefined) continue;
      const known = uses.get(reference.symbol);
      if (known === undefined) uses.set(reference.symbol, [reference]);
      else known.push(reference);
    }
    const [symbols, declaredAt, meantAt] = [this.#symbols, this.#declaredAt, this.#meantAt];
    const [applied, imported] = [this.#applied, this.imported];
    return { syntax, symbols, references, scope, uses, imported, applied, declaredAt, meantAt };
  }
}
