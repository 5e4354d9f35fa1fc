import type { Builder } from '../builder.ts';
import type { OpNodeOf, Value } from '../../ir/ir.ts';
import { fixed, known, product } from '../../ir/extent.ts';
import type { Padding2D, Pair } from '../../ir/op-attributes.ts';
import { crop, imageOf, positive } from './spatial.ts';

/** One axis of a strided convolution, seen from the input. */
interface Axis {
  readonly kernel: number;
  readonly stride: number;
  /** Taps that a phase has at most: ⌈kernel / stride⌉. */
  readonly taps: number;
  /** Phases that any tap reaches: min(stride, kernel). */
  readonly phases: number;
  /** Steps of `stride` cells that cover the padding before and the input. */
  readonly steps: number;
  readonly before: number;
  readonly size: number;
}

/**
 * The input gradient of a strided convolution without the zeros: with j = i + padding = stride · t + r, cell i of dx is
 * Σₐ dy[t − a] · filter[stride · a + r], so that one convolution of stride one gives all phases r as channels, which are
 * then laid side by side (Shi et al. 2016, "Is the deconvolution layer the same as a convolutional layer?").
 */
export function inputGradByPhases(build: Builder, op: OpNodeOf<'conv2dInputGrad'>): Value {
  const [dy, filter] = op.inputs as readonly [Value, Value];
  const axes = [axisOf(op, 0), axisOf(op, 1)] as const;
  const margins = axes.map((axis, index): Pair => [axis.taps - 1, axis.steps - known(dy.shape[index + 1])]);
  const [vertical = [0, 0], horizontal = [0, 0]] = margins;
  const padding: Padding2D = [positive(vertical), positive(horizontal)];
  const cropped = crop(build, dy, [vertical, horizontal]);
  const together = build.op('conv2d', [cropped, phaseFilter(build, filter, axes)], {
    strides: [1, 1],
    dilations: [1, 1],
    groups: 1,
    padding,
  });
  return build.op('slice', [sideBySide(build, together, axes)], {
    begin: [0, axes[0].before, axes[1].before, 0],
    size: op.attributes.inputShape,
    strides: [1, 1, 1, 1],
  });
}

function axisOf({ inputs, attributes }: OpNodeOf<'conv2dInputGrad'>, index: 0 | 1): Axis {
  const kernel = known(inputs[1]?.shape[index]);
  const stride = attributes.strides[index];
  const [before] = attributes.padding[index];
  const size = known(attributes.inputShape[index + 1]);
  return {
    kernel,
    stride,
    taps: Math.ceil(kernel / stride),
    phases: Math.min(stride, kernel),
    steps: Math.ceil((before + size) / stride),
    before,
    size,
  };
}

/** (K, L, C, O) → (taps, taps', O, phases · phases' · C): the taps of each phase, last first. */
function phaseFilter(build: Builder, filter: Value, [down, across]: readonly [Axis, Axis]): Value {
  const [, , channels = fixed(1), filters = fixed(1)] = filter.shape;
  const missing = ({ taps, phases, kernel }: Axis): Pair => [0, taps * phases - kernel];
  const whole = build.op('pad', [filter], {
    paddings: [missing(down), missing(across), [0, 0], [0, 0]],
    value: 0,
  });
  const split = build.op('reshape', [whole], {
    shape: [...[down.taps, down.phases, across.taps, across.phases].map(fixed), channels, filters],
  });
  const turned = build.op('reverse', [split], { axes: [0, 2] });
  const ordered = build.op('transpose', [turned], { permutation: [0, 2, 5, 1, 3, 4] });
  const outputs = product(fixed(down.phases * across.phases), channels);
  return build.op('reshape', [ordered], { shape: [fixed(down.taps), fixed(across.taps), filters, outputs] });
}

/** (N, T, U, phases · phases' · C) → (N, T · stride, U · stride', C); phases that no tap reaches are zero. */
function sideBySide(build: Builder, together: Value, [down, across]: readonly [Axis, Axis]): Value {
  const { batch, height, width, channels } = imageOf(together);
  const depth = channels / (down.phases * across.phases);
  const rows = product(batch, fixed(height));
  const apart = build.op('reshape', [together], {
    shape: [rows, ...[width, down.phases, across.phases, depth].map(fixed)],
  });
  const filled = build.op('pad', [apart], {
    paddings: [
      [0, 0],
      [0, 0],
      [0, down.stride - down.phases],
      [0, across.stride - across.phases],
      [0, 0],
    ],
    value: 0,
  });
  const flat = build.op('reshape', [filled], {
    shape: [rows, ...[width, down.stride, across.stride * depth].map(fixed)],
  });
  const turned = build.op('transpose', [flat], { permutation: [0, 2, 1, 3] });
  return build.op('reshape', [turned], {
    shape: [batch, ...[height * down.stride, width * across.stride, depth].map(fixed)],
  });
}
