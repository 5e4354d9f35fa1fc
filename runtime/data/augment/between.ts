import type { Bounds } from '../../../compiler/catalogue/steps/define-augmentation.ts';
import type { RandomStream } from '../../random.ts';

/** Uniform between two bounds. */
export const between = ([lower, upper]: Bounds, random: RandomStream): number =>
  lower + (upper - lower) * random.uniform();

/** Whether something comes about whose probability is drawn between bounds first. */
export const happens = (probability: Bounds, random: RandomStream): boolean => {
  const drawn = between(probability, random);
  return random.uniform() < drawn;
};
