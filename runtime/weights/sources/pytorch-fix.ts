import type { Pair } from './pairs.ts';
import type { StoredWeights } from './stored-weights.ts';

/** What PyTorch calls the weights of its layers. */
const pytorchName = /\.(weight|bias|running_mean|running_var|num_batches_tracked)$/;

/** What to do about a file that has weights by PyTorch's names, or in its order of axes; undefined where it has not. */
export function pytorchFix(pairs: readonly Pair[], stored: StoredWeights): string | undefined {
  const names = stored.by === 'path' ? [...stored.tensors.keys()] : [];
  if (names.length > 0 && names.every((name) => pytorchName.test(name))) {
    return `name the tensors as a run does, \`conv2d/kernel\` where PyTorch has \`conv.weight\`, and ${turned}`;
  }
  const isTurned = pairs.some(({ layer, stored: given }) =>
    layer.weights.some(({ shape }, index) => isInPytorchOrder(given[index]?.shape, shape)),
  );
  return isTurned ? turned : undefined;
}

const turned =
  'turn the kernels of PyTorch, which has their outputs first: `weight.permute(2, 3, 1, 0)` of a Conv2d, `weight.T` of a Linear';

/** Outputs, inputs, then the window, where Keras has the window, inputs, then outputs. */
function isInPytorchOrder(given: readonly number[] | undefined, wanted: readonly number[]): boolean {
  if (wanted.length < 2 || given === undefined || given.join() === wanted.join()) return false;
  return given.join() === [...wanted.slice(-2).toReversed(), ...wanted.slice(0, -2)].join();
}
