import type { Loss, Metric } from "./objective.ts";
import type * as tf from "./tf.ts";

/** What an output of the model learns. */
export interface Objective {
  /** The field that the output is compared with. */
  readonly target: string;
  readonly loss: Loss;
  /** Its share of what is minimised. */
  readonly weight?: number;
  readonly metrics?: Readonly<Record<string, Metric>>;
}

/** A part of a training, with an optimizer of its own. */
export interface Phase<Head extends string> {
  readonly name: string;
  readonly epochs: number;
  readonly batch: number;
  /** Of how many batches the gradients are averaged for one update. */
  readonly accumulate?: number;
  readonly optimizer: () => tf.Optimizer;
  /** Paths of layers, and of what they are in, that do not train. */
  readonly freeze?: readonly string[];
  readonly objectives: Readonly<Record<Head, Objective>>;
}

/** A model with the names of what goes in and comes out. */
export interface Trainee<Head extends string> {
  readonly model: tf.LayersModel;
  /** The field that feeds each input, in the order of the model's inputs. */
  readonly inputs: readonly string[];
  /** The outputs, in the order of the model's. */
  readonly heads: readonly Head[];
}
