import { type Dense, dense, indices, read, zeros, accumulate } from './dense.ts';

/** erf by its Maclaurin series; for |x| < 4. */
export function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 120; n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

type Fold = (values: readonly number[]) => number;
const total: Fold = (values) => values.reduce((a, b) => a + b, 0);
const folds: Readonly<Record<string, Fold>> = {
  reduceSum: total,
  reduceMean: (values) => total(values) / values.length,
  reduceMax: (values) => Math.max(...values),
};

/** A reduction with the axes kept or not: `shape` is the result's. */
export function reduce(kind: string, x: Dense, axes: readonly number[], shape: readonly number[]): Dense {
  const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const groups = new Map<string, number[]>();
  for (const index of indices(x.shape)) {
    const key = index.map((position, axis) => (axes.includes(axis) ? 0 : position)).join();
    groups.set(key, [...(groups.get(key) ?? []), read(x, index)]);
  }
  const result = dense(kept, (index) => folds[kind]?.(groups.get(index.join()) ?? []) ?? NaN);
  return { shape, data: result.data };
}

export function matmul(
  a: Dense,
  b: Dense,
  transposeA: boolean,
  transposeB: boolean,
  shape: readonly number[],
): Dense {
  const inner = a.shape[transposeA ? 0 : 1] ?? 0;
  return dense(shape, ([i = 0, j = 0]) => {
    let sum = 0;
    for (let k = 0; k < inner; k++) {
      sum += read(a, transposeA ? [k, i] : [i, k]) * read(b, transposeB ? [j, k] : [k, j]);
    }
    return sum;
  });
}

const rowOf = (x: Dense, index: readonly number[]): number[] =>
  Array.from({ length: x.shape.at(-1) ?? 1 }, (_, last) => read(x, [...index.slice(0, -1), last]));

export const logSoftmax = (x: Dense): Dense =>
  dense(x.shape, (index) => {
    const row = rowOf(x, index);
    const peak = Math.max(...row);
    return read(x, index) - peak - Math.log(total(row.map((value) => Math.exp(value - peak))));
  });

export const softmax = (x: Dense): Dense => {
  const logs = logSoftmax(x);
  return { shape: x.shape, data: logs.data.map(Math.exp) };
};

export function softmaxCrossEntropy(logits: Dense, target: Dense): Dense[] {
  const logs = logSoftmax(logits);
  const loss = zeros(logits.shape.slice(0, 1));
  for (const index of indices(logits.shape))
    accumulate(loss, index.slice(0, 1), -read(target, index) * read(logs, index));
  const gradient = dense(logits.shape, (index) => {
    return Math.exp(read(logs, index)) * total(rowOf(target, index)) - read(target, index);
  });
  return [loss, gradient];
}

/** The sums of a function over all axes but the last. */
function channelSums(x: Dense, value: (index: readonly number[]) => number): Dense {
  const sums = zeros(x.shape.slice(-1));
  for (const index of indices(x.shape)) accumulate(sums, index.slice(-1), value(index));
  return sums;
}

const divided = (x: Dense, by: number): Dense => ({
  shape: x.shape,
  data: x.data.map((value) => value / by),
});

export function batchNormInference(
  [x, gamma, beta, mean, variance]: readonly Dense[],
  epsilon: number,
): Dense {
  if (!x || !gamma || !beta || !mean || !variance) throw new RangeError('an operand is missing');
  return dense(x.shape, (index) => {
    const deviation = Math.sqrt(read(variance, index) + epsilon);
    return (read(gamma, index) * (read(x, index) - read(mean, index))) / deviation + read(beta, index);
  });
}

export function batchNorm(x: Dense, gamma: Dense, beta: Dense, epsilon: number): Dense[] {
  const size = x.data.length / gamma.data.length;
  const mean = divided(
    channelSums(x, (index) => read(x, index)),
    size,
  );
  const variance = divided(
    channelSums(x, (index) => (read(x, index) - read(mean, index)) ** 2),
    size,
  );
  return [batchNormInference([x, gamma, beta, mean, variance], epsilon), mean, variance];
}

export function batchNormGrad([dy, x, gamma, mean, variance]: readonly Dense[], epsilon: number): Dense[] {
  if (!dy || !x || !gamma || !mean || !variance) throw new RangeError('an operand is missing');
  const deviation = (index: readonly number[]): number => Math.sqrt(read(variance, index) + epsilon);
  const normal = (index: readonly number[]): number =>
    (read(x, index) - read(mean, index)) / deviation(index);
  const dgamma = channelSums(x, (index) => read(dy, index) * normal(index));
  const dbeta = channelSums(x, (index) => read(dy, index));
  const size = x.data.length / gamma.data.length;
  const dx = dense(x.shape, (index) => {
    const centred = read(dy, index) - (read(dbeta, index) + normal(index) * read(dgamma, index)) / size;
    return (read(gamma, index) / deviation(index)) * centred;
  });
  return [dx, dgamma, dbeta];
}
