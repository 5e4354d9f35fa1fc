import { elements, fixed, formatShape, isFixed, known, sameExtent, type Extent, sum } from '../ir/extent.ts';
import { unbroadcast } from './broadcast.ts';
import { defineOp } from './define-op.ts';
import { onlyInput } from './inputs.ts';

export const reshape = defineOp({
  kind: 'reshape',
  doc: 'the same elements in another shape',
  aliases: 0,
  infer([input], { shape }) {
    const x = onlyInput('reshape', input);
    if (!sameExtent(elements(x.shape), elements(shape))) {
      throw new RangeError(`reshape: ${formatShape(x.shape)} to ${formatShape(shape)}`);
    }
    return [{ shape, dtype: x.dtype }];
  },
  gradient({ op, build, outputGradients: [dy] }) {
    const [x] = op.inputs;
    return dy && x ? [build.op('reshape', [dy], { shape: x.shape })] : [];
  },
});

export const transpose = defineOp({
  kind: 'transpose',
  doc: 'axes in another order',
  infer([input], { permutation }) {
    const x = onlyInput('transpose', input);
    return [{ shape: permutation.map((axis) => x.shape[axis] ?? fixed(0)), dtype: x.dtype }];
  },
  gradient({ op, build, outputGradients: [dy] }) {
    const inverse = op.attributes.permutation.map((_, axis) => op.attributes.permutation.indexOf(axis));
    return dy ? [build.op('transpose', [dy], { permutation: inverse })] : [];
  },
});

export const broadcastTo = defineOp({
  kind: 'broadcastTo',
  doc: 'repeated along axes of size one or missing',
  infer: ([x], { shape }) => [{ shape, dtype: onlyInput('broadcastTo', x).dtype }],
  gradient({ op, build, outputGradients: [dy] }) {
    const [x] = op.inputs;
    return dy && x ? [unbroadcast(build, dy, x.shape)] : [];
  },
});

export const pad = defineOp({
  kind: 'pad',
  doc: 'cells of one value added before and after each axis',
  infer([input], { paddings }) {
    const x = onlyInput('pad', input);
    const shape = x.shape.map((size, axis) => {
      const [before, after] = paddings[axis] ?? [0, 0];
      return sum(size, fixed(before + after));
    });
    return [{ shape, dtype: x.dtype }];
  },
  gradient({ op, build, outputGradients: [dy] }) {
    const [x] = op.inputs;
    if (!dy || !x) return [];
    const begin = op.attributes.paddings.map(([before]) => before);
    return [build.op('slice', [dy], { begin, size: x.shape, strides: begin.map(() => 1) })];
  },
});

export const slice = defineOp({
  kind: 'slice',
  doc: 'a window of each axis',
  infer: ([x], { size }) => [{ shape: size, dtype: onlyInput('slice', x).dtype }],
  gradient({ op, build, outputGradients: [dy] }) {
    const [x] = op.inputs;
    if (!dy || !x) return [];
    const spaced = spaceOut(op.attributes.strides, op.attributes.size);
    let gradient = dy;
    if (spaced !== undefined) {
      // Each element followed by stride − 1 zeros: pad on an axis of its own, then fold that axis in.
      const { split, paddings, merged, trim } = spaced;
      gradient = build.op('reshape', [gradient], { shape: split });
      gradient = build.op('pad', [gradient], { paddings, value: 0 });
      gradient = build.op('reshape', [gradient], { shape: merged });
      gradient = build.op('slice', [gradient], {
        begin: trim.map(() => 0),
        size: trim,
        strides: trim.map(() => 1),
      });
    }
    const paddings = x.shape.map((whole, axis): readonly [number, number] => {
      const before = op.attributes.begin[axis] ?? 0;
      const filled = gradient.shape[axis] ?? fixed(0);
      if (!isFixed(whole)) return [before, whole.constant - filled.constant - before];
      return [before, known(whole) - known(filled) - before];
    });
    return [build.op('pad', [gradient], { paddings, value: 0 })];
  },
});

/** Shapes for putting `stride − 1` zeros between the elements of strided axes; undefined where none is strided. */
function spaceOut(strides: readonly number[], size: readonly Extent[]) {
  if (strides.every((stride) => stride === 1)) return undefined;
  const split = size.flatMap((extent, axis) => ((strides[axis] ?? 1) > 1 ? [extent, fixed(1)] : [extent]));
  const paddings = size.flatMap((_, axis): (readonly [number, number])[] => {
    const stride = strides[axis] ?? 1;
    return stride > 1
      ? [
          [0, 0],
          [0, stride - 1],
        ]
      : [[0, 0]];
  });
  const merged = size.map((extent, axis) =>
    (strides[axis] ?? 1) > 1 ? fixed(known(extent) * (strides[axis] ?? 1)) : extent,
  );
  const trim = size.map((extent, axis) => {
    const stride = strides[axis] ?? 1;
    return stride > 1 ? fixed((known(extent) - 1) * stride + 1) : extent;
  });
  return { split, paddings, merged, trim };
}

export const concat = defineOp({
  kind: 'concat',
  doc: 'tensors one after another along an axis',
  infer(inputs, { axis }) {
    const first = onlyInput('concat', inputs[0]);
    const total = inputs.reduce((length, input) => sum(length, input.shape[axis] ?? fixed(0)), fixed(0));
    return [{ shape: first.shape.map((size, index) => (index === axis ? total : size)), dtype: first.dtype }];
  },
  gradient({ op, build, wants, outputGradients: [dy] }) {
    if (!dy) return [];
    const { axis } = op.attributes;
    let offset = 0;
    return op.inputs.map((input, index) => {
      const begin = input.shape.map((_, position) => (position === axis ? offset : 0));
      offset += known(input.shape[axis]);
      if (!wants(index)) return undefined;
      return build.op('slice', [dy], { begin, size: input.shape, strides: begin.map(() => 1) });
    });
  },
});

export const reverse = defineOp({
  kind: 'reverse',
  doc: 'axes read backwards',
  infer: ([x]) => [onlyInput('reverse', x)],
  gradient({ op, build, outputGradients: [dy] }) {
    return dy ? [build.op('reverse', [dy], op.attributes)] : [];
  },
});

export const oneHot = defineOp({
  kind: 'oneHot',
  doc: 'one where the index is, else zero, along a new last axis',
  infer: ([x], { depth }) => [{ shape: [...onlyInput('oneHot', x).shape, fixed(depth)], dtype: 'float32' }],
});
