import type { SlotForm } from '../../../../compiler/catalogue/optimizers/define-optimizer.ts';
import type { Padding2D, Pair } from '../../../../compiler/ir/op-attributes.ts';
import { defaultsOf } from '../../../../compiler/catalogue/parameters/defaults-of.ts';
import { optimizers } from '../../../../compiler/catalogue/optimizers/registry.ts';
import { Builder } from '../../../../compiler/ops/builder.ts';
import { differentiate } from '../../../../compiler/passes/differentiate.ts';
import type { Program, Value, Variable } from '../../../../compiler/ir/ir.ts';
import { batched, batchSize, known } from '../../../../compiler/ir/extent.ts';
import type { HostTensor } from '../../../../runtime/engines/engine.ts';
import { generator } from '../../../laws/numbers.ts';

export type OptimizerKind = keyof typeof optimizers;

/** A step program written by hand, its variables, and batches for it. */
export interface Network {
  readonly step: Program;
  readonly variables: readonly Variable[];
  readonly image: readonly number[];
  readonly classes: number;
}

/** Layers on a builder, as a lowering would write them. */
export class NetworkBuilder {
  readonly build = new Builder();
  readonly trained: Variable[] = [];
  readonly others: Variable[] = [];

  variable(name: string, shape: readonly number[], role: Variable['role'] = 'weight'): Value {
    const variable: Variable = {
      name,
      role,
      shape,
      initializer: { kind: 'constant', value: 0 },
      trainable: role === 'weight',
    };
    (role === 'weight' ? this.trained : this.others).push(variable);
    return this.build.read(variable);
  }

  conv(
    x: Value,
    name: string,
    filters: number,
    size: Pair,
    options: { strides?: Pair; padding?: Padding2D; groups?: number; dilations?: Pair } = {},
  ): Value {
    const none = [0, 0] as const;
    const { strides = [1, 1], padding = [none, none], groups = 1, dilations = [1, 1] } = options;
    const filter = this.variable(`${name}/kernel`, [...size, known(x.shape[3]) / groups, filters]);
    const y = this.build.op('conv2d', [x, filter], { strides, padding, groups, dilations });
    return this.build.op('add', [y, this.variable(`${name}/bias`, [filters])], {});
  }

  /** Batch normalisation that moves its statistics. */
  norm(x: Value, name: string): Value {
    const channels = known(x.shape.at(-1));
    const gamma = this.variable(`${name}/gamma`, [channels]);
    const beta = this.variable(`${name}/beta`, [channels]);
    const [y, ...statistics] = this.build.all('batchNorm', [x, gamma, beta], { epsilon: 1e-3 });
    ['mean', 'variance'].forEach((kind, index) => {
      const fresh = statistics[index];
      const old = this.variable(`${name}/${kind}`, [channels], 'statistic');
      const moved = this.others.at(-1);
      if (fresh === undefined || moved === undefined) throw new Error('batchNorm gives its statistics');
      const apart = this.build.op('subtract', [fresh, old], {});
      const by = this.build.op('multiply', [apart, this.build.constant(0.01)], {});
      this.build.update(moved, this.build.op('add', [old, by], {}));
    });
    if (y === undefined) throw new Error('batchNorm gives an output');
    return y;
  }

  relu(x: Value): Value {
    return this.build.op('relu', [x], {});
  }

  dense(x: Value, name: string, units: number): Value {
    const flat = x.shape.slice(1).reduce((product, size) => product * known(size), 1);
    const rows = this.build.op('reshape', [x], { shape: batched([flat]) });
    const kernel = this.variable(`${name}/kernel`, [flat, units]);
    const y = this.build.op('matmul', [rows, kernel], { transposeA: false, transposeB: false });
    return this.build.op('add', [y, this.variable(`${name}/bias`, [units])], {});
  }

  /** Mean cross-entropy, backward pass, updates. */
  finish(logits: Value, optimizer: OptimizerKind, image: readonly number[]): Network {
    const { build } = this;
    const classes = known(logits.shape[1]);
    const label = build.input(
      'target/label',
      { shape: [batchSize], dtype: 'int32' },
      { kind: 'target', key: 'label' },
    );
    const target = build.op('oneHot', [label], { depth: classes });
    const [losses] = build.all('softmaxCrossEntropy', [logits, target], {});
    if (losses === undefined) throw new Error('there is a loss');
    const loss = build.op('reduceMean', [losses], { axes: [0], keepDims: false });
    build.output('loss', loss);
    this.#update(loss, optimizer);
    return { step: build.finish('step'), variables: [...this.trained, ...this.others], image, classes };
  }

  #update(loss: Value, kind: OptimizerKind): void {
    const { build } = this;
    const optimizer = optimizers[kind];
    const defaults = defaultsOf(optimizer.params);
    const scalars = new Map<string, Value>();
    const scalar = (name: string): Value => {
      const value =
        scalars.get(name) ??
        build.input(`optimizer/${name}`, { shape: [], dtype: 'float32' }, { kind: 'scalar', key: name });
      scalars.set(name, value);
      return value;
    };
    const weights = new Map(this.trained.map((variable) => [build.read(variable), variable]));
    const apply = (weight: Value, gradient: Value): void => {
      const variable = weights.get(weight);
      if (variable === undefined) throw new Error('only weights are trained');
      const held = new Map<string, Variable>();
      const slotOf = (name: string, shape = variable.shape): Variable => {
        const known = held.get(name);
        if (known !== undefined) return known;
        const slot: Variable = {
          ...variable,
          name: `${variable.name}/${name}`,
          shape,
          role: 'slot',
          trainable: false,
        };
        held.set(name, slot);
        this.others.push(slot);
        return slot;
      };
      const context = {
        build,
        weight,
        shape: variable.shape,
        gradient,
        scalar,
        slot: (name: string, form?: SlotForm) => build.read(slotOf(name, form?.shape)),
        setSlot: (name: string, value: Value) => {
          build.update(slotOf(name), value);
        },
      };
      const next = optimizer.update(context, defaults);
      build.update(variable, next);
    };
    differentiate(build, loss, [...weights.keys()], apply);
  }
}

const same: Padding2D = [
  [1, 1],
  [1, 1],
];

/** LeNet's form: convolutions, pooling, dense layers. */
export function plainNetwork(optimizer: OptimizerKind, image = [12, 12, 1], width = 4): Network {
  const net = new NetworkBuilder();
  const x = net.build.input(
    'input/image',
    { shape: batched(image), dtype: 'float32' },
    { kind: 'input', key: 'image' },
  );
  const pool = {
    poolSize: [2, 2],
    strides: [2, 2],
    padding: [
      [0, 0],
      [0, 0],
    ],
  } as const;
  let y = net.relu(net.conv(x, 'conv1', width, [3, 3], { padding: same }));
  y = net.build.op('maxPool2d', [y], pool);
  y = net.relu(net.conv(y, 'conv2', 2 * width, [3, 3]));
  y = net.build.op('avgPool2d', [y], pool);
  y = net.relu(net.dense(y, 'dense1', 4 * width));
  return net.finish(net.dense(y, 'dense2', 10), optimizer, image);
}

/** A residual net with batch normalisation, strides, groups, dilation, padded pooling and a global mean. */
export function residualNetwork(optimizer: OptimizerKind, image = [11, 10, 3], width = 4): Network {
  const net = new NetworkBuilder();
  const x = net.build.input(
    'input/image',
    { shape: batched(image), dtype: 'float32' },
    { kind: 'input', key: 'image' },
  );
  let y = net.relu(net.norm(net.conv(x, 'stem', width, [3, 3], { padding: same }), 'stem/norm'));
  const skip = net.conv(y, 'skip', 2 * width, [1, 1], { strides: [2, 2] });
  y = net.relu(net.norm(net.conv(y, 'a', 2 * width, [3, 3], { strides: [2, 2], padding: same }), 'a/norm'));
  y = net.norm(net.conv(y, 'b', 2 * width, [3, 3], { padding: same, groups: 2 }), 'b/norm');
  y = net.relu(net.build.op('add', [y, skip], {}));
  y = net.relu(net.conv(y, 'deep', 2 * width, [3, 3], { padding: same, groups: 2 * width }));
  y = net.conv(y, 'wide', width, [2, 2], { dilations: [2, 2] });
  y = net.build.op('avgPool2d', [y], { poolSize: [3, 3], strides: [2, 2], padding: same });
  y = net.build.op('reduceMean', [y], { axes: [1, 2], keepDims: false });
  return net.finish(net.dense(y, 'head', 5), optimizer, image);
}

/** First values of a network's variables: small and random, variances positive. */
export function initialValues({ variables }: Network): Map<Variable, Float32Array> {
  const random = generator(3);
  return new Map(
    variables.map((variable) => {
      const count = variable.shape.reduce((a, b) => a * b, 1);
      const slot = variable.role === 'slot';
      return [variable, Float32Array.from({ length: count }, () => (slot ? 0 : 0.4 * (random() - 0.4)))];
    }),
  );
}

/** A random batch. */
export function batchOf({ step, image, classes }: Network, batch: number, seed = 5): Map<string, HostTensor> {
  const random = generator(seed);
  return new Map(
    step.inputs.map(({ name, value, role }): [string, HostTensor] => {
      if (role.kind === 'scalar') return [name, { dtype: 'float32', shape: [], data: Float32Array.of(0.01) }];
      if (role.kind === 'target') {
        const data = Int32Array.from({ length: batch }, () => Math.floor(classes * random()));
        return [name, { dtype: 'int32', shape: [batch], data }];
      }
      const shape = [batch, ...image];
      const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random());
      return [name, { dtype: value.dtype, shape, data }];
    }),
  );
}
