import { zeros } from '../../ir/initializer.ts';
import { axisIndices } from './axes.ts';
import { defineLayer, isProblem } from './define-layer.ts';
import { alphaLimits } from './shared-parameters.ts';

export const prelu = defineLayer({
  kind: 'PReLU',
  doc: 'x where it is positive, else `alpha · x` with an alpha that is trained at every position.',
  params: {
    alpha_initializer: { type: 'initializer', default: zeros, doc: 'First values of alpha.' },
    ...alphaLimits,
    shared_axes: {
      type: 'axes',
      nullable: true,
      default: null,
      doc: 'Axes along which all positions share one alpha: [1, 2] for one alpha a channel of an image.',
    },
  },
  steady: 'let positions share one alpha: `shared_axes=[1, 2]`',
  infer(params, input) {
    const shared = axisIndices(params.shared_axes ?? [], input, 'shared_axes');
    return isProblem(shared) ? shared : input;
  },
  weights(params, input) {
    const shared = axisIndices(params.shared_axes ?? [], input, 'shared_axes');
    const axes = isProblem(shared) ? [] : shared;
    const shape = input.map((size, axis) => (axes.includes(axis) ? 1 : size));
    return [{ name: 'alpha', shape, initializer: params.alpha_initializer, trainable: true }];
  },
  lower(context, _params, x) {
    const { build } = context;
    const below = build.op('relu', [build.op('negate', [x], {})], {});
    const scaled = build.op('multiply', [below, context.weight('alpha')], {});
    return build.op('subtract', [build.op('relu', [x], {}), scaled], {});
  },
});
