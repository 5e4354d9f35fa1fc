import type { CodeArgument, CodeCallee } from '../model/call.ts';
import type { CodeModel } from '../model/items.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { Code } from '../text/code.ts';
import { NameAllocator } from '../text/name-allocator.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { camelCase } from './camel-case.ts';
import type { PartUse } from './part-use.ts';
import type { ModelNames } from './print-model.ts';
import type { PartName } from './rows/activations.ts';
import { layerRows } from './rows/layers.ts';

export type TsCode = Code<'typescript'>;

/** Names that any module of a program knows: of what it exports, and the keys of parameters. */
export class ProgramNames {
  readonly #exported = new Map<CodeSymbol, string>();
  readonly #keys = new Map<CodeSymbol, TsCode>();
  readonly #inputs = new Map<CodeSymbol, string>();
  readonly #penalized = new Set<CodeSymbol>();
  readonly #models: [CodeModel, ModelNames][] = [];

  export(symbol: CodeSymbol, name: TsCode): void {
    this.#exported.set(symbol, String(name));
  }

  exported(symbol: CodeSymbol): string | undefined {
    return this.#exported.get(symbol);
  }

  /** What the functions of a model that can be made are called. */
  declareModel(model: CodeModel, named: ModelNames): void {
    this.#models.push([model, named]);
  }

  /** The models that can be made, in the order of the text. */
  get models(): readonly (readonly [CodeModel, ModelNames])[] {
    return this.#models;
  }

  /** The options of a block or model: each parameter's key. */
  declareKeys(symbols: readonly CodeSymbol[]): void {
    const names = new NameAllocator(ts);
    for (const symbol of symbols) this.#keys.set(symbol, names.of(symbol, camelCase(symbol.name)));
  }

  /** What the first input of a block is called, which its applications take as their current tensor. */
  declareInputs(symbol: CodeSymbol, inputs: readonly CodeSymbol[]): void {
    if (inputs[0] !== undefined) this.#inputs.set(symbol, inputs[0].name);
  }

  firstInput(symbol: CodeSymbol): string | undefined {
    return this.#inputs.get(symbol);
  }

  /** That an alias is of a function that has penalties on what comes out. */
  declarePenalized(symbol: CodeSymbol): void {
    this.#penalized.add(symbol);
  }

  isPenalized(callee: CodeCallee): boolean {
    return callee.type !== 'layer' && this.#penalized.has(callee.symbol);
  }

  key(symbol: CodeSymbol): TsCode {
    return this.#keys.get(symbol) ?? ts.name(camelCase(symbol.name));
  }
}

/** What a module calls the parts, which it imports as one. */
export const partsName = 'nn';

/** What is known while a module is printed. */
export class ModuleContext {
  readonly names = new NameAllocator(ts);
  readonly program: ProgramNames;
  readonly #use: PartUse;
  readonly #given = new Map<CodeSymbol, TsCode>();
  #usesParts = false;
  readonly #used = new Set<CodeSymbol>();

  constructor(program: ProgramNames, use: PartUse) {
    this.program = program;
    this.#use = use;
    this.names.reserve(partsName);
  }

  /** Something that a part exports. */
  part(file: string, name: string): TsCode {
    this.#use.use(file);
    return this.#ofParts(name);
  }

  #ofParts(name: string): TsCode {
    this.#usesParts = true;
    return ts.code`${ts.name(partsName)}.${ts.name(name)}`;
  }

  /** A part whose names are not used here. */
  wants(file: string): void {
    this.#use.use(file);
  }

  of({ part, name }: PartName): TsCode {
    return this.part(part, name);
  }

  /** The function of a layer kind, given these arguments. */
  layer(kind: string, given: Iterable<CodeArgument>): TsCode {
    const row = layerRows[kind];
    if (row === undefined) throw new RangeError(`no layer is a ${kind}`);
    this.#use.useLayer(kind, given);
    return this.#ofParts(row.function);
  }

  /** That a layer kind is given these arguments, through an alias. */
  layerGiven(kind: string, given: Iterable<CodeArgument>): void {
    this.#use.useLayer(kind, given);
  }

  /** Whether anything of the parts is named. */
  get usesParts(): boolean {
    return this.#usesParts;
  }

  /** The name of a symbol where it is used. */
  use(symbol: CodeSymbol): TsCode {
    this.#used.add(symbol);
    return this.nameOf(symbol);
  }

  /**
   * The name of a symbol, which is given it in the scope that declares it, where it is asked for first. A model that is both
   * made and applied is written twice: each time its symbols are declared anew.
   */
  nameOf(symbol: CodeSymbol, names = this.names): TsCode {
    const known = this.#given.get(symbol);
    if (known !== undefined && (names === this.names || names.find(symbol) !== undefined)) return known;
    const name = names.of(symbol, wantedName(symbol));
    this.#given.set(symbol, name);
    return name;
  }

  isUsed(symbol: CodeSymbol): boolean {
    return this.#used.has(symbol);
  }
}

/** What a symbol would be called: `residualUnit`, `baseFilters`. */
const wantedName = ({ name }: CodeSymbol): string => {
  const camel = camelCase(name.replaceAll(/[^A-Za-z0-9_]+/g, '_'));
  return camel.charAt(0).toLowerCase() + camel.slice(1);
};
