import type { DataDeclaration, LayerAlias, Let, TrainDeclaration } from '../../grammar/ast.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import { type BoundSymbol, originOf } from '../bind/bound-symbol.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { type Callable, noArguments } from './callable.ts';
import type { Constant } from './constant.ts';
import { Environment, type Meaning } from './environment.ts';
import { evaluateDefinition } from './evaluate.ts';
import { type Alias, resolveAlias } from './kind.ts';
import { maximumDepth } from './limits.ts';

/** What a module declares, by name where others name it, and what its symbols stand for. */
export interface Declarations {
  readonly environment: Environment;
  /** The models of this module and those it imports, in the order of the text. */
  readonly models: ReadonlyMap<string, Callable>;
  readonly datas: ReadonlyMap<string, DataDeclaration>;
  readonly trains: readonly TrainDeclaration[];
}

/** Evaluates what a module declares, and all that it imports; the order in the text does not matter. */
export function evaluateDeclarations(bound: BoundModule, reporter: Reporter): Declarations {
  const environment = environmentOf(bound, { reporter, environments: new Map(), meanings: new Map() });
  const models = new Map<string, Callable>();
  const datas = new Map<string, DataDeclaration>();
  for (const symbol of bound.scope.symbols) {
    const kind = environment.kind(symbol)?.read();
    const { declaration } = originOf(symbol);
    if (kind?.type === 'body' && declaration.type === 'model') models.set(symbol.name, kind.callable);
    if (symbol.declaration.type === 'data') datas.set(symbol.name, symbol.declaration);
  }
  const trains = bound.syntax.items.filter((item) => item.type === 'train');
  return { environment, models, datas, trains };
}

/** What is shared by all modules of a file. */
interface Known {
  readonly reporter: Reporter;
  readonly environments: Map<BoundModule, Environment>;
  readonly meanings: Map<BoundSymbol, Meaning>;
}

/** What the names of a module stand for, once those of what it imports are known. */
function environmentOf(bound: BoundModule, known: Known): Environment {
  const made = known.environments.get(bound);
  if (made !== undefined) return made;
  for (const module of bound.imported.values()) environmentOf(module, known);
  const environment = new Environment(bound);
  known.environments.set(bound, environment);
  const depth = { value: 0 };
  const own: Meaning[] = [];
  for (const symbol of bound.scope.symbols) {
    const origin = originOf(symbol);
    const isOwn = origin === symbol;
    const meaning = isOwn
      ? meaningOf(symbol, environment, known.reporter, depth)
      : known.meanings.get(origin);
    if (meaning === undefined) continue;
    if (isOwn) own.push(meaning);
    known.meanings.set(origin, meaning);
    environment.define(symbol, meaning);
  }
  for (const meaning of own) meaning.read();
  return environment;
}

/** What a symbol of a module stands for: evaluated when it is first read. */
function meaningOf(
  { declaration }: BoundSymbol,
  environment: Environment,
  reporter: Reporter,
  depth: { value: number },
): Meaning | undefined {
  const place = { environment, reporter };
  if (declaration.type === 'let') {
    const compute = (): Constant | undefined => evaluateDefinition(declaration.value, place);
    return { type: 'value', read: once(declaration, depth, reporter, compute) };
  }
  if (declaration.type === 'layer-alias') {
    const compute = (): Alias | undefined => resolveAlias(declaration.kind, place);
    return { type: 'kind', read: once(declaration, depth, reporter, compute) };
  }
  if (declaration.type !== 'block' && declaration.type !== 'model') return undefined;
  const callable = { declaration, module: environment };
  const kind = { type: 'body', callable, preset: noArguments } as const;
  return { type: 'kind', read: () => kind };
}

/** Computes a value when it is first wanted; a value that wants itself is reported. */
function once<T>(
  { name }: Let | LayerAlias,
  depth: { value: number },
  reporter: Reporter,
  compute: () => T | undefined,
): () => T | undefined {
  let state: 'new' | 'busy' | 'done' = 'new';
  let value: T | undefined;
  return () => {
    if (state === 'busy') return reporter.report('CNN134', name.span, [name.text]);
    if (state === 'new') {
      if (depth.value > maximumDepth) return reporter.report('CNN129', name.span, [maximumDepth]);
      state = 'busy';
      depth.value++;
      value = compute();
      depth.value--;
      state = 'done';
    }
    return value;
  };
}
