import type { Name } from '../../../grammar/ast.ts';
import type { Source } from '../../../grammar/source.ts';
import type { BoundModule } from '../../bind/bound-module.ts';
import { type BoundSymbol, originOf } from '../../bind/bound-symbol.ts';
import type { Constant } from '../../expand/constant.ts';
import type { Reference } from '../../bind/reference.ts';
import type { CodeSymbol, CodeSymbolKind } from '../model/symbol.ts';
import { Facts } from './facts.ts';
import { moduleNames } from './module-names.ts';
import type { SpecAnswers } from './spec-answers.ts';

/** A symbol whose type is found when all of the code is there. */
export type OpenSymbol = { -readonly [K in keyof CodeSymbol]: CodeSymbol[K] };

const kinds: Partial<Record<BoundSymbol['kind'], CodeSymbolKind>> = {
  block: 'block',
  model: 'model',
  data: 'data',
  train: 'train',
  layer: 'factory',
  value: 'value',
  parameter: 'parameter',
  'loop variable': 'loop variable',
  size: 'size',
};

/** A spec while its code is made: its modules, what their names mean, and what their expansions tell. */
export class Spec {
  readonly answers: SpecAnswers;
  readonly facts: Facts;
  /** All modules, each after those that it imports. */
  readonly modules: readonly BoundModule[];
  readonly #names: ReadonlyMap<BoundModule, string>;
  readonly #owners = new Map<BoundSymbol, BoundModule>();
  readonly #references = new Map<Source, Map<number, Reference>>();
  readonly #declared = new Map<Source, Map<number, BoundSymbol>>();
  readonly #symbols = new Map<BoundSymbol, OpenSymbol>();
  readonly #bounds = new Map<CodeSymbol, BoundSymbol>();
  readonly #kept = new Set<BoundSymbol>();

  constructor(answers: SpecAnswers) {
    this.answers = answers;
    this.facts = new Facts(answers.models.flatMap((model) => answers.trace(model) ?? []));
    this.modules = modulesOf(answers.bound);
    this.#names = moduleNames(this.modules);
    for (const module of this.modules) {
      const declared = new Map<number, BoundSymbol>();
      this.#declared.set(module.syntax.source, declared);
      for (const symbol of module.symbols) {
        this.#owners.set(symbol, module);
        for (const { start } of symbol.spans) declared.set(start, symbol);
      }
      const byStart = module.references.map((reference) => [reference.span.start, reference] as const);
      this.#references.set(module.syntax.source, new Map(byStart));
    }
  }

  nameOf(module: BoundModule): string {
    return this.#names.get(module) ?? 'module';
  }

  /** The module that declares a symbol. */
  ownerOf(symbol: BoundSymbol): BoundModule | undefined {
    return this.#owners.get(symbol);
  }

  /** What a name means where it is used, in the end; undefined where it is a word of the language's or Keras's. */
  meaningOf({ span }: Pick<Name, 'span'>): BoundSymbol | undefined {
    const symbol = this.#references.get(span.source)?.get(span.start)?.symbol;
    return symbol && originOf(symbol);
  }

  /** What a name declares. */
  declaredAt({ span }: Pick<Name, 'span'>): BoundSymbol | undefined {
    return this.#declared.get(span.source)?.get(span.start);
  }

  /** What a name that is a label means. */
  labelAt({ span }: Name): BoundSymbol | undefined {
    return this.#references.get(span.source)?.get(span.start)?.symbol;
  }

  /** The code's symbol of a declared name, but for labels. */
  symbolOf(bound: BoundSymbol): OpenSymbol {
    const origin = originOf(bound);
    const known = this.#symbols.get(origin);
    if (known !== undefined) return known;
    const module = this.#owners.get(origin);
    const isTop = module?.scope.find(origin.name) === origin;
    const symbol: OpenSymbol = {
      kind: kinds[origin.kind] ?? 'value',
      name: origin.name,
      ...(module && isTop && { module: this.nameOf(module) }),
    };
    this.#symbols.set(origin, symbol);
    this.#bounds.set(symbol, origin);
    return symbol;
  }

  /** What declares a symbol of the code. */
  boundOf(symbol: CodeSymbol): BoundSymbol | undefined {
    return this.#bounds.get(symbol);
  }

  /** What the applications of a block or model gave to a parameter. */
  valuesGivenTo(parameter: CodeSymbol): readonly Constant[] {
    return this.facts.valuesOf(this.#bounds.get(parameter)?.declaration);
  }

  /** Notes that a label is looked up by its path: from another function, or because its name is made. */
  keepLabel(label: BoundSymbol): void {
    this.#kept.add(label);
  }

  isKept(label: Pick<Name, 'span'>): boolean {
    const declared = this.declaredAt(label);
    return declared !== undefined && this.#kept.has(declared);
  }
}

/** A module and all that it imports, each once and after what it imports itself. */
function modulesOf(bound: BoundModule): readonly BoundModule[] {
  const found = new Set<BoundModule>();
  const visit = (module: BoundModule): void => {
    for (const imported of module.imported.values()) if (!found.has(imported)) visit(imported);
    found.add(module);
  };
  visit(bound);
  return [...found];
}
