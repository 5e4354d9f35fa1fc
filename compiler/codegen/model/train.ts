import type { LossKind } from '../../catalogue/losses/registry.ts';
import type { MetricSpec } from '../../catalogue/metrics/registry.ts';
import type { OptimizerKind } from '../../catalogue/optimizers/registry.ts';
import type { LayerParams } from '../../catalogue/parameters/parameters.ts';
import type { Shape } from '../../sizes/shape.ts';
import type { Measure } from '../../train/measure-names.ts';
import type { MonitorSpec } from '../../train/resolve-monitor.ts';
import type { CodeArgument } from './call.ts';
import type { CodeSymbol } from './symbol.ts';

/** `train Model on Data { … }` */
export interface CodeTrain {
  readonly type: 'train';
  readonly symbol: CodeSymbol;
  readonly doc?: string | undefined;
  readonly comments?: readonly string[];
  readonly model: CodeSymbol;
  readonly data: CodeSymbol;
  /** Each input of the model, and the field that feeds it. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly phases: readonly CodePhase[];
}

export interface CodePhase {
  readonly name: string;
  readonly epochs: number;
  readonly batch: number;
  /** Of how many batches the gradients are summed for one update. */
  readonly accumulate?: number;
  readonly objectives: readonly CodeObjective[];
  readonly optimizer: CodeOptimizer;
  /** What the best weights are kept by. */
  readonly monitor?: MonitorSpec;
  /** What the rate is lowered by, where it gets no better. */
  readonly plateau?: Measure;
  readonly freezes: readonly CodeFreeze[];
  /** Paths of all layers whose weights do not train. */
  readonly frozen: readonly string[];
  /**
   * The fewest paths that say the same: a layer is frozen where its path is one of them or goes on from one
   * (`base.block1` and `base.block1.conv2d`, but not `base.block10`).
   */
  readonly frozenParts: readonly string[];
}

/** A line that freezes. */
export interface CodeFreeze {
  /** As it is written: `base.layers[..56]`. */
  readonly text: string;
  /** Paths of the layers that it names. */
  readonly paths: readonly string[];
}

export interface CodeObjective {
  readonly head: string;
  /** The field that it is compared with. */
  readonly target: string;
  /** Their sum is minimised. */
  readonly losses: readonly CodeLoss[];
  readonly weight: number;
  readonly metrics: readonly MetricSpec[];
}

/** A loss, and what it is multiplied by. */
export type CodeLoss = { readonly factor: number } & (
  | { readonly type: 'named'; readonly kind: LossKind; readonly params: LayerParams }
  | {
      readonly type: 'block';
      readonly symbol: CodeSymbol;
      readonly arguments: readonly CodeArgument[];
      /** Shapes, without the batch, of what the block gets: a class is one-hot, or 0 or 1 where one number is predicted. */
      readonly target: Shape;
      readonly prediction: Shape;
    }
);

export interface CodeOptimizer {
  readonly kind: OptimizerKind;
  /** Every parameter, defaults too. */
  readonly params: LayerParams;
  /** Those that are written. */
  readonly arguments: readonly CodeArgument[];
}
