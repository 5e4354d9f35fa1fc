import type { MixStep } from '../../../compiler/catalogue/steps/augmentations.ts';
import { permutation, type RandomStream } from '../../random.ts';
import { beta } from './beta.ts';
import { between } from './between.ts';
import type { Patch } from './mix-batch.ts';

/** How the examples of a batch are mixed: each with another one. */
export interface Mixing {
  /** The other one. */
  readonly order: Uint32Array;
  /** The share of each example itself. */
  readonly shares: Float32Array;
  /** Where the other one is seen, if not everywhere. */
  readonly patches?: readonly Patch[];
}

/** Draws how a batch of so many pictures of a shape is mixed. */
export function drawMixing(
  step: MixStep,
  count: number,
  [height = 1, width = 1]: readonly number[],
  random: RandomStream,
): Mixing {
  const order = permutation(count, random);
  if (step.kind === 'MixUp') {
    return { order, shares: Float32Array.from({ length: count }, () => beta(step.alpha, random)) };
  }
  const alpha = between(step.factor, random) + 1e-6;
  const patches = Array.from({ length: count }, (): Patch => {
    const side = Math.sqrt(1 - beta(alpha, random));
    return { at: [random.uniform(), random.uniform()], side };
  });
  const shares = Float32Array.from(
    patches,
    ({ side }) => 1 - (side * width * (side * height)) / (width * height),
  );
  return { order, shares, patches };
}
