import { batched } from '../../ir/extent.ts';
import { add } from '../../sizes/size.ts';
import { defineLayer } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';

/** From −1 at the first position to 1 at the last; 0 where there is but one. */
const positionOf = (index: number, count: number): number =>
  count === 1 ? 0 : (2 * index) / (count - 1) - 1;

export const coordinates = defineLayer({
  kind: 'Coordinates',
  elsewhere: 'CoordConv AddCoords CoordinateChannels',
  doc: 'Two more channels that say where a cell lies: how far down and how far right, from −1 to 1 (CoordConv, Liu et al. 2018).',
  params: {},
  rank: [3],
  infer: (_params, [height = 0, width = 0, channels = 0]) => [height, width, add(channels, 2)],
  lower({ build }, _params, x) {
    const [height = 1, width = 1] = shapeOf(x);
    const values = Array.from({ length: height * width }, (_, cell) => [
      positionOf(Math.floor(cell / width), height),
      positionOf(cell % width, width),
    ]).flat();
    const places = build.op('tensorConstant', [], { values, shape: [1, height, width, 2] });
    const each = build.op('broadcastTo', [places], { shape: batched([height, width, 2]) });
    return build.op('concat', [x, each], { axis: 3 });
  },
});
