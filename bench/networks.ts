import type { Pair, Padding2D } from '../compiler/ir/op-attributes.ts';
import { type Initializer, ones, zeros } from '../compiler/ir/initializer.ts';
import { Builder } from '../compiler/ops/builder.ts';
import { differentiate } from '../compiler/passes/differentiate.ts';
import type { Program, Value, Variable } from '../compiler/ir/ir.ts';
import { simplify } from '../compiler/passes/simplify.ts';
import { batched, known } from '../compiler/ir/extent.ts';

/*
 * The reference networks of the step benchmark, as the peers build them: forward, sparse categorical
 * cross-entropy, backward, SGD with momentum 0.9.
 */

const heNormal: Initializer = {
  kind: 'variance_scaling',
  scale: 2,
  mode: 'fan_in',
  distribution: 'truncated_normal',
};

/** Keras's `same`: as much padding as gives ⌈size / stride⌉ results, the odd cell behind. */
function samePadding(size: number, kernel: number, stride: number): Pair {
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** Adds layers to a step program. */
class Layers {
  readonly build = new Builder();
  readonly trained: Variable[] = [];

  input(...shape: readonly number[]): Value {
    const type = { shape: batched(shape), dtype: 'float32' } as const;
    return this.build.input('input/image', type, { kind: 'input', key: 'image' });
  }

  conv(x: Value, filters: number, size = 3, stride = 1, bias = true): Value {
    const name = this.#begin('conv');
    const [, height, width, channels] = x.shape;
    const filter = this.#weight(`${name}/kernel`, [size, size, known(channels), filters], heNormal);
    const padding: Padding2D = [
      samePadding(known(height), size, stride),
      samePadding(known(width), size, stride),
    ];
    const attributes = { strides: [stride, stride], padding, dilations: [1, 1], groups: 1 } as const;
    const y = this.build.op('conv2d', [x, filter], attributes);
    return bias ? this.build.op('add', [y, this.#weight(`${name}/bias`, [filters], zeros)], {}) : y;
  }

  normalized(x: Value): Value {
    const name = this.#begin('norm');
    const channels = [known(x.shape.at(-1))];
    const gamma = this.#weight(`${name}/gamma`, channels, ones);
    const beta = this.#weight(`${name}/beta`, channels, zeros);
    const [y, mean, variance] = this.build.all('batchNorm', [x, gamma, beta], { epsilon: 1e-3 });
    if (!y || !mean || !variance) throw new RangeError('batchNorm has three outputs');
    this.#move(`${name}/moving_mean`, mean, 0);
    this.#move(`${name}/moving_variance`, variance, 1);
    return y;
  }

  relu(x: Value): Value {
    return this.build.op('relu', [x], {});
  }

  pool(x: Value, size = 2, stride = 2): Value {
    this.#begin('pool');
    const [, height, width] = x.shape;
    const pad = (length: number): Pair => (size === stride ? [0, 0] : samePadding(length, size, stride));
    const padding: Padding2D = [pad(known(height)), pad(known(width))];
    return this.build.op('maxPool2d', [x], { poolSize: [size, size], strides: [stride, stride], padding });
  }

  dense(x: Value, units: number): Value {
    const name = this.#begin('dense');
    const kernel = this.#weight(`${name}/kernel`, [known(x.shape[1]), units], heNormal);
    const y = this.build.op('matmul', [x, kernel], { transposeA: false, transposeB: false });
    return this.build.op('add', [y, this.#weight(`${name}/bias`, [units], zeros)], {});
  }

  dropout(x: Value, rate: number): Value {
    const name = this.#begin('dropout');
    const noise = this.build.input(`noise/${name}`, x, { kind: 'noise', distribution: 'uniform' });
    const keep = this.build.op('greaterEqual', [noise, this.build.constant(rate)], {});
    const scaled = this.build.op('multiply', [x, this.build.constant(1 / (1 - rate))], {});
    return this.build.op('select', [keep, scaled, this.build.constant(0)], {});
  }

  flatten(x: Value): Value {
    this.#begin('flatten');
    const size = x.shape.slice(1).reduce((product, length) => product * known(length), 1);
    return this.build.op('reshape', [x], { shape: batched([size]) });
  }

  /** Loss, backward pass and updates. */
  finish(logits: Value, classes: number): Program {
    const { build } = this;
    build.origin = 'loss';
    const labels = { shape: batched([]), dtype: 'int32' } as const;
    const label = build.input('target/label', labels, { kind: 'target', key: 'label' });
    const target = build.op('oneHot', [label], { depth: classes });
    const each = build.op('softmaxCrossEntropy', [logits, target], {});
    const loss = build.op('reduceMean', [each], { axes: [0], keepDims: false });
    build.output('loss', loss);
    const scalar = { shape: [], dtype: 'float32' } as const;
    const rate = build.input('optimizer/learning_rate', scalar, { kind: 'scalar', key: 'learning_rate' });
    const variables = new Map(this.trained.map((variable) => [build.read(variable), variable]));
    differentiate(build, loss, [...variables.keys()], (value, gradient) => {
      const variable = variables.get(value);
      if (variable) this.#update(variable, value, gradient, rate);
    });
    return simplify(build.finish('step'));
  }

  #update(variable: Variable, weight: Value, gradient: Value, rate: Value): void {
    const { build } = this;
    const slot: Variable = {
      ...variable,
      name: `${variable.name}/momentum`,
      role: 'slot',
      initializer: zeros,
    };
    const kept = build.op('multiply', [build.read(slot), build.constant(0.9)], {});
    const velocity = build.op('subtract', [kept, build.op('multiply', [gradient, rate], {})], {});
    build.update(slot, velocity);
    build.update(variable, build.op('add', [weight, velocity], {}));
  }

  #move(name: string, batch: Value, first: number): void {
    const { build } = this;
    const shape = batch.shape.map(known);
    const initializer: Initializer = { kind: 'constant', value: first };
    const variable: Variable = { name, role: 'statistic', shape, initializer, trainable: false };
    const kept = build.op('multiply', [build.read(variable), build.constant(0.99)], {});
    const added = build.op('multiply', [batch, build.constant(0.01)], {});
    build.update(variable, build.op('add', [kept, added], {}));
  }

  #weight(name: string, shape: readonly number[], initializer: Initializer): Value {
    const variable: Variable = { name, role: 'weight', shape, initializer, trainable: true };
    this.trained.push(variable);
    return this.build.read(variable);
  }

  #layers = 0;
  #begin(kind: string): string {
    this.build.origin = `${kind}_${this.#layers++}`;
    return this.build.origin;
  }
}

/** The Fashion-MNIST CNN: 28×28×1, about 1.4 million weights. */
function fashion(): Program {
  const on = new Layers();
  let x = on.pool(on.relu(on.conv(on.input(28, 28, 1), 64, 7)));
  for (const filters of [128, 256]) {
    x = on.relu(on.conv(x, filters));
    x = on.pool(on.relu(on.conv(x, filters)));
  }
  x = on.flatten(x);
  for (const units of [128, 64]) x = on.dropout(on.relu(on.dense(x, units)), 0.5);
  return on.finish(on.dense(x, 10), 10);
}

/** ResNet-34 at 224×224×3 with ten classes. */
function resnet34(): Program {
  const on = new Layers();
  let x = on.relu(on.normalized(on.conv(on.input(224, 224, 3), 64, 7, 2, false)));
  x = on.pool(x, 3, 2);
  let previous = 64;
  for (const [filters, blocks] of [
    [64, 3],
    [128, 4],
    [256, 6],
    [512, 3],
  ] as const) {
    for (let block = 0; block < blocks; block++) {
      const stride = filters === previous ? 1 : 2;
      const inner = on.relu(on.normalized(on.conv(x, filters, 3, stride, false)));
      const outer = on.normalized(on.conv(inner, filters, 3, 1, false));
      const skip = stride === 1 ? x : on.normalized(on.conv(x, filters, 1, stride, false));
      x = on.relu(on.build.op('add', [outer, skip], {}));
      previous = filters;
    }
  }
  x = on.build.op('reduceMean', [x], { axes: [1, 2], keepDims: false });
  return on.finish(on.dense(x, 10), 10);
}

/** The networks of the step benchmark by name. */
export const networks = { fashion, resnet34 } as const;

export type NetworkName = keyof typeof networks;

export const isNetwork = (name: string): name is NetworkName => Object.hasOwn(networks, name);

/** The batch size that a network is measured with where none is given. */
export const usualBatch: Readonly<Record<NetworkName, number>> = { fashion: 32, resnet34: 8 };
