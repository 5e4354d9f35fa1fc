import type { Variable } from '../../../compiler/ir/ir.ts';
import type { HostTensor } from '../../../runtime/engines/engine.ts';

/** Numbers in [0, 1): the MurmurHash3 finalizer of index + seed · 0x9E3779B9, as in make_training.py. */
export function uniform(seed: number, count: number): Float64Array {
  const offset = Math.imul(seed, 0x9e3779b9);
  return new Float64Array(count).map((_, index) => {
    let h = (index + offset) >>> 0;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
  });
}

export const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

/** What a variable begins with. */
export function initial({ name, shape }: Variable, seed: number): Float32Array {
  const kind = name.slice(name.lastIndexOf('/') + 1);
  const u = uniform(seed, product(shape)).map((x) => x - 0.5);
  if (kind.endsWith('kernel')) {
    const limit = Math.sqrt(6 / product(shape.slice(0, -1)));
    return new Float32Array(u.map((x) => x * 2 * limit));
  }
  if (kind === 'gamma') return new Float32Array(u.map((x) => 1 + 0.2 * x));
  if (kind === 'bias' || kind === 'beta') return new Float32Array(u.map((x) => 0.1 * x));
  return new Float32Array(u.length).fill(kind === 'moving_variance' ? 1 : 0);
}

/** What a target of each kind looks like, as make_training.py draws it. */
export const targets = {
  classes: (seed: number, batch: number, width: number): HostTensor => ({
    dtype: 'int32',
    shape: [batch],
    data: Int32Array.from(uniform(seed, batch), (x) => Math.floor(x * width)),
  }),
  oneHot(seed: number, batch: number, width: number): HostTensor {
    const data = new Float32Array(batch * width);
    targets
      .classes(seed, batch, width)
      .data.forEach((label: number, row: number) => (data[row * width + label] = 1));
    return { dtype: 'float32', shape: [batch, width], data };
  },
  bits: (seed: number, batch: number, width: number): HostTensor => ({
    dtype: 'float32',
    shape: [batch, width],
    data: Float32Array.from(uniform(seed, batch * width), (x) => (x > 0.5 ? 1 : 0)),
  }),
  numbers: (seed: number, batch: number, width: number): HostTensor => ({
    dtype: 'float32',
    shape: [batch, width],
    data: Float32Array.from(uniform(seed, batch * width)),
  }),
};
