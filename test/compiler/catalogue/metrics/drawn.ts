import { uniform } from '../../../laws/training/draws.ts';

/** What a golden case of test/golden/metrics.json is of; make_metrics.py draws the same. */
export interface Task {
  readonly kind: 'one' | 'each' | 'numbers' | 'boxes';
  readonly values: number;
  readonly count: number;
  readonly seed: number;
}

/** Targets and predictions, row by row; classes one-hot. */
export interface Drawn {
  readonly target: Float32Array;
  readonly prediction: Float32Array;
}

/** The examples of a task. */
export function drawn(task: Task): Drawn {
  switch (task.kind) {
    case 'one':
      return oneOf(task);
    case 'each':
      return eachOf(task);
    case 'numbers':
      return numbers(task);
    case 'boxes':
      return { target: corners(task.count, task.seed), prediction: corners(task.count, task.seed + 2) };
  }
}

function oneOf({ values, count, seed }: Task): Drawn {
  const classes = Array.from(uniform(seed, count), (u) =>
    Math.min(Math.floor(u ** 0.7 * values), values - 1),
  );
  const noise = uniform(seed + 1, count * values);
  const target = Float32Array.from(noise, (_, index) =>
    Number(classes[Math.floor(index / values)] === index % values),
  );
  const logits = Array.from(noise, (u, index) => 3 * u + 0.9 * (target[index] ?? 0));
  const rows = classes.map((_, row) => softmax(logits.slice(row * values, (row + 1) * values)));
  return { target, prediction: Float32Array.from(rows.flat()) };
}

function softmax(logits: readonly number[]): readonly number[] {
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

function eachOf({ values, count, seed }: Task): Drawn {
  const target = Float32Array.from(uniform(seed, count * values), (u) => Number(u < 0.35));
  const noise = uniform(seed + 1, count * values);
  const prediction = Float32Array.from(target, (y, index) => {
    const [row, column] = [Math.floor(index / values), index % values];
    const other = noise[(count - 1 - row) * values + column] ?? 0;
    return 0.6 * (noise[index] ?? 0) + 0.35 * y * other + 0.02;
  });
  return { target, prediction };
}

function numbers({ values, count, seed }: Task): Drawn {
  const target = Float32Array.from(uniform(seed, count * values), (u) => 4 * u - 1);
  const noise = uniform(seed + 1, count * values);
  return { target, prediction: target.map((y, index) => y + (noise[index] ?? 0) - 0.4) };
}

/** Boxes by their corners. */
function corners(count: number, seed: number): Float32Array {
  const [low, size] = [uniform(seed, 2 * count), uniform(seed + 1, 2 * count)];
  return Float32Array.from({ length: 4 * count }, (_, index) => {
    const at = 2 * Math.floor(index / 4) + (index % 2);
    const edge = (low[at] ?? 0) * 0.6;
    return index % 4 < 2 ? edge : edge + 0.05 + 0.35 * (size[at] ?? 0);
  });
}
