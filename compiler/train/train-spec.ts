import type { Span } from '../../grammar/span.ts';
import type { NamedLoss } from '../catalogue/losses/registry.ts';
import type { MetricSpec } from '../catalogue/metrics/registry.ts';
import type { PhaseKey, PhaseSettings } from '../catalogue/settings/registry.ts';
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

/** A phase, with what it takes over from its train block. */
export interface PhaseSpec extends PhaseSettings {
  readonly name: string;
  /** Where its settings are written, of those that are. */
  readonly writtenAt?: Readonly<Partial<Record<PhaseKey, Span>>>;
  /** What the rate is multiplied by, of variables that `rates` names. */
  readonly factors?: Readonly<Record<string, number>>;
  /** The variables that `no_decay` names. */
  readonly undecayed?: readonly string[];
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
  /** Whether that is a mask, whose pixels are not all labelled. */
  readonly isMask?: true;
  /** Whether in training the loss of each example is weighed by its class: see `balance`. */
  readonly weighed?: true;
  /** Whether in training examples are mixtures of two: the loss is that of both, each by its share. */
  readonly mixed?: true;
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
