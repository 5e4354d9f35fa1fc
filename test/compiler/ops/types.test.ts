import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { compile } from '../../../compiler/compile.ts';
import { isConcrete } from '../../../compiler/graph/graph.ts';
import type { OpAttributes, OpKind } from '../../../compiler/ir/op-attributes.ts';
import { opDefinition } from '../../../compiler/ops/registry.ts';
import { buildPredict } from '../../../compiler/lower/build-programs.ts';
import { Builder } from '../../../compiler/ops/builder.ts';
import type { OpNode, Value } from '../../../compiler/ir/ir.ts';
import {
  at,
  batched,
  fixed,
  fixedShape,
  type Extent,
  type SymbolicShape,
} from '../../../compiler/ir/extent.ts';
import { Source } from '../../../grammar/source.ts';

/** Adds an op on fresh inputs of some shapes. */
function add<K extends OpKind>(
  kind: K,
  shapes: readonly SymbolicShape[],
  attributes: OpAttributes[K],
): Value {
  const build = new Builder();
  const inputs = shapes.map((shape, index) =>
    build.input(`input/${index}`, { shape, dtype: 'float32' }, { kind: 'input', key: String(index) }),
  );
  return build.op(kind, inputs, attributes);
}

const conv = {
  strides: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  dilations: [1, 1],
  groups: 1,
} as const;

describe('ops refuse what does not fit, naming the shapes', () => {
  it.each([
    [
      'shapes that do not broadcast',
      () => add('add', [batched([3]), batched([4])], {}),
      /\[B, 3\] and \[B, 4\]/,
    ],
    [
      'a reshape of other size',
      () => add('reshape', [batched([3])], { shape: batched([4]) }),
      /\[B, 3\] to \[B, 4\]/,
    ],
    [
      'matrices whose inner sizes differ',
      () => add('matmul', [batched([3]), fixedShape([4, 5])], { transposeA: false, transposeB: false }),
      /\[B, 3\] by \[4, 5\]/,
    ],
    ['a vector for an image', () => add('conv2d', [batched([3]), fixedShape([1, 1, 3, 4])], conv), /rank 2/],
    [
      'a filter of other depth',
      () => add('conv2d', [batched([8, 8, 3]), fixedShape([3, 3, 4, 8])], conv),
      /conv2d: \[B, 8, 8, 3\] by \[3, 3, 4, 8\]/,
    ],
    ['a missing input', () => add('exp', [], {}), /an input is missing/],
  ])('%s', (_, build, message) => {
    expect(build).toThrow(message);
  });
});

describe('multiply-adds', () => {
  type Count = (inputs: readonly Value[], outputs: readonly Value[], attributes: unknown) => Extent;
  const macs = (op: OpNode): number => {
    const definition = opDefinition(op.kind) as { readonly macs?: Count };
    return at(definition.macs?.(op.inputs, op.outputs, op.attributes) ?? fixed(0), 1);
  };

  it('of the ops of a network are those of its layers', () => {
    const path = 'examples/fashion_mnist.cnn';
    const graph = compile(new Source(path, readFileSync(path, 'utf8'))).value.models[0];
    if (graph === undefined || !isConcrete(graph)) throw new Error('no model');
    const ofOps = buildPredict(graph).ops.reduce((sum, op) => sum + macs(op), 0);
    expect(ofOps).toBe(graph.layers.reduce((sum, layer) => sum + layer.macs, 0));
  });

  it('of both gradients of a convolution are those of the convolution', () => {
    const build = new Builder();
    const x = build.input('x', { shape: batched([8, 8, 3]), dtype: 'float32' }, { kind: 'input', key: 'x' });
    const filter = build.input(
      'f',
      { shape: fixedShape([3, 3, 3, 5]), dtype: 'float32' },
      { kind: 'input', key: 'f' },
    );
    const y = build.op('conv2d', [x, filter], conv);
    build.op('conv2dInputGrad', [y, filter], { ...conv, inputShape: x.shape });
    build.op('conv2dFilterGrad', [x, y], { ...conv, filterShape: [3, 3, 3, 5] });
    expect(build.ops.map(macs)).toEqual([4860, 4860, 4860]);
  });
});

it('a constant of the wrong count of numbers is refused', () => {
  const build = new Builder();
  expect(() => build.op('tensorConstant', [], { values: [1], shape: [2] })).toThrow('1 numbers for 2');
});
