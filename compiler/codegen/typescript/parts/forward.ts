import { Ends } from "./ends.ts";
import { fieldOf, type Fields } from "./feed.ts";
import type { Objective, Phase, Trainee } from "./phase.ts";
import * as tf from "./tf.ts";

export type Penalising = tf.layers.Layer & {
  /** What the layer adds to the loss of a step besides penalties on weights. */
  readonly penalty?: tf.Scalar;
  forget?(): void;
};

/** What a model comes to on a batch, by the objectives of a phase. */
export class Forward<Head extends string> {
  /** What each of the numbers that are told is called. */
  readonly names: readonly string[];
  readonly #inputs: readonly string[];
  readonly #objectives: readonly Objective[];
  readonly #layers: readonly Penalising[];
  readonly #ends: Ends;

  constructor(
    { model, inputs, heads }: Trainee<Head>,
    { objectives }: Phase<Head>,
    layers: readonly Penalising[],
  ) {
    this.#inputs = inputs;
    this.#objectives = heads.map((head): Objective => objectives[head]);
    this.#layers = layers;
    this.#ends = new Ends(
      model,
      this.#objectives.map(({ loss }) => loss.logits?.activation),
    );
    const isAlone = heads.length === 1;
    this.names = [
      "loss",
      ...(isAlone ? [] : heads.map((head) => `${head}_loss`)),
      ...heads.flatMap((head) =>
        Object.keys(objectives[head].metrics ?? {}).map((metric) =>
          isAlone ? metric : `${head}_${metric}`,
        ),
      ),
    ];
  }

  /** The loss to minimise, and what is told of it and of the metrics. */
  of(batch: Fields, training: boolean): { loss: tf.Scalar; told: tf.Tensor } {
    const inputs = this.#inputs.map((name) => fieldOf(batch, name));
    const results = this.#ends.apply(inputs, training);
    const losses: tf.Tensor[] = [];
    const metrics: tf.Tensor[] = [];
    results.forEach(({ value, logits }, index) => {
      const objective = this.#objectives[index];
      if (objective === undefined) return;
      const target = fieldOf(batch, objective.target);
      const { loss } = objective;
      const each =
        logits !== undefined && loss.logits !== undefined
          ? loss.logits.loss(target, logits)
          : loss(target, value);
      losses.push(tf.mean(each));
      for (const metric of Object.values(objective.metrics ?? {}))
        metrics.push(tf.mean(metric(target, value)));
    });
    const weighted = losses.map((loss, index) =>
      tf.mul(loss, this.#objectives[index]?.weight ?? 1),
    );
    const loss = [...weighted, ...this.#penalties()].reduce((sum, term) =>
      tf.add(sum, term),
    );
    const shown = [loss, ...(losses.length > 1 ? losses : []), ...metrics];
    return {
      loss: tf.reshape<tf.Rank.R0>(loss, []),
      told: tf.stack(shown.map((value) => tf.reshape(value, []))),
    };
  }

  #penalties(): tf.Tensor[] {
    return this.#layers.flatMap((layer) => [
      ...(layer.trainable ? layer.losses.map((penalty) => penalty()) : []),
      ...(layer.penalty === undefined ? [] : [layer.penalty]),
    ]);
  }
}
