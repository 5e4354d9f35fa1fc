import { snakeCase } from '../../expand/names.ts';
import type { CodeBlock, CodeFactory, CodeModel } from '../model/items.ts';
import type { CodeModule } from '../model/module.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { Code } from '../text/code.ts';
import { NameAllocator } from '../text/name-allocator.ts';
import { python } from '../text/python-writer.ts';
import type { LayerNames } from './frozen-names.ts';
import { Imports } from './imports.ts';
import type { Integers } from './integers.ts';
import { type Part, partNames } from './parts.ts';
import { symbolsIn } from './walk.ts';

/** What is written of Keras's own modules. */
const kerasModules = [
  ...['constraints', 'initializers', 'layers', 'losses', 'metrics', 'ops', 'optimizers', 'regularizers'],
] as const;

export type KerasModule = (typeof kerasModules)[number];

/** What the whole program shares. */
export interface Shared {
  readonly integers: Integers;
  /** What layers are called. */
  readonly layerNames: LayerNames;
  /** Whether a model has sizes that only its data knows. */
  readonly hasOpenSizes: boolean;
  /** Whether a depthwise convolution has unequal strides. */
  readonly hasUnequalStrides: boolean;
  /** Parts that are used. */
  readonly parts: Set<Part>;
  /** What modules call what they declare. */
  readonly exported: Map<CodeSymbol, string>;
  /** What the file of a module is called, by the module's own name. */
  readonly files: ReadonlyMap<string, string>;
  /** Blocks and models by their symbols. */
  readonly functions: ReadonlyMap<CodeSymbol, FunctionItem>;
  /** Factories by their symbols; those in bodies are added as they are written. */
  readonly factories: Map<CodeSymbol, CodeFactory>;
  /** What functions call their parameters. */
  readonly parameters: Map<CodeSymbol, Code<'python'>>;
}

export type FunctionItem = CodeBlock | CodeModel;

/** Names that a person would not give: what ruff takes for another letter, and what functions here call their own. */
const kept = ['l', 'O', 'I', 'partial', 'pairwise', ...kerasModules, ...partNames];

/** A module while it is written: what its names are, and what it imports. */
export class Unit {
  readonly imports = new Imports();
  readonly names = new NameAllocator(python);
  readonly #scopes = new Map<FunctionItem, NameAllocator<'python'>>();
  readonly module: CodeModule;
  readonly shared: Shared;

  constructor(module: CodeModule, shared: Shared) {
    this.module = module;
    this.shared = shared;
    for (const name of kept) this.names.reserve(name);
    for (const name of ['create_model', 'train', 'predict', 'preprocess', 'augment'])
      this.names.reserve(name);
    for (const { symbol } of module.items) {
      shared.exported.set(symbol, String(this.names.of(symbol, moduleName(symbol))));
    }
    for (const { module: from, symbols } of module.imports) {
      for (const symbol of symbols) this.#import(from, symbol);
    }
    for (const item of module.items) {
      if (item.type === 'block' || item.type === 'model') this.#nameParameters(item);
    }
  }

  /** The names within a function that the module declares. */
  inside(item: FunctionItem): NameAllocator<'python'> {
    return this.#scopes.get(item) ?? this.names.inside();
  }

  #nameParameters(item: FunctionItem): void {
    const scope = this.names.inside();
    this.#scopes.set(item, scope);
    const [first] = inputsOf(item);
    // A model is made of its inputs at the end; no other tensor may take their names before.
    const isKept = first !== undefined && (item.type === 'model' || symbolsIn(item.body).has(first));
    if (first?.name === 'x') scope.of(first, isKept ? 'inputs' : 'x');
    scope.reserve('x');
    scope.reserve('at');
    for (const { symbol } of item.parameters) {
      this.shared.parameters.set(symbol, scope.of(symbol, symbol.name));
    }
  }

  #import(from: string, symbol: CodeSymbol): void {
    const name = this.shared.exported.get(symbol) ?? pythonName(symbol);
    const here = String(this.names.of(symbol, name));
    const file = this.shared.files.get(from) ?? from;
    this.imports.from(`.${file}`, name, here === name ? undefined : here);
  }

  /** `layers`, of Keras. */
  keras(module: KerasModule): Code<'python'> {
    return this.imports.from('keras', module);
  }

  /** `keras` itself. */
  get root(): Code<'python'> {
    this.imports.module('keras');
    return python.name('keras');
  }

  /** `functools.partial` and its like. */
  standard(module: 'functools' | 'itertools', name: string): Code<'python'> {
    return this.imports.from(module, name);
  }

  get math(): Code<'python'> {
    this.imports.module('math');
    return python.name('math');
  }

  /** Something of the parts. */
  part(name: Part): Code<'python'> {
    this.shared.parts.add(name);
    return this.imports.from('.parts', name);
  }
}

/** A symbol as Python calls such things. */
export function pythonName({ kind, name }: CodeSymbol): string {
  const isFunction = kind === 'block' || kind === 'model' || kind === 'factory';
  return isFunction ? snakeCase(name) : name;
}

/** `x` and `at` are what functions call their own. */
function moduleName(symbol: CodeSymbol): string {
  const name = pythonName(symbol);
  return name === 'x' || name === 'at' ? `${name}_` : name;
}

/** The symbols of a function's inputs. */
export const inputsOf = (item: FunctionItem): readonly CodeSymbol[] =>
  item.type === 'block' ? item.inputs : item.inputs.map(({ symbol }) => symbol);
