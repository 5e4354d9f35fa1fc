import { checkExamples, type Wanted } from "./check-examples.ts";
import { shuffled } from "./shuffled.ts";
import * as tf from "./tf.ts";

/** Tensors by name, their first axis the examples. */
export type Fields = Readonly<Record<string, tf.Tensor>>;

/**
 * Examples that are there, or batches of them that are made anew for each epoch, by its number over all phases; what is made
 * is disposed of when it was used.
 */
export type Feed<F> = F | ((epoch: number) => Iterable<F> | AsyncIterable<F>);

/** How examples that are there are cut into batches. */
interface Order {
  readonly batch: number;
  readonly epoch: number;
  readonly shuffle?: boolean;
  readonly seed?: number;
}

/** Batches of examples that are there, in a new order each epoch; or those that are made. */
export const batchesOf = <F extends Fields>(
  data: Feed<F>,
  order: Order,
  wanted: Wanted,
): Iterable<F> | AsyncIterable<F> =>
  typeof data === "function"
    ? fitting(data(order.epoch), wanted)
    : slices(data, order);

/** Batches that are made, each looked at before it is used. */
async function* fitting<F extends Fields>(
  batches: Iterable<F> | AsyncIterable<F>,
  wanted: Wanted,
): AsyncIterable<F> {
  for await (const batch of batches) {
    try {
      await checkExamples(batch, wanted);
    } catch (error) {
      tf.dispose(batch);
      throw error;
    }
    yield batch;
  }
}

function* slices<F extends Fields>(
  data: F,
  { batch, epoch, shuffle = true, seed = 0 }: Order,
): Iterable<F> {
  const places = Int32Array.from(
    { length: examplesIn(data) },
    (_, index) => index,
  );
  if (shuffle) shuffled(places, (seed + 1) * 7919 + epoch);
  for (let first = 0; first < places.length; first += batch) {
    yield tf.tidy(() => {
      const chosen = tf.tensor1d(places.slice(first, first + batch), "int32");
      return Object.fromEntries(
        Object.entries(data).map(([name, field]) => [
          name,
          tf.gather(field, chosen),
        ]),
      );
    }) as F;
  }
}

/** How many examples there are. */
export const examplesIn = (batch: Fields): number =>
  Object.values(batch)[0]?.shape[0] ?? 0;

/** A field that has to be there. */
export function fieldOf(batch: Fields, name: string): tf.Tensor {
  const field = batch[name];
  if (field === undefined) throw new RangeError(`examples have no ${name}`);
  return field;
}
