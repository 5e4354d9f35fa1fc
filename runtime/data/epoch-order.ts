import { RandomStream, shuffle } from '../random.ts';
import { drawsOfEach, type ClassPart } from './class-parts.ts';
import type { OpenData } from './open-data.ts';

/** The order of an epoch's training examples: a function of seed, phase and epoch, so that nothing is stored. */
export function epochOrder(
  { split, classes }: Pick<OpenData, 'split' | 'classes'>,
  seed: number,
  phase: string,
  epoch: number,
): Uint32Array {
  const order =
    classes === undefined
      ? split.train.slice()
      : oversampled(classes, new RandomStream(seed, `${phase}/balance`), epoch);
  shuffle(order, new RandomStream(seed, `${phase}/${epoch}/shuffle`));
  return order;
}

/** How many examples an epoch draws. */
export const epochLength = ({ split, classes }: Pick<OpenData, 'split' | 'classes'>): number =>
  classes === undefined ? split.train.length : classes.length * drawsOfEach(classes);

/**
 * Each class as often as the largest. A class goes round its own examples in shuffled order, and in the next epoch
 * on from where it stopped, so that in an epoch and in all of a phase its examples come equally often, or once more.
 */
function oversampled(classes: readonly ClassPart[], stream: RandomStream, epoch: number): Uint32Array {
  const each = drawsOfEach(classes);
  const order = new Uint32Array(classes.length * each);
  for (const [place, { examples }] of classes.entries()) {
    const round = examples.slice();
    shuffle(round, stream);
    const start = (epoch - 1) * each;
    for (let draw = 0; draw < each; draw++) {
      order[place * each + draw] = round[(start + draw) % round.length] ?? 0;
    }
  }
  return order;
}
