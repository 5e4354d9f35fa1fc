import type { Span } from '../../grammar/span.ts';
import type { NamedLoss } from '../catalogue/losses/registry.ts';
import type { MetricSpec } from '../catalogue/metrics/registry.ts';
import type { OptimizerSpec } from '../catalogue/optimizers/registry.ts';
import type { DataSpec } from '../data/data-spec.ts';
import type { ConcreteGraph } from '../graph/graph.ts';

/** A `train` block after checking: a graph, the data, and what each phase does. */
export interface TrainSpec {
  /** Its `as` name, else the model's name. */
  readonly name: string;
  readonly graph: ConcreteGraph;
  readonly data: DataSpec;
  /** Model input name → data field name. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly phases: readonly PhaseSpec[];
  readonly span: Span;
}

/** A `train` block whose model has sizes that only the run knows: it is checked as far as it can be. */
export interface OpenTrain {
  readonly name: string;
  readonly model: string;
  readonly data: DataSpec;
  /** The sizes that are not known yet. */
  readonly symbols: readonly string[];
  readonly span: Span;
}

/** A phase with everything it inherits from its train block filled in. */
export interface PhaseSpec {
  readonly name: string;
  readonly epochs: number;
  readonly batch: number;
  /** The memory budget in bytes, where one was given. */
  readonly memory?: number;
  readonly memorySpan?: Span;
  /**
   * Whether activations may be dropped and made again: as few as the budget asks for, or as many as make the peak
   * smallest; absent: none.
   */
  readonly recompute?: 'auto' | 'max';
  /** Batches whose gradients are averaged for one update of the weights, and where that is written; absent: one. */
  readonly accumulate?: Accumulation;
  readonly optimizer: OptimizerSpec;
  readonly objectives: readonly ObjectiveSpec[];
  /** Paths of layers whose weights do not train. */
  readonly frozen: ReadonlySet<string>;
  /** The lines that say so. */
  readonly freezing?: readonly FrozenLine[];
  readonly span: Span;
}

/** A line that freezes. */
export interface FrozenLine {
  readonly span: Span;
  /** Paths of the layers that it names. */
  readonly paths: readonly string[];
}

export interface Accumulation {
  readonly batches: number;
  readonly span: Span;
}

export interface ObjectiveSpec {
  /** The head's name. */
  readonly head: string;
  /** The data field it is compared with. */
  readonly target: string;
  /** The loss; of a sum of losses, the first. */
  readonly loss: LossSpec;
  /** The others of a sum of losses. */
  readonly moreLosses?: readonly LossSpec[];
  readonly weight: number;
  readonly metrics: readonly MetricSpec[];
  readonly span: Span;
}

/** A loss, and what it is multiplied by (`0.5 * mse`; absent: 1). */
export type LossSpec = (NamedLoss | BlockLoss) & { readonly factor?: number };

/** A loss that is written as a block. */
export interface BlockLoss {
  readonly kind: 'block';
  /** From `target` and `prediction` to a tensor, whose mean over the batch and all its axes is minimised. */
  readonly graph: ConcreteGraph;
}
