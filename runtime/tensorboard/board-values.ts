import { withoutKept, type Tensors } from '../train/kept-weights.ts';
import type { EpochRecord, Measures } from '../train/record.ts';
import type { BoardEvent, BoardValue } from './encode-event.ts';
import { histogram } from './histogram.ts';

const validation = 'val_';

const scalarsOf = (measures: Measures): BoardValue[] =>
  Object.entries(measures).map(([tag, scalar]) => ({ tag, scalar }));

/** Of each epoch what was measured in training, how fast it was, and the learning rate; `step` counts epochs over all phases. */
export const trainingEvents = (history: readonly EpochRecord[]): readonly BoardEvent[] =>
  history.map(({ measures, images, seconds, waited, learning_rate: rate }, index) => {
    const own = Object.entries(measures).filter(([name]) => !name.startsWith(validation));
    return {
      step: index + 1,
      values: scalarsOf({
        ...Object.fromEntries(own),
        ...(rate === undefined ? {} : { learning_rate: rate }),
        images_per_second: images / Math.max(seconds, 1e-9),
        share_waiting_for_data: waited / Math.max(seconds, 1e-9),
      }),
    };
  });

/** Of each epoch what was measured on the validation part, under the names that it has in training. */
export const validationEvents = (history: readonly EpochRecord[]): readonly BoardEvent[] =>
  history.flatMap(({ measures }, index) => {
    const own = Object.entries(measures).filter(([name]) => name.startsWith(validation));
    const values = scalarsOf(
      Object.fromEntries(own.map(([name, value]) => [name.slice(validation.length), value])),
    );
    return values.length === 0 ? [] : [{ step: index + 1, values }];
  });

/** What was measured on the test part. */
export const testEvents = (epochs: number, test: Measures | undefined): readonly BoardEvent[] =>
  test === undefined ? [] : [{ step: epochs, values: scalarsOf(test) }];

/** How the numbers of each weight of the model lie. */
export const weightValues = (tensors: Tensors, weights: ReadonlySet<string>): readonly BoardValue[] =>
  [...withoutKept(tensors)]
    .filter(([name]) => weights.has(name))
    .map(([tag, { data }]) => ({ tag, bins: histogram(data) }));
