import type { Body, Operation, Statement } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import type { GraphInput, Head, LayerNode, Tensor } from '../graph/graph.ts';
import type { WeightSet, WeightSource } from '../graph/weight-source.ts';
import type { Constant } from './constant.ts';
import type { Names } from './names.ts';
import { type Place, spend } from './place.ts';
import { RepeatedLayers } from './repeated-layers.ts';
import type { ExpansionSite } from './sites.ts';
import { stepsOf } from './steps-of.ts';
import type { Trace, Traced, Tracing } from './trace.ts';
import { maximumLayers, maximumSteps, maximumStepsAfterMistake } from './limits.ts';

/** Several outputs of a block or model, which are used by name only. */
export interface Bundle {
  readonly type: 'bundle';
  /** What made it. */
  readonly owner: string;
  readonly outputs: readonly string[];
}

/** The current tensor; `unknown` where a mistake hides it, which then silences what follows. */
export type Current = Tensor | Bundle | 'absent' | 'unknown';

/** A head as far as it is known. */
export interface ExpandedHead extends Omit<Head, 'tensor'> {
  readonly tensor: Tensor | 'unknown';
}

/** What a label stands for. */
export interface Labelled {
  readonly result: Current;
  readonly span: Span;
  /** The loops in whose iteration it is, outermost first. */
  readonly loops: readonly object[];
  /** What `reuse` does again; absent for an input. */
  readonly made?: Made;
}

/** An operation as it was expanded: where, and into which layers. */
export interface Made {
  readonly operation: Operation;
  readonly place: BodyPlace;
  readonly layers: readonly LayerNode[];
}

/** What the models of a file have been expanded to so far. */
export interface Budget {
  layers: number;
  steps: number;
  /** Statements that were expanded after a mistake. */
  stepsAfterMistake: number;
  /** Whether a limit was passed, after which nothing more is expanded; where no mistake had been told, that was reported. */
  spent: boolean;
  /** The bodies that were expanded, at least once. */
  readonly bodies: Set<Body>;
}

export const freshBudget = (): Budget => ({
  layers: 0,
  steps: 0,
  stepsAfterMistake: 0,
  spent: false,
  bodies: new Set(),
});

/** How bodies and operations are expanded, for the parts of the expansion that contain others. */
export interface Expanders {
  body(body: Body, expansion: Expansion, place: BodyPlace): void;
  operation(operation: Operation, path: string | undefined, expansion: Expansion, place: BodyPlace): void;
}

/** What is being made of one model while its body is expanded. */
export class Expansion {
  readonly model: string;
  readonly expand: Expanders;
  readonly inputs: GraphInput[] = [];
  readonly layers: LayerNode[] = [];
  readonly repeated = new RepeatedLayers();
  readonly weightSources: WeightSource[] = [];
  readonly #traced: Tracing[] = [];
  readonly #made: Traced[] = [];
  readonly #owned = new Map<string, LayerNode>();
  #countOfOwned = 0;
  readonly #modelPaths = new Set<string>();
  readonly #modelsInOrder: string[] = [];
  /** Those of them of which a layer or one output was named from outside: what else they make may well be left out. */
  readonly cutModels = new Set<string>();
  /** By path. */
  readonly labels = new Map<string, Labelled>();
  current: Current = 'absent';
  #tracing: Tracing | undefined;
  /** Whether something of the graph could not be made. */
  faulty = false;
  /** While a `reuse` is expanded: the layers whose weights the next ones share, in order. */
  sharing: { readonly owners: Iterator<LayerNode, undefined>; readonly span: Span } | undefined;
  readonly #budget: Budget;
  #errorsBefore: number | undefined;

  constructor(model: string, expand: Expanders, budget: Budget) {
    this.model = model;
    this.expand = expand;
    this.#budget = budget;
  }

  /** Whether a limit was passed, after which nothing more is expanded. */
  get stopped(): boolean {
    return this.#budget.spent;
  }

  /** Paths of the models that were applied, in order. */
  get modelPaths(): readonly string[] {
    return this.#modelsInOrder;
  }

  addModel(path: string): void {
    this.#modelPaths.add(path);
    this.#modelsInOrder.push(path);
  }

  /** Whether a model was applied under a path. */
  isModel(path: string): boolean {
    return this.#modelPaths.has(path);
  }

  /** Makes what follows silent. */
  poison(): void {
    this.faulty = true;
    this.current = 'unknown';
  }

  /** Notes that a body is expanded. */
  reach(body: Body): void {
    this.#budget.bodies.add(body);
  }

  /** Counts a statement that is to be expanded; false where that is one too many. */
  step(statement: Statement, place: Place): boolean {
    if (!this.allows(stepsOf(statement), statement.span, place)) return false;
    if (
      !(this.faulty || this.#hasErrors(place)) ||
      ++this.#budget.stepsAfterMistake <= maximumStepsAfterMistake
    )
      return true;
    this.#budget.spent = true;
    this.poison();
    return false;
  }

  /** Whether an error has been told since the model's first statement. */
  #hasErrors({ reporter: { errorCount } }: Place): boolean {
    this.#errorsBefore ??= errorCount;
    return errorCount > this.#errorsBefore;
  }

  /** Counts what lies ahead; false where that is too much. */
  allows(count: number, span: Span, place: Place): boolean {
    if (this.stopped) return false;
    this.#budget.steps += count;
    if (this.#budget.steps <= maximumSteps) return true;
    this.#stop(span, place, 'this expands to too many statements', maximumSteps);
    return false;
  }

  /** What the statements have come to so far. */
  get trace(): Trace {
    return { steps: this.#traced, layers: this.layers, made: this.#made };
  }

  /** Notes that a statement is expanded from here on. */
  begin(statement: Statement, site: ExpansionSite): void {
    const { length: from } = this.layers;
    const outer = this.#tracing;
    this.#tracing = { statement, outer, site, from, to: from, result: 'absent', value: undefined };
    this.#traced.push(this.#tracing);
  }

  /** Notes what the statement that began last has come to. */
  end(): void {
    const tracing = this.#tracing;
    if (tracing === undefined) return;
    tracing.to = this.layers.length;
    if (tracing.result === 'absent') tracing.result = this.current;
    this.#tracing = tracing.outer;
  }

  /** Notes what the statement makes, where that is not the current tensor behind it. */
  noteResult(result: Current): void {
    if (this.#tracing !== undefined) this.#tracing.result = result;
  }

  /** Notes the value of the name that the statement defines. */
  noteValue(value: Constant | undefined): void {
    if (this.#tracing !== undefined) this.#tracing.value = value;
  }

  /** The layers that have weights of their own, by path: those that are new since this was last asked are entered then. */
  get owned(): ReadonlyMap<string, LayerNode> {
    for (; this.#countOfOwned < this.layers.length; this.#countOfOwned++) {
      const layer = this.layers[this.#countOfOwned];
      if (layer !== undefined && layer.sharesWith === undefined) this.#owned.set(layer.path, layer);
    }
    return this.#owned;
  }

  add(node: LayerNode, place: Place): void {
    if (!spend(node.path.length, node.span, place)) return this.poison();
    this.layers.push(node);
    if (this.#tracing !== undefined) this.#made.push(this.#tracing);
    this.current = node;
    if (++this.#budget.layers <= maximumLayers) return;
    this.#stop(node.span, place, 'there are too many layers', maximumLayers);
  }

  #stop(span: Span, place: Place, what: string, limit: number): void {
    place.reporter.report('CNN128', span, [what, limit]);
    this.#budget.spent = true;
    this.poison();
  }
}

/** The block or model whose body is being expanded. */
export interface Frame {
  readonly name: string;
  readonly body: Body;
  readonly outputs: Map<string, ExpandedHead>;
  /** Of a model: the sets of weights that have been declared so far; undefined where one is at fault. */
  readonly weights?: Map<string, WeightSet | undefined>;
  /** The names of its parameters. */
  readonly parameters?: readonly string[];
  /** The tensors that an application gives, by input; absent for the model itself. */
  readonly given?: ReadonlyMap<string, Current>;
  /** The application. */
  readonly span: Span;
}

/** The paths of a `parallel` so far. */
export interface Branches {
  readonly from: Tensor;
  readonly results: Current[];
}

/** Where a statement is expanded. */
export interface BodyPlace extends Place {
  /** What the body is expanded for. */
  readonly site: ExpansionSite;
  readonly names: Names;
  readonly frame: Frame;
  readonly depth: number;
  /** Whether `input` and `output` may stand here. */
  readonly direct: boolean;
  /** Where only `path` may stand. */
  readonly branches?: Branches | undefined;
}
