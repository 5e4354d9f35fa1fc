import type { DataDeclaration, Module } from '../grammar/ast.ts';
import type { Diagnostic, Outcome } from '../grammar/diagnostic.ts';
import { parse } from '../grammar/parse.ts';
import type { Source } from '../grammar/source.ts';
import type { DataSpec } from './data/data-spec.ts';
import { resolveData } from './data/resolve-data.ts';
import { type FieldShapes, withShapes } from './data/with-shapes.ts';
import { Reporter, sortDiagnostics } from './diagnostics/reporter.ts';
import type { Graph } from './graph/graph.ts';
import { ownValue } from '../grammar/own-value.ts';
import { bindModule } from './bind/bind-module.ts';
import { planOf, type PhasePlan } from './lower/phase-plan.ts';
import type { Callable } from './expand/callable.ts';
import type { Declarations } from './expand/declarations.ts';
import { freshBudget } from './expand/expansion.ts';
import { expandModel } from './expand/expand-model.ts';
import type { Trace } from './expand/trace.ts';
import { type Load, Modules } from './expand/import-modules.ts';
import { withoutConsequences } from './check/consequences.ts';
import { preferKnown } from './check/prefer-known.ts';
import { type LookAtWeights, lookAtWeightFiles } from './check/weight-files.ts';
import { checkMemory } from './check/memory.ts';
import { warnOfUncheckedModels } from './check/unchecked-models.ts';
import { warnOfDeadBranches } from './check/dead-branches.ts';
import { checkUnexpanded } from './check/unexpanded.ts';
import { checkUnused } from './check/unused.ts';
import type { Assignment } from './sizes/size.ts';
import { warnOfBatchStatistics } from './train/check-accumulation.ts';
import { warnOfFrozen } from './train/check-frozen.ts';
import { warnOfPixels, warnOfRawPixels } from './train/check-pixels.ts';
import type { Instantiate } from './train/fix-sizes.ts';
import { resolveTrain } from './train/resolve-train.ts';
import type { OpenTrain, TrainSpec } from './train/train-spec.ts';

/** What a file declares, without what is at fault in it. */
export interface CompiledModule {
  readonly syntax: Module;
  /** Every model, with its parameters' defaults. */
  readonly models: readonly Graph[];
  /** What the statements of each model came to, of those too in which something is at fault. */
  readonly traces: readonly Trace[];
  readonly datas: readonly DataSpec[];
  readonly trains: readonly CompiledTrain[];
  /** Train blocks that can be planned only when the sizes of their data are known: see `CompileOptions.shapes`. */
  readonly openTrains: readonly OpenTrain[];
}

/** A train block and, phase by phase, its programs and what they need in memory: planned when that is asked for. */
export interface CompiledTrain {
  readonly spec: TrainSpec;
  readonly plans: readonly PhasePlan[];
}

/** What a compilation needs from outside. */
export interface CompileOptions {
  /** Reads a file that another imports; the compiler itself reads none. */
  readonly load?: Load;
  /** Looks at a file of weights that a model names: what is wrong with it; without this no file is looked at. */
  readonly lookAtWeights?: LookAtWeights;
  /** Shapes that fields turned out to have, by data block and field. */
  readonly shapes?: Readonly<Record<string, FieldShapes>>;
  /** Numbers for the symbolic sizes of models, by model: all of a model's, or none. */
  readonly sizes?: Readonly<Record<string, Assignment>>;
}

/** Checks a file and makes what it declares; every mistake in it, and in what it imports, is a diagnostic. */
export function compile(
  source: Source,
  { load = () => undefined, lookAtWeights, shapes = {}, sizes = {} }: CompileOptions = {},
): Outcome<CompiledModule> {
  const { value: syntax, diagnostics: mistakes } = parse(source);
  if (isGivenUp(mistakes)) return { value: nothingOf(syntax), diagnostics: mistakes };
  const reporter = new Reporter();
  const modules = new Modules(load, reporter);
  const declarations = modules.collect(syntax);
  const bound = bindModule(syntax, modules.moduleOf);
  const place = { scope: declarations.scope, reporter };

  const budget = freshBudget();
  const models = mapValues(ownModels(declarations), (model, name) =>
    expandModel(model, reporter, budget, ownValue(sizes, name)),
  );
  const datas = mapValues(declarations.datas, (data, name) =>
    withShapes(resolveData(data, place), ownValue(shapes, name)),
  );
  const instantiate: Instantiate = (name, numbers) => {
    const aside = new Reporter();
    const callable = ownModels(declarations).get(name);
    const model = callable && expandModel(callable, aside, freshBudget(), numbers);
    return { model, reporter: aside };
  };
  const trainables = { models, datas, instantiate, moduleNames: declarations.names, budget };
  const resolved = present(declarations.trains.map((train) => resolveTrain(train, trainables, place)));
  const specs = resolved.filter((train) => 'graph' in train);
  for (const spec of specs) {
    warnOfPixels(spec, declarations.datas.get(spec.data.name), reporter);
    warnOfBatchStatistics(spec, reporter);
  }
  for (const spec of specs) checkMemory(spec, reporter);
  if (!budget.spent) checkUnexpanded(ownCallables(syntax, declarations), budget.bodies, reporter);
  const isWhole = ![...mistakes, ...reporter.diagnostics].some(({ severity }) => severity === 'error');
  if (isWhole) {
    warnOfDeadBranches(bound, budget.bodies, reporter);
    for (const spec of specs) warnOfBeginning(spec, declarations.datas.get(spec.data.name), reporter);
  }
  checkUnused(bound, reporter);
  warnOfUncheckedModels([...models.values()], bound, reporter);
  const graphs = [...models.values()].map(({ graph }) => graph);
  const files = lookAtWeightFiles(present([...graphs, ...specs.map(({ graph }) => graph)]), lookAtWeights);
  const told = preferKnown(mistakes, reporter.diagnostics);
  const found = withoutConsequences(syntax, told.mistakes, told.found);

  return {
    value: {
      syntax,
      models: present([...models.values()].map(({ graph }) => graph)),
      traces: [...models.values()].map(({ trace }) => trace),
      datas: present([...datas.values()].map(({ spec }) => spec)),
      trains: specs.map(planned),
      openTrains: resolved.filter((train) => 'symbols' in train),
    },
    diagnostics: inOrder([...told.mistakes, ...modules.mistakes, ...found, ...files], source),
  };
}

/** What weights begin with, or are given, that they hardly learn from. */
function warnOfBeginning(spec: TrainSpec, data: DataDeclaration | undefined, reporter: Reporter): void {
  warnOfRawPixels(spec, data, reporter);
  warnOfFrozen(spec, reporter);
}

const planned = (spec: TrainSpec): CompiledTrain => ({
  spec,
  get plans() {
    return spec.phases.map((phase) => planOf(spec.graph, phase));
  },
});

/** Whether a text has so many mistakes that its rest was not read. */
const isGivenUp = (mistakes: readonly Diagnostic[]): boolean =>
  mistakes.some(({ code }) => code === 'CNN025');

const nothingOf = (syntax: Module): CompiledModule => ({
  syntax,
  models: [],
  traces: [],
  datas: [],
  trains: [],
  openTrains: [],
});

/** The models to expand by themselves: those of the file, and imported ones that it trains. */
function ownModels({ models, names, trains }: Declarations): ReadonlyMap<string, Callable> {
  const trained = (name: string): boolean => trains.some(({ model }) => model.text === name);
  return new Map([...models].filter(([name, callable]) => callable.names === names || trained(name)));
}

/** The blocks and models that a file itself declares. */
const ownCallables = ({ items }: Module, { names }: Declarations): readonly Callable[] =>
  items.flatMap((item) => {
    const callable =
      item.type === 'block' || item.type === 'model' ? names.callable(item.name.text) : undefined;
    return callable?.declaration === item ? [callable] : [];
  });

/** The file's own diagnostics first, then those of each imported one, in the order of their texts. */
function inOrder(diagnostics: readonly Diagnostic[], source: Source): readonly Diagnostic[] {
  const sources = new Set([source, ...diagnostics.flatMap(({ span }) => span?.source ?? [])]);
  return [...sources].flatMap((one) =>
    sortDiagnostics(diagnostics.filter(({ span }) => (span?.source ?? source) === one)),
  );
}

const present = <T>(values: readonly (T | undefined)[]): readonly T[] =>
  values.filter((value) => value !== undefined);

const mapValues = <T, R>(
  map: ReadonlyMap<string, T>,
  change: (value: T, key: string) => R,
): ReadonlyMap<string, R> => new Map([...map].map(([key, value]) => [key, change(value, key)]));
