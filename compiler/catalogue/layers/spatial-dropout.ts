import { batched } from '../../ir/extent.ts';
import { doubtShare } from '../parameters/doubts.ts';
import { type AnyLayerDefinition, defineLayer } from './define-layer.ts';
import { dropped } from './dropout.ts';
import { shapeOf } from './input-shape.ts';
import { seedOfTheRun } from './shared-parameters.ts';

/** Dropout with one draw for each channel of each example. */
function defineSpatialDropout(kind: string, axes: 1 | 2 | 3): AnyLayerDefinition {
  return defineLayer({
    kind,
    doc: 'While training, zeroes a share of the channels as a whole and scales the others by `1 / (1 - rate)`.',
    params: {
      rate: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        doubt: doubtShare,
        doc: 'The share of channels that are zeroed.',
      },
    },
    random: true,
    positional: 1,
    unsupported: { seed: seedOfTheRun },
    rank: [axes + 1],
    infer: (_params, input) => input,
    keeps: () => 'sums',
    lower: (context, { rate }, x) =>
      dropped(
        context,
        rate,
        x,
        batched(shapeOf(x).map((size, axis, all) => (axis === all.length - 1 ? size : 1))),
      ),
  });
}

export const spatialDropout1d = defineSpatialDropout('SpatialDropout1D', 1);
export const spatialDropout2d = defineSpatialDropout('SpatialDropout2D', 2);
export const spatialDropout3d = defineSpatialDropout('SpatialDropout3D', 3);
