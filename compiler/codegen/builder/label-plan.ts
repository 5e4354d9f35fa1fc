import type {
  Body,
  For,
  InputStatement,
  Name,
  OutputStatement,
  Path,
  Repeat,
  Statement,
  Step,
} from '../../../grammar/ast.ts';
import type { BoundSymbol } from '../../bind/bound-symbol.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { CodeStore, CodeTensor } from '../model/tensor.ts';
import { expressionOf } from './expressions.ts';
import { keptPath } from './kept-path.ts';
import {
  type Definition,
  loopsOf,
  type Labels,
  type TensorArguments,
  type Trail,
  type Use,
  walkLabels,
} from './label-walk.ts';
import type { OpenSymbol, Spec } from './spec.ts';

/** A variable for what a label stands for, or for what it made. */
interface Storage {
  readonly symbol: OpenSymbol;
  readonly definitions: readonly Definition[];
  /** Those of which each round has its own, and which are not around the uses. */
  readonly loops: readonly (For | Repeat)[];
  readonly uses: Trail[];
}

type Loop = For | Repeat;

/** What is written of a function's labels: which become variables, and where these are declared. */
export class LabelPlan {
  /** Whether all of its labels can be kept; else the models that use the function are unrolled. */
  keeps = true;
  readonly #spec: Spec;
  readonly #labels: Labels;
  readonly #definitions = new Map<number, Definition>();
  readonly #storages = new Map<string, Storage>();
  readonly #ids = new Map<BoundSymbol, number>();
  readonly #references = new Map<Path, CodeTensor>();
  readonly #declares = new Map<Statement, CodeSymbol[]>();
  readonly #ahead = new Set<CodeSymbol>();
  readonly #indices = new Map<Loop, OpenSymbol>();
  readonly #captures = new Map<Statement, Map<CodeSymbol, CodeTensor>>();
  readonly #severalOutputs: (statement: Step | OutputStatement) => readonly string[];

  constructor(
    body: Body,
    spec: Spec,
    tensorsOf: TensorArguments,
    severalOutputs: (statement: Step | OutputStatement) => readonly string[],
  ) {
    this.#spec = spec;
    this.#severalOutputs = severalOutputs;
    this.#labels = walkLabels(body, tensorsOf);
    for (const definition of this.#labels.definitions) {
      this.#definitions.set(labelOf(definition).span.start, definition);
    }
    for (const { statement } of this.#labels.definitions) {
      if (statement.type === 'output' || statement.type === 'input') this.symbolOf(statement);
    }
    for (const use of this.#labels.uses) this.#references.set(use.path, this.#resolve(use));
    this.#capture();
    for (const storage of this.#storages.values()) this.#place(storage);
  }

  /** What a path stands for. */
  referenceTo(path: Path): CodeTensor {
    const found = this.#references.get(path);
    if (found === undefined) throw new RangeError('a path is of this function');
    return found;
  }

  /** Where the result of a statement, or what it made, is put. */
  storesOf(statement: Statement, what: 'results' | 'shared'): readonly CodeStore[] {
    return [...this.#storages.values()]
      .filter(({ symbol, definitions }) => {
        const isShared = symbol.kind === 'shared' || symbol.kind === 'shareds';
        return isShared === (what === 'shared') && definitions.some((one) => one.statement === statement);
      })
      .map(({ symbol, loops }) => ({
        symbol,
        indices: loops.map((loop) => ({ type: 'symbol', symbol: this.indexOf(loop) }) as const),
        declared: this.#ahead.has(symbol),
      }));
  }

  /** What is to be declared before a statement. */
  declaresBefore(statement: Statement): readonly CodeSymbol[] {
    return this.#declares.get(statement) ?? [];
  }

  /** The variable of an input or output. */
  symbolOf(statement: OutputStatement | InputStatement): CodeSymbol {
    return this.#storageOf([this.#definitionOf(statement)], [], false).symbol;
  }

  /** What a shared statement takes from outside. */
  capturesOf(statement: Statement): readonly CodeTensor[] {
    return [...(this.#captures.get(statement)?.values() ?? [])];
  }

  /** What is captured by what a `reuse` applies again. */
  capturesOfReuse(path: Path): readonly CodeTensor[] {
    const reference = this.#references.get(path);
    if (reference?.type !== 'variable') return [];
    const storage = [...this.#storages.values()].find(({ symbol }) => symbol === reference.symbol);
    return storage?.definitions.flatMap(({ statement }) => this.capturesOf(statement)) ?? [];
  }

  /** The number of a loop's round, where that is needed or written. */
  indexNeeded(loop: Loop): CodeSymbol | undefined {
    return loop.index === undefined ? this.#indices.get(loop) : this.indexOf(loop);
  }

  indexOf(loop: Loop): CodeSymbol {
    const known = this.#indices.get(loop);
    if (known !== undefined) return known;
    const declared = loop.index && this.#spec.declaredAt(loop.index);
    const symbol: OpenSymbol = declared
      ? this.#spec.symbolOf(declared)
      : { kind: 'loop variable', name: 'index', type: { type: 'number' } };
    this.#indices.set(loop, symbol);
    return symbol;
  }

  #definitionOf(statement: OutputStatement | InputStatement): Definition {
    const found = this.#definitions.get(statement.name.span.start);
    if (found === undefined) throw new RangeError('an input or output is of this function');
    return found;
  }

  #resolve(use: Use): CodeTensor {
    const names = use.path.segments.filter((segment) => segment.type === 'name');
    const symbols = names.map((name) => this.#spec.labelAt(name));
    const known = symbols.filter((symbol) => symbol !== undefined);
    const last = known.at(-1);
    if (last === undefined || known.length < names.length) return this.#giveUp();
    const definitions = this.#definitionsOf(last);
    const isLexical = definitions.length > 0 && !known.some(isInterpolated);
    if (isLexical) return this.#variable(definitions, use);
    if (use.isReuse) return this.#giveUp();
    return this.#outputOf(known, names, use) ?? this.#keep(known, last, use);
  }

  #definitionsOf({ spans }: BoundSymbol): readonly Definition[] {
    return spans.flatMap(({ start }) => this.#definitions.get(start) ?? []);
  }

  #variable(definitions: readonly Definition[], use: Use): CodeTensor {
    const source = use.isReuse ? this.#originOfReuse(definitions) : undefined;
    if (source !== undefined) return this.#resolveAt(source, use);
    const indices = use.path.segments.filter((segment) => segment.type === 'index');
    const [loops = [], ...others] = definitions.map(({ trail }) => loopsOf(trail));
    const depth = loops.length - indices.length;
    const around = loopsOf(use.trail);
    const fits = depth >= 0 && loops.slice(0, depth).every((loop, index) => around[index] === loop);
    if (!fits || others.some((other) => !isSame(other, loops))) return this.#giveUp();
    const storage = this.#storageOf(definitions, loops.slice(depth), use.isReuse);
    storage.uses.push(use.trail);
    const values = indices.map(({ value }) => expressionOf(value, this.#spec));
    return { type: 'variable', symbol: storage.symbol, indices: values };
  }

  /** Where what is applied again is itself something applied again: what that is. */
  #originOfReuse(definitions: readonly Definition[]): Path | undefined {
    const [first] = definitions;
    const operation = first && operationOf(first);
    return operation?.type === 'reuse' ? operation.path : undefined;
  }

  #resolveAt(path: Path, use: Use): CodeTensor {
    return this.#resolve({ ...use, path });
  }

  #storageOf(definitions: readonly Definition[], loops: readonly Loop[], isReuse: boolean): Storage {
    const [first] = definitions;
    const name = first === undefined ? undefined : labelOf(first);
    const bound = name && this.#spec.declaredAt(name);
    const id = bound === undefined ? -1 : this.#idOf(bound);
    const key = `${id} ${loops.length} ${isReuse}`;
    const known = this.#storages.get(key);
    if (known !== undefined) return known;
    const outputs = first === undefined ? [] : this.#outputsOf(first);
    const kind = isReuse ? 'shared' : outputs.length > 1 ? 'bundle' : 'tensor';
    const several = { shared: 'shareds', tensor: 'tensors', bundle: 'bundle' } as const;
    const symbol: OpenSymbol = {
      kind: loops.length === 0 ? kind : several[kind],
      name: name === undefined ? 'x' : nameText(name),
    };
    const all = bound === undefined ? definitions : this.#definitionsOf(bound);
    const storage: Storage = { symbol, definitions: all, loops, uses: [] };
    this.#storages.set(key, storage);
    return storage;
  }

  #idOf(symbol: BoundSymbol): number {
    const id = this.#ids.get(symbol) ?? this.#ids.size;
    this.#ids.set(symbol, id);
    return id;
  }

  /** The outputs of what a statement applies, be it again, where it gives several. */
  #outputsOf({ statement }: Definition): readonly string[] {
    if (!('operation' in statement)) return [];
    const { operation } = statement;
    if (operation.type !== 'reuse') return this.#severalOutputs(statement);
    const [name, ...others] = operation.path.segments.filter((segment) => segment.type === 'name');
    const bound = name && others.length === 0 ? this.#spec.labelAt(name) : undefined;
    const [origin] = bound === undefined ? [] : this.#definitionsOf(bound);
    return origin === undefined || origin.statement === statement ? [] : this.#outputsOf(origin);
  }

  /** `encoder.mean`, where `encoder` is what several outputs are given by. */
  #outputOf(symbols: readonly BoundSymbol[], names: readonly Name[], use: Use): CodeTensor | undefined {
    const [whole, output] = symbols;
    if (whole === undefined || output?.kind !== 'output' || symbols.length !== 2) return undefined;
    const definitions = this.#definitionsOf(whole);
    const [first] = definitions;
    const outputs = first === undefined ? [] : this.#outputsOf(first);
    if (!outputs.includes(output.name) || use.path.segments.length !== names.length) return undefined;
    const bundle = this.#variable(definitions, {
      ...use,
      path: { ...use.path, segments: names.slice(0, 1) },
    });
    return bundle.type === 'variable' ? { type: 'output', of: bundle.symbol, name: output.name } : undefined;
  }

  /** A tensor that another function makes, or whose name is known only when it is made. */
  #keep(symbols: readonly BoundSymbol[], last: BoundSymbol, use: Use): CodeTensor {
    const [first] = symbols;
    const definition = first && this.#definitionsOf(first)[0];
    if (definition !== undefined && operationOf(definition)?.type === 'reuse') return this.#giveUp();
    const path = definition && keptPath(use, definition, this, this.#spec);
    if (path === undefined) return this.#giveUp();
    this.#spec.keepLabel(last);
    return { type: 'kept', path };
  }

  #giveUp(): CodeTensor {
    this.keeps = false;
    return { type: 'kept', path: { type: 'text', parts: [] } };
  }

  /** Notes what shared parts take from outside; what comes out of one otherwise than as its result cannot be kept. */
  #capture(): void {
    const storages = [...this.#storages.values()];
    const shared = storages.filter(({ symbol: { kind } }) => kind === 'shared' || kind === 'shareds');
    for (const { definitions, uses } of shared) {
      for (const { statement } of definitions) this.#captureInto(statement, uses);
      if (definitions.some((definition) => this.#givesMore(definition))) this.keeps = false;
    }
  }

  /** Whether more than one tensor of something is used: its outputs, or what it has kept. */
  #givesMore({ statement }: Definition): boolean {
    const outputs = 'operation' in statement ? this.#severalOutputs(statement) : [];
    const keeps = this.#labels.uses.some(({ path }) => {
      const [first] = path.segments;
      const symbol = first?.type === 'name' ? this.#spec.labelAt(first) : undefined;
      const isOf = symbol && this.#definitionsOf(symbol).some((one) => one.statement === statement);
      return isOf === true && this.#references.get(path)?.type === 'kept';
    });
    return keeps || outputs.length > 1;
  }

  #captureInto(part: Statement, reuses: readonly Trail[]): void {
    const isInside = (trail: Trail): boolean => trail.some(({ statement }) => statement === part);
    const isWithin = (trail: Trail): boolean => isInside(trail) && trail.at(-1)?.statement !== part;
    for (const use of this.#labels.uses) {
      const reference = this.#references.get(use.path);
      if (reference === undefined || (isInside(use.trail) && reference.type === 'kept')) this.keeps = false;
      if (reference?.type !== 'variable') continue;
      const storage = [...this.#storages.values()].find(({ symbol }) => symbol === reference.symbol);
      const comesFromInside = storage?.definitions.some(({ trail }) => isWithin(trail)) === true;
      if (comesFromInside && !isInside(use.trail)) this.keeps = false;
      if (!isInside(use.trail) || comesFromInside || storage === undefined) continue;
      if (reference.indices.length > 0 || use.isReuse) this.keeps = false;
      const captures = this.#captures.get(part) ?? new Map<CodeSymbol, CodeTensor>();
      this.#captures.set(part, captures.set(reference.symbol, reference));
      storage.uses.push(...reuses);
    }
  }

  /** Declares a variable where it stands, or where all that use it can see it. */
  #place({ symbol, definitions, loops, uses }: Storage): void {
    const [first] = definitions;
    if (first === undefined || first.statement.type === 'input') return;
    const isOutput = first.statement.type === 'output';
    const trails = [
      ...definitions.map(({ trail }) => trail),
      ...uses,
      ...(isOutput ? [first.trail.slice(0, 1)] : []),
    ];
    const [loop] = loops;
    const common = commonTrail(loop === undefined ? trails : [untilLoop(first.trail, loop), ...trails]);
    const own = first.trail.at(common - 1);
    if (own === undefined) return this.#giveUpPlacing();
    const isHere = loop === undefined && definitions.length === 1 && common === first.trail.length;
    if (isHere) return;
    if (this.#outputsOf(first).length > 1) return this.#giveUpPlacing();
    this.#ahead.add(symbol);
    const declared = this.#declares.get(own.statement) ?? [];
    this.#declares.set(own.statement, [...declared, symbol]);
    for (const each of loops) this.indexOf(each);
  }

  #giveUpPlacing(): void {
    this.keeps = false;
  }
}

/** How many bodies all trails have in common. */
function commonTrail(trails: readonly Trail[]): number {
  const [first = []] = trails;
  const differs = first.findIndex(({ body }, index) => trails.some((trail) => trail[index]?.body !== body));
  return differs < 0 ? Math.min(...trails.map(({ length }) => length)) : differs;
}

/** A trail up to a loop. */
const untilLoop = (trail: Trail, loop: Loop): Trail =>
  trail.slice(0, trail.findIndex(({ statement }) => statement === loop) + 1);

const isSame = (a: readonly Loop[], b: readonly Loop[]): boolean =>
  a.length === b.length && a.every((loop, index) => b[index] === loop);

/** Whether a label takes a value into its name. */
export const isInterpolated = ({ declaration }: BoundSymbol): boolean =>
  'label' in declaration &&
  declaration.label?.type === 'string' &&
  declaration.label.parts.some((part) => typeof part !== 'string');

const operationOf = ({ statement }: Definition) =>
  'operation' in statement ? statement.operation : undefined;

function labelOf({ statement }: Definition): Name | NonNullable<Step['label']> {
  if (statement.type === 'input' || statement.type === 'output') return statement.name;
  if (statement.label === undefined) throw new RangeError('a definition has a label');
  return statement.label;
}

const nameText = (label: Name | NonNullable<Step['label']>): string =>
  label.type === 'name' ? label.text : label.value;
