import { checkExamples, type Wanted } from "./check-examples.ts";
import { leafLayers } from "./leaf-layers.ts";
import { layerName } from "./names.ts";
import type { Loss, Metric } from "./objective.ts";
import * as tf from "./tf.ts";

/** Tensors by name, their first axis the examples. */
export type Fields = Readonly<Record<string, tf.Tensor>>;

/** Feed that are there, or batches of them that are made anew for each epoch, by its number over all phases. */
export type Feed<F> = F | ((epoch: number) => Iterable<F> | AsyncIterable<F>);

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

/** What an epoch came to: `loss`, and where there are other heads `head_loss` and `head_metric`; of validation with `val_` before. */
export interface EpochLog {
  readonly phase: string;
  readonly epoch: number;
  readonly epochs: number;
  readonly values: Readonly<Record<string, number>>;
}

/** How a training is watched and ended. */
export interface TrainOptions {
  /** In place of the phases' own. */
  readonly epochs?: number;
  readonly batch?: number;
  /** What decides the order of examples. */
  readonly seed?: number;
  readonly shuffle?: boolean;
  readonly onEpoch?: (log: EpochLog) => void | Promise<void>;
  /** After each step: the loss of its batch. */
  readonly onStep?: (step: {
    phase: string;
    epoch: number;
    step: number;
    loss: number;
  }) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

/** A model with the names of what goes in and comes out. */
export interface Trainee<Head extends string> {
  readonly model: tf.LayersModel;
  /** The field that feeds each input, in the order of the model's inputs. */
  readonly inputs: readonly string[];
  /** The outputs, in the order of the model's. */
  readonly heads: readonly Head[];
}

/** Trains a model in phases, each of which freezes, compiles and begins its optimizer anew; what the last one freezes stays so. */
export async function trainPhases<F extends Fields, Head extends string>(
  trainee: Trainee<Head>,
  phases: readonly Phase<Head>[],
  data: { readonly train: Feed<F>; readonly valid?: Feed<F> },
  options: TrainOptions = {},
): Promise<EpochLog[]> {
  const logs: EpochLog[] = [];
  const freezes = phases.some(({ freeze: paths }) => paths !== undefined);
  for (const phase of phases) {
    const wanted = wantedOf(trainee, phase);
    for (const feed of [data.train, data.valid])
      if (typeof feed === "object") await checkExamples(feed, wanted);
    if (freezes) freeze(trainee.model, phase.freeze ?? []);
    const optimizer = phase.optimizer();
    const run = new Run(trainee, phase, optimizer);
    try {
      const { epochs = phase.epochs, batch = phase.batch } = options;
      for (let epoch = 1; epoch <= epochs; epoch++) {
        const order = { batch, epoch: logs.length, ...options };
        const trained = await run.train(
          batchesOf(data.train, order, wanted),
          options,
          epoch,
        );
        const valid =
          data.valid === undefined
            ? {}
            : await run.measure(
                batchesOf(data.valid, { ...order, shuffle: false }, wanted),
              );
        const measured = Object.entries(valid).map(([name, value]) => [
          `val_${name}`,
          value,
        ]);
        const values = {
          ...trained,
          ...(Object.fromEntries(measured) as Record<string, number>),
        };
        const log = { phase: phase.name, epoch, epochs, values };
        logs.push(log);
        await options.onEpoch?.(log);
      }
    } finally {
      run.dispose();
      optimizer.dispose();
    }
  }
  return logs;
}

/** Loss and metrics of a model on examples, as those of an epoch are told. */
export async function evaluateOn<F extends Fields, Head extends string>(
  trainee: Trainee<Head>,
  phases: readonly Phase<Head>[],
  data: Feed<F>,
): Promise<Record<string, number>> {
  const phase = phases.at(-1);
  if (phase === undefined) return {};
  const { batch } = phase;
  const wanted = wantedOf(trainee, phase);
  if (typeof data === "object") await checkExamples(data, wanted);
  const run = new Run(trainee, phase, undefined);
  try {
    return await run.measure(
      batchesOf(data, { batch, epoch: 0, shuffle: false }, wanted),
    );
  } finally {
    run.dispose();
  }
}

/** Lets all layers train but those whose path is one of these or goes on from one. */
export function freeze(model: tf.LayersModel, paths: readonly string[]): void {
  const parts = paths.map(layerName);
  for (const layer of leafLayers(model)) {
    layer.trainable = !parts.some(
      (part) => layer.name === part || layer.name.startsWith(`${part}.`),
    );
  }
}

/** Sums of values over the examples of an epoch. */
class Sums {
  readonly #sums = new Map<string, number>();
  #examples = 0;

  add(
    names: readonly string[],
    values: ArrayLike<number>,
    examples: number,
  ): void {
    names.forEach((name, index) => {
      this.#sums.set(
        name,
        (this.#sums.get(name) ?? 0) + (values[index] ?? 0) * examples,
      );
    });
    this.#examples += examples;
  }

  get means(): Record<string, number> {
    if (this.#examples === 0)
      throw new RangeError("an epoch has no examples: its feed gave no batch");
    return Object.fromEntries(
      [...this.#sums].map(([name, sum]) => [name, sum / this.#examples]),
    );
  }
}

/** One phase of a training: its steps. */
class Run<Head extends string> {
  readonly #trainee: Trainee<Head>;
  readonly #phase: Phase<Head>;
  readonly #optimizer: tf.Optimizer | undefined;
  readonly #layers: readonly tf.layers.Layer[];
  readonly #names: readonly string[];
  readonly #gradients = new Map<string, tf.Variable>();
  #collected = 0;
  #batches = 0;

  constructor(
    trainee: Trainee<Head>,
    phase: Phase<Head>,
    optimizer: tf.Optimizer | undefined,
  ) {
    this.#trainee = trainee;
    this.#phase = phase;
    this.#optimizer = optimizer;
    this.#layers = leafLayers(trainee.model);
    const prefix = (head: string): string =>
      trainee.heads.length > 1 ? `${head}_` : "";
    this.#names = [
      "loss",
      ...(trainee.heads.length > 1
        ? trainee.heads.map((head) => `${head}_loss`)
        : []),
      ...trainee.heads.flatMap((head) =>
        Object.keys(phase.objectives[head].metrics ?? {}).map(
          (metric) => prefix(head) + metric,
        ),
      ),
    ];
  }

  async train<F extends Fields>(
    batches: Iterable<F> | AsyncIterable<F>,
    { onStep, signal }: TrainOptions,
    epoch: number,
  ): Promise<Record<string, number>> {
    const sums = new Sums();
    let step = 0;
    for await (const batch of batches) {
      signal?.throwIfAborted();
      const examples = examplesIn(batch);
      const told = this.#step(batch, examples);
      tf.dispose(batch);
      const values = await told.data();
      told.dispose();
      sums.add(this.#names, values, examples);
      step += 1;
      await onStep?.({
        phase: this.#phase.name,
        epoch,
        step,
        loss: values[0] ?? NaN,
      });
    }
    if (this.#batches > 0) this.#applyCollected();
    return sums.means;
  }

  async measure<F extends Fields>(
    batches: Iterable<F> | AsyncIterable<F>,
  ): Promise<Record<string, number>> {
    const sums = new Sums();
    for await (const batch of batches) {
      const told = tf.tidy(() => this.#forward(batch, false).told);
      const examples = examplesIn(batch);
      tf.dispose(batch);
      sums.add(this.#names, await told.data(), examples);
      told.dispose();
    }
    return sums.means;
  }

  dispose(): void {
    for (const layer of this.#layers as (tf.layers.Layer & {
      forget?: () => void;
    })[])
      layer.forget?.();
    for (const sum of this.#gradients.values()) sum.dispose();
    this.#gradients.clear();
  }

  /** One batch forward and back; the loss and the metrics before the update. */
  #step(batch: Fields, examples: number): tf.Tensor {
    return tf.tidy(() => {
      const weights = this.#layers.flatMap((layer) =>
        layer.trainable ? layer.trainableWeights : [],
      );
      const variables = weights
        .map((weight) => weight.read())
        .filter((value) => value instanceof tf.Variable);
      let told: tf.Tensor = tf.tensor1d([]);
      const { grads } = tf.variableGrads(() => {
        const forward = this.#forward(batch, true);
        told = tf.keep(forward.told);
        return forward.loss;
      }, variables);
      if ((this.#phase.accumulate ?? 1) === 1) this.#update(grads);
      else this.#collect(grads, examples);
      // What is kept leaves its scope by being cloned into this one.
      const result = tf.clone(told);
      told.dispose();
      return result;
    });
  }

  #forward(
    batch: Fields,
    training: boolean,
  ): { loss: tf.Scalar; told: tf.Tensor } {
    const { model, inputs, heads } = this.#trainee;
    const given = inputs.map((name) => fieldOf(batch, name));
    const objectives = heads.map(
      (head): Objective => this.#phase.objectives[head],
    );
    const wanted = objectives.map(({ loss }) => loss.logits?.activation);
    const results = withoutActivations(model, wanted, () =>
      model.apply(given.length === 1 ? (given[0] as tf.Tensor) : given, {
        training,
      }),
    );
    const losses: tf.Tensor[] = [];
    const metrics: tf.Tensor[] = [];
    objectives.forEach(({ loss, target, ...objective }, index) => {
      const { value, logits } = results[index] ?? {
        value: tf.scalar(NaN),
        logits: undefined,
      };
      const field = fieldOf(batch, target);
      const each =
        logits !== undefined && loss.logits !== undefined
          ? loss.logits.loss(field, logits)
          : loss(field, value);
      losses.push(tf.mean(each));
      for (const metric of Object.values(objective.metrics ?? {}))
        metrics.push(tf.mean(metric(field, value)));
    });
    const weighted = losses.map((loss, index) =>
      tf.mul(loss, objectives[index]?.weight ?? 1),
    );
    const penalties = this.#layers.flatMap((layer) => [
      ...(layer.trainable ? layer.losses.map((penalty) => penalty()) : []),
      ...penaltyOf(layer),
    ]);
    const loss = [...weighted, ...penalties].reduce((sum, term) =>
      tf.add(sum, term),
    );
    const shown = [loss, ...(heads.length > 1 ? losses : []), ...metrics];
    return {
      loss: tf.reshape<tf.Rank.R0>(loss, []),
      told: tf.stack(shown.map((value) => tf.reshape(value, []))),
    };
  }

  #update(gradients: tf.NamedTensorMap): void {
    this.#optimizer?.applyGradients(gradients);
    for (const layer of this.#layers) {
      if (!layer.trainable) continue;
      for (const weight of layer.trainableWeights) {
        // Writing applies the constraint; of itself a variable takes no new value.
        if (hasConstraint(weight)) weight.write(tf.clone(weight.read()));
      }
    }
  }

  #collect(gradients: tf.NamedTensorMap, examples: number): void {
    for (const [name, gradient] of Object.entries(gradients)) {
      const sum =
        this.#gradients.get(name) ?? tf.variable(tf.zerosLike(gradient), false);
      this.#gradients.set(name, sum);
      sum.assign(tf.add(sum, tf.mul(gradient, examples)));
    }
    this.#collected += examples;
    this.#batches += 1;
    if (this.#batches === this.#phase.accumulate) this.#applyCollected();
  }

  #applyCollected(): void {
    tf.tidy(() => {
      const means = [...this.#gradients].map(
        ([name, sum]) => [name, tf.div(sum, this.#collected)] as const,
      );
      this.#update(Object.fromEntries(means));
      for (const sum of this.#gradients.values()) sum.assign(tf.zerosLike(sum));
    });
    this.#collected = 0;
    this.#batches = 0;
  }
}

/** What a layer adds to the loss of a step besides penalties on weights. */
const penaltyOf = ({
  penalty,
}: tf.layers.Layer & { readonly penalty?: tf.Scalar }): tf.Tensor[] =>
  penalty === undefined ? [] : [penalty];

const hasConstraint = (weight: tf.LayerVariable): boolean =>
  (weight.constraint as unknown) != null;

const fieldOf = (batch: Fields, name: string): tf.Tensor => {
  const field = batch[name];
  if (field === undefined) throw new RangeError(`examples have no ${name}`);
  return field;
};

/** What examples have to fit, as a phase compares them. */
function wantedOf<Head extends string>(
  { model, inputs, heads }: Trainee<Head>,
  { objectives }: Phase<Head>,
): Wanted {
  return {
    inputs: inputs.map((name, index) => ({
      name,
      shape: model.inputs[index]?.shape ?? [],
    })),
    targets: heads.map((head, index) => ({
      head,
      target: objectives[head].target,
      loss: objectives[head].loss,
      shape: model.outputs[index]?.shape ?? [],
    })),
  };
}

const examplesIn = (batch: Fields): number =>
  Object.values(batch)[0]?.shape[0] ?? 0;

interface AppliedActivation {
  getClassName(): string;
  apply(x: tf.Tensor): tf.Tensor;
}

/** Runs a model with the activations of its outputs left out where a loss would rather see what is before them. */
function withoutActivations(
  model: tf.LayersModel,
  wanted: readonly (string | undefined)[],
  run: () => unknown,
): { value: tf.Tensor; logits: tf.Tensor | undefined }[] {
  const [linear] = [tf.layers.activation({ activation: "linear" })];
  const ends = model.outputs.map(({ sourceLayer }, index) => {
    const layer = sourceLayer as tf.layers.Layer & {
      activation?: AppliedActivation;
    };
    const uses = model.outputs.filter(
      (output) => output.sourceLayer === sourceLayer,
    ).length;
    return uses === 1 &&
      layer.outboundNodes.length === 0 &&
      layer.activation?.getClassName() === wanted[index]
      ? layer
      : undefined;
  });
  const activations = ends.map((layer) => layer?.activation);
  try {
    for (const layer of ends)
      if (layer !== undefined) layer.activation = linear.activation;
    const results = run() as tf.Tensor | tf.Tensor[];
    return (Array.isArray(results) ? results : [results]).map(
      (result, index) => {
        const activation = activations[index];
        return activation === undefined
          ? { value: result, logits: undefined }
          : { value: activation.apply(result), logits: result };
      },
    );
  } finally {
    ends.forEach((layer, index) => {
      const activation = activations[index];
      if (layer !== undefined && activation !== undefined)
        layer.activation = activation;
    });
  }
}

/** Batches of examples that are there, in a new order each epoch; or those that are made. */
function batchesOf<F extends Fields>(
  data: Feed<F>,
  order: { batch: number; epoch: number; shuffle?: boolean; seed?: number },
  wanted: Wanted,
): Iterable<F> | AsyncIterable<F> {
  return typeof data === "function"
    ? fitting(data(order.epoch), wanted)
    : slices(data, order);
}

/** Batches that are made, each looked at before it is used. */
async function* fitting<F extends Fields>(
  batches: Iterable<F> | AsyncIterable<F>,
  wanted: Wanted,
): AsyncIterable<F> {
  for await (const batch of batches) {
    await checkExamples(batch, wanted);
    yield batch;
  }
}

function* slices<F extends Fields>(
  data: F,
  {
    batch,
    epoch,
    shuffle = true,
    seed = 0,
  }: { batch: number; epoch: number; shuffle?: boolean; seed?: number },
): Iterable<F> {
  const places = Int32Array.from(
    { length: examplesIn(data) },
    (_, index) => index,
  );
  if (shuffle) shuffled(places, (seed + 1) * 7919 + epoch);
  for (let first = 0; first < places.length; first += batch) {
    const chosen = tf.tensor1d(places.slice(first, first + batch), "int32");
    yield Object.fromEntries(
      Object.entries(data).map(([name, field]) => [
        name,
        tf.gather(field, chosen),
      ]),
    ) as F;
    chosen.dispose();
  }
}

/** Fisher and Yates, with numbers of a small generator (mulberry32). */
function shuffled(places: Int32Array, seed: number): void {
  let state = seed | 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  for (let last = places.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [places[last], places[other]] = [places[other] ?? 0, places[last] ?? 0];
  }
}
