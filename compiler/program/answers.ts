import type { Module } from '../../grammar/ast.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { ownValue } from '../../grammar/own-value.ts';
import { parse } from '../../grammar/parse.ts';
import type { Parsed } from '../../grammar/parsed.ts';
import type { Source } from '../../grammar/source.ts';
import type { Span } from '../../grammar/span.ts';
import { bindModule } from '../bind/bind-module.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import type { BoundSymbol } from '../bind/bound-symbol.ts';
import { resolveData, type ResolvedData } from '../data/resolve-data.ts';
import { withShapes } from '../data/with-shapes.ts';
import { Reporter } from '../diagnostics/reporter.ts';
import type { Callable } from '../expand/callable.ts';
import { type Declarations, evaluateDeclarations } from '../expand/declarations.ts';
import { freshBudget } from '../expand/expansion.ts';
import { Modules } from '../expand/import-modules.ts';
import { Reached } from '../expand/reached.ts';
import type { Trace } from '../expand/trace.ts';
import { adviceFor } from '../check/memory.ts';
import type { ConcreteGraph, Graph } from '../graph/graph.ts';
import { type PhasePlan, planOf } from '../lower/phase-plan.ts';
import type { Assignment } from '../sizes/size.ts';
import { resolveTrain } from '../train/resolve-train.ts';
import type { OpenTrain, PhaseSpec, TrainSpec } from '../train/train-spec.ts';
import { costHints, writeCost } from '../hints/cost-hints.ts';
import { factsAt, type StatementFacts } from '../hints/facts-at.ts';
import type { Hint, PlacedTrace } from '../hints/hint.ts';
import { shapeHints } from '../hints/shape-hints.ts';
import { valuesOf } from '../hints/values-of.ts';
import { wordedProjection } from '../edit/worded-projection.ts';
import { diagnose } from './diagnose.ts';
import { type Move, movedSpan } from './moves.ts';
import type { CompiledModule, CompileOptions } from './compiled.ts';
import type { Expansion, ExpansionContext, Expansions } from './expansions.ts';
import { ModuleItems } from './module-items.ts';

/** The parts of a file, each made when it is first asked for, and what was found on the way. */
interface Declared {
  readonly modules: Modules;
  readonly declarations: Declarations;
  /** The models to expand by themselves. */
  readonly own: ReadonlyMap<string, Callable>;
  readonly reporter: Reporter;
  readonly context: ExpansionContext;
}

/** What the train blocks of a file come to. */
interface Trained {
  readonly datas: ReadonlyMap<string, ResolvedData>;
  readonly trains: readonly (TrainSpec | OpenTrain)[];
  /** Has what was found up to here. */
  readonly reporter: Reporter;
  readonly reached: Reached;
}

/** What can be asked of one version of a file. Nothing is made before it is asked for, and nothing twice. */
export class Answers {
  readonly #options: CompileOptions;
  readonly #kept: Expansions;
  /** The tree of the text, and the mistakes in its syntax. */
  readonly parsed: Parsed;
  readonly #expansions = new Map<string, Expansion>();
  #declared: Declared | undefined;
  #trained: Trained | undefined;
  #diagnostics: readonly Diagnostic[] | undefined;

  constructor(source: Source, options: CompileOptions, kept: Expansions, earlier?: Parsed) {
    this.#options = options;
    this.#kept = kept;
    this.parsed = parse(source, earlier);
  }

  get syntax(): Module {
    return this.parsed.value;
  }

  /** What each name means. */
  get bound(): BoundModule {
    return this.#declare().context.bound;
  }

  /** The models that can be asked for: those of the file, and imported ones that it trains. */
  get models(): readonly string[] {
    return [...this.#declare().own.keys()];
  }

  /** A model with its parameters' defaults; undefined where there is none, or something in it is at fault. */
  graph(model: string): Graph | undefined {
    return this.#expand(model)?.model.graph;
  }

  /** What each statement of a model came to, as far as it could be expanded. */
  trace(model: string): Trace | undefined {
    return this.#expand(model)?.model.trace;
  }

  /** What stands beside the text, in its order: shapes, values, and what blocks and models cost. */
  get hints(): readonly Hint[] {
    const { syntax } = this;
    const traces = this.#placedTraces();
    const models = this.models.flatMap((name): readonly Hint[] => {
      const { model, moves = [] } = this.#expand(name) ?? {};
      const span = model && placeIn(syntax.source, movedSpan(model.span, moves));
      return span && model.graph !== undefined
        ? [{ span, text: writeCost(model.graph.layers), kind: 'cost' }]
        : [];
    });
    return [...shapeHints(traces), ...costHints(traces), ...models];
  }

  /** What the innermost statement around an offset came to, each time that it was expanded. */
  facts(offset: number): StatementFacts | undefined {
    return factsAt(this.#placedTraces(), offset);
  }

  /** What a name of a value stands for where it is used: each value once, as it is written. */
  values(symbol: BoundSymbol): readonly string[] {
    return valuesOf(symbol, this.#placedTraces());
  }

  #placedTraces(): readonly PlacedTrace[] {
    const { source } = this.syntax;
    return present(this.models.map((name) => this.#expand(name))).map(({ model, moves }) => ({
      trace: model.trace,
      place: (span: Span) => placeIn(source, movedSpan(span, moves)),
    }));
  }

  /** Where what an answer points at stands in this version: answers of earlier ones point at those. */
  placeOf(span: Span): Span {
    return movedSpan(span, this.#moves());
  }

  #moves(): readonly Move[] {
    return [...this.#expansions.values()].flatMap(({ moves }) => moves);
  }

  /** Every mistake in the file, and in what it imports. */
  get diagnostics(): readonly Diagnostic[] {
    this.#diagnostics ??= this.#diagnose();
    return this.#diagnostics;
  }

  /** The train blocks that can be planned. */
  get trains(): readonly TrainSpec[] {
    return this.#isGivenUp ? [] : this.#train().trains.filter((train) => 'graph' in train);
  }

  /** The programs of a phase, and what they need in memory. */
  plan(train: string, phase: string): PhasePlan | undefined {
    return this.#phase(train, phase, planOf);
  }

  /** What to do about a phase that is over its budget; undefined where it is not. */
  advice(train: string, phase: string): string | undefined {
    return this.#phase(train, phase, adviceFor);
  }

  #phase<T>(
    train: string,
    phase: string,
    tell: (graph: ConcreteGraph, phase: PhaseSpec) => T,
  ): T | undefined {
    const spec = this.trains.find(({ name }) => name === train);
    const found = spec?.phases.find(({ name }) => name === phase);
    return spec && found && tell(spec.graph, found);
  }

  /** What the file declares, without what is at fault in it. */
  get module(): CompiledModule {
    const { syntax, trains } = this;
    if (this.#isGivenUp) return { syntax, models: [], hints: [], datas: [], trains: [], openTrains: [] };
    const { datas, trains: all } = this.#train();
    const hints = (): readonly Hint[] => this.hints;
    return {
      syntax,
      models: present(this.models.map((name) => this.graph(name))),
      get hints() {
        return hints();
      },
      datas: present([...datas.values()].map(({ spec }) => spec)),
      trains: trains.map((spec) => ({
        spec,
        get plans() {
          return spec.phases.map((phase) => planOf(spec.graph, phase));
        },
      })),
      openTrains: all.filter((train) => 'symbols' in train),
    };
  }

  /** Whether the text has so many mistakes that its rest was not read. */
  get #isGivenUp(): boolean {
    return this.parsed.diagnostics.some(({ code }) => code === 'CNN025');
  }

  #declare(): Declared {
    this.#declared ??= this.#collect();
    return this.#declared;
  }

  #collect(): Declared {
    const reporter = new Reporter();
    const modules = new Modules(this.#options.load ?? (() => undefined), reporter);
    modules.read(this.syntax);
    const bound = bindModule(this.syntax, modules.moduleOf);
    const declarations = evaluateDeclarations(bound, reporter);
    const context = {
      bound,
      items: new ModuleItems(bound),
      imported: modules.imported,
      budget: freshBudget(),
      work: reporter.work,
    };
    const own = ownModels(declarations);
    this.#kept.retain(own);
    return { modules, declarations, own, reporter, context };
  }

  #expand(name: string): Expansion | undefined {
    const { own, context } = this.#declare();
    const callable = own.get(name);
    const known = this.#expansions.get(name);
    if (known !== undefined || callable === undefined) return known;
    const expansion = this.#kept.expand(name, callable, context, ownValue(this.#options.sizes ?? {}, name));
    this.#expansions.set(name, expansion);
    return expansion;
  }

  #train(): Trained {
    this.#trained ??= this.#resolve();
    return this.#trained;
  }

  #resolve(): Trained {
    const { declarations, reporter, context } = this.#declare();
    const { budget } = context;
    const place = { environment: declarations.environment, reporter };
    const reached = new Reached();
    const models = new Map(
      this.models.flatMap((name) => {
        const expansion = this.#expand(name);
        if (expansion === undefined) return [];
        reporter.adopt(expansion.diagnostics);
        for (const span of expansion.bodies) reached.add(span);
        return [[name, expansion.model] as const];
      }),
    );
    const { shapes = {} } = this.#options;
    const datas = new Map(
      [...declarations.datas].map(([name, data]) => [
        name,
        withShapes(resolveData(data, place), ownValue(shapes, name)),
      ]),
    );
    const instantiate = (name: string, numbers: Assignment) => this.#instantiate(name, numbers);
    const trainables = { models, datas, instantiate, budget };
    const trains = present(declarations.trains.map((train) => resolveTrain(train, trainables, place)));
    for (const { span } of budget.bodies) reached.add(span);
    return { datas, trains, reporter, reached };
  }

  /** A model with other sizes, and what is wrong with it then. */
  #instantiate(name: string, numbers: Assignment) {
    const { own, context } = this.#declare();
    const reporter = new Reporter();
    const callable = own.get(name);
    if (callable === undefined) return { model: undefined, reporter };
    const aside = { ...context, budget: freshBudget(), work: reporter.work };
    const { model, diagnostics } = this.#kept.expand(name, callable, aside, numbers);
    reporter.adopt(diagnostics);
    return { model, reporter };
  }

  #diagnose(): readonly Diagnostic[] {
    const { diagnostics: mistakes } = this.parsed;
    if (this.#isGivenUp) return mistakes;
    const { modules, declarations, context } = this.#declare();
    const { reporter, reached } = this.#train();
    const models = present(this.models.map((name) => this.#expand(name)?.model));
    const { syntax, trains } = this;
    const { bound, budget } = context;
    const found = { syntax, mistakes, bound, declarations, models, trains, reached, isCut: budget.spent };
    const moves = this.#moves();
    const told = diagnose(found, modules, reporter, this.#options, (span) => movedSpan(span, moves));
    return told.map((each) => wordedProjection(each, bound, this));
  }
}

/** The models to expand by themselves: those of the file, and imported ones that it trains. */
function ownModels({ models, environment, trains }: Declarations): ReadonlyMap<string, Callable> {
  const trained = new Set(trains.map(({ model }) => model.text));
  return new Map([...models].filter(([name, { module }]) => module === environment || trained.has(name)));
}

/** A span, where it is of a text. */
const placeIn = (source: Source, span: Span): Span | undefined => (span.source === source ? span : undefined);

const present = <T>(values: readonly (T | undefined)[]): readonly T[] =>
  values.filter((value) => value !== undefined);
