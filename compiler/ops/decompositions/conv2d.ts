import type { Value } from '../../ir/ir.ts';
import { known } from '../../ir/extent.ts';
import type { Decomposition } from './decomposition.ts';
import { sliceLast } from './spatial.ts';

/** A convolution in groups: one convolution a group of channels, side by side. */
export const conv2d: Decomposition<'conv2d'> = (build, op) => {
  const [x, filter] = op.inputs as readonly [Value, Value];
  const { groups } = op.attributes;
  if (groups === 1) throw new RangeError('a convolution without groups has no decomposition');
  const inChannels = known(filter.shape[2]);
  const outChannels = known(filter.shape[3]) / groups;
  const parts = Array.from({ length: groups }, (_, group) =>
    build.op(
      'conv2d',
      [
        sliceLast(build, x, group * inChannels, inChannels),
        sliceLast(build, filter, group * outChannels, outChannels),
      ],
      { ...op.attributes, groups: 1 },
    ),
  );
  return [build.op('concat', parts, { axis: 3 })];
};
