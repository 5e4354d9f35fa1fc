import type { Graph, Tensor } from '../../../../compiler/graph/graph.ts';
import { testSite, testSpan } from '../../../support/span.ts';
import { Sketch } from './sketch.ts';

const conv = (filters: number, size = 3, stride = 1) => ({
  filters,
  kernel_size: [size, size],
  strides: [stride, stride],
  use_bias: false,
});

function residualUnit(
  g: Sketch,
  path: string,
  x: Tensor<number>,
  filters: number,
  stride: number,
): Tensor<number> {
  const call = `ResidualUnit(${filters}${stride > 1 ? `, strides=${stride}` : ''})`;
  const applied = { name: 'ResidualUnit', path, labelled: false };
  const site = { span: testSpan, outer: testSite, applied, text: call };
  const side = (x.shape[0] ?? 0) / stride;
  const shape = [side, side, filters];
  const put = (
    name: string,
    kind: string,
    from: Tensor<number> | readonly Tensor<number>[],
    params = {},
  ): Tensor<number> => g.layer(`${path}.${name}`, kind, from, params, shape, site);
  let main = put('conv2d', 'Conv2D', x, conv(filters, 3, stride));
  main = put('batch_normalization', 'BatchNormalization', main);
  main = put('activation', 'Activation', main, { activation: 'relu' });
  main = put('conv2d_1', 'Conv2D', main, conv(filters));
  main = put('batch_normalization_1', 'BatchNormalization', main);
  let skip = x;
  if (stride > 1) {
    skip = put('conv2d_2', 'Conv2D', x, conv(filters, 1, stride));
    skip = put('batch_normalization_2', 'BatchNormalization', skip);
  }
  return put('activation_1', 'Activation', put('add', 'Add', [main, skip]), { activation: 'relu' });
}

/** Units of two convolutions and a skip, in four stages. */
export function resNet34(): Graph {
  const g = new Sketch('ResNet34');
  let x = g.input('image', 224, 224, 3);
  x = g.layer('conv2d', 'Conv2D', x, conv(64, 7, 2), [112, 112, 64]);
  x = g.layer('batch_normalization', 'BatchNormalization', x);
  x = g.layer('re_lu', 'ReLU', x);
  x = g.layer('max_pooling2d', 'MaxPooling2D', x, { pool_size: [3, 3], strides: [2, 2] }, [56, 56, 64]);
  let count = 0;
  for (const [stage, [filters, units]] of [
    [64, 3] as const,
    [128, 4] as const,
    [256, 6] as const,
    [512, 3] as const,
  ].entries()) {
    for (let i = 0; i < units; i++) {
      const name = count === 0 ? 'residual_unit' : `residual_unit_${count}`;
      x = residualUnit(g, name, x, filters, stage > 0 && i === 0 ? 2 : 1);
      count++;
    }
  }
  x = g.layer('global_average_pooling2d', 'GlobalAveragePooling2D', x, {}, [512]);
  g.head('label', g.layer('label', 'Dense', x, { units: 10, activation: 'softmax' }, [10]));
  return g.graph();
}

/** Blocks of four branches each. */
export function inception(): Graph {
  const g = new Sketch('Inception');
  let x = g.input('image', 28, 28, 192);
  for (const [i, [a, b, c]] of [[64, 128, 32] as const, [128, 192, 96] as const].entries()) {
    const put = (
      name: string,
      kind: string,
      from: Tensor<number> | readonly Tensor<number>[],
      params = {},
      filters?: number,
    ): Tensor<number> =>
      g.layer(`mixed[${i}].${name}`, kind, from, params, [28, 28, filters ?? x.shape[2] ?? 0]);
    const one = put('conv2d', 'Conv2D', x, conv(a, 1), a);
    const three = put('conv2d_2', 'Conv2D', put('conv2d_1', 'Conv2D', x, conv(96, 1), 96), conv(b), b);
    const five = put('conv2d_4', 'Conv2D', put('conv2d_3', 'Conv2D', x, conv(16, 1), 16), conv(c, 5), c);
    const pool = put('max_pooling2d', 'MaxPooling2D', x, { pool_size: [3, 3], strides: [1, 1] });
    const last = put('conv2d_5', 'Conv2D', pool, conv(32, 1), 32);
    x = put('concatenate', 'Concatenate', [one, three, five, last], {}, a + b + c + 32);
  }
  x = g.layer('global_average_pooling2d', 'GlobalAveragePooling2D', x, {}, [x.shape[2] ?? 0]);
  g.head('label', g.layer('label', 'Dense', x, { units: 1000, activation: 'softmax' }, [1000]));
  return g.graph();
}

/** Down and up again, with a skip at every size; two heads. */
export function uNet(): Graph {
  const g = new Sketch('UNet');
  let x = g.input('image', 128, 128, 3);
  const skips: Tensor<number>[] = [];
  const twice = (path: string, filters: number, from: Tensor<number>): Tensor<number> => {
    const shape = [...from.shape.slice(0, 2), filters];
    const first = g.layer(`${path}.conv2d`, 'Conv2D', from, { ...conv(filters), activation: 'relu' }, shape);
    return g.layer(`${path}.conv2d_1`, 'Conv2D', first, { ...conv(filters), activation: 'relu' }, shape);
  };
  const half = (size = 0) => size / 2;
  for (const [i, filters] of [32, 64, 128].entries()) {
    x = twice(`down[${i}]`, filters, x);
    skips.push(x);
    x = g.layer(`max_pooling2d_${i}`, 'MaxPooling2D', x, { strides: [2, 2] }, [
      half(x.shape[0]),
      half(x.shape[1]),
      filters,
    ]);
  }
  x = twice('bottom', 256, x);
  for (const [i, filters] of [128, 64, 32].entries()) {
    const skip = skips.pop()!;
    x = g.layer(`up_sampling2d_${i}`, 'UpSampling2D', x, {}, [...skip.shape.slice(0, 2), x.shape[2] ?? 0]);
    x = g.layer(`concatenate_${i}`, 'Concatenate', [x, skip], {}, [...skip.shape.slice(0, 2), filters * 3]);
    x = twice(`up[${i}]`, filters, x);
  }
  g.head('mask', g.layer('mask', 'Conv2D', x, { ...conv(1, 1), activation: 'sigmoid' }, [128, 128, 1]));
  g.head('edges', g.layer('edges', 'Conv2D', x, { ...conv(2, 1), activation: 'softmax' }, [128, 128, 2]));
  return g.graph();
}
