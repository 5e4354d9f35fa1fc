import { describe, expect, it } from 'vitest';
import { zeros } from '../../../../compiler/ir/initializer.ts';
import { type EmittedGraph, emitOnnx } from '../../../../compiler/targets/onnx/emit-onnx.ts';
import { GraphBuilder } from '../../../../compiler/targets/onnx/graph-builder.ts';
import { Builder } from '../../../../compiler/ops/builder.ts';
import { differentiate } from '../../../../compiler/passes/differentiate.ts';
import type { Program, Value, Variable } from '../../../../compiler/ir/ir.ts';
import { simplify } from '../../../../compiler/passes/simplify.ts';
import { batched } from '../../../../compiler/ir/extent.ts';

const weight = (name: string, shape: readonly number[]): Variable => ({
  name,
  role: 'weight',
  shape,
  initializer: zeros,
  trainable: true,
});
const same = [
  [1, 1],
  [1, 1],
] as const;
const plain = { strides: [1, 1], padding: same, dilations: [1, 1], groups: 1 } as const;
const halved = {
  poolSize: [2, 2],
  strides: [2, 2],
  padding: [
    [0, 0],
    [0, 0],
  ],
} as const;

/** Two convolutions with biases and ReLUs, a pooling, a dense layer; the loss is the mean of all. */
function network(training: boolean): Program {
  const build = new Builder();
  const trained = [
    weight('a', [3, 3, 3, 8]),
    weight('b', [3, 3, 8, 8]),
    weight('bias', [8]),
    weight('d', [128, 4]),
  ];
  const [a, b, bias, dense] = trained.map((variable) => build.read(variable)) as [Value, Value, Value, Value];
  const type = { shape: batched([8, 8, 3]), dtype: 'float32' } as const;
  let x = build.input('input/image', type, { kind: 'input', key: 'image' });
  for (const filter of [a, b]) {
    build.origin = filter.name;
    x = build.op('relu', [build.op('add', [build.op('conv2d', [x, filter], plain), bias], {})], {});
  }
  x = build.op('reshape', [build.op('maxPool2d', [x], halved)], { shape: batched([128]) });
  x = build.op('matmul', [x, dense], { transposeA: false, transposeB: false });
  const loss = build.op('reduceMean', [x], { axes: [0, 1], keepDims: false });
  build.output('loss', loss);
  if (!training) return build.finish('evaluate');
  differentiate(build, loss, [a, b, bias, dense], (value, gradient) => {
    const variable = trained.find(({ name }) => name === value.name);
    if (variable) build.update(variable, build.op('subtract', [value, gradient], {}));
  });
  return simplify(build.finish('step'));
}

const counted = ({ graph }: EmittedGraph, opType: string): number =>
  graph.nodes.filter((node) => node.opType === opType).length;

describe('emitOnnx', () => {
  it('moves the elements of a forward pass only where images come in and where they are flattened', () => {
    const emitted = emitOnnx(network(false), 2);
    expect(counted(emitted, 'Transpose')).toBe(2);
  });

  it('moves the elements of a step only where a gradient must have them otherwise', () => {
    // Beside the two above: dy coming back from the flattening; x channels-last for the second filter's gradient
    // and the gradients of both filters; the second filter turned round for the gradient of its input.
    expect(counted(emitOnnx(network(true), 2), 'Transpose')).toBe(7);
  });

  it('adds biases inside of convolutions and products', () => {
    const emitted = emitOnnx(network(false), 2);
    expect(counted(emitted, 'Add')).toBe(0);
    expect(
      emitted.graph.nodes.filter(({ opType }) => opType === 'Conv').map(({ inputs }) => inputs.length),
    ).toEqual([3, 3]);
  });

  it('runs a pooling once for its result and its gradient, and masks before it spreads', () => {
    const emitted = emitOnnx(network(true), 2);
    expect(counted(emitted, 'MaxPool')).toBe(1);
    const unpool = emitted.graph.nodes.find(({ opType }) => opType === 'MaxUnpool');
    const masked = emitted.graph.nodes.find(({ outputs }) => outputs[0] === unpool?.inputs[0]);
    expect(masked?.opType).toBe('Mul');
  });

  it('gives a variable one layout in and out, and keeps one that it is given', () => {
    const emitted = emitOnnx(network(true), 2);
    const [filter] = emitted.variables;
    expect(filter?.dims).toEqual([8, 3, 1, 3, 3]);
    expect(emitted.updates.map(({ variable, dims }) => [variable.name, dims])).toEqual(
      emitted.updates.map(({ variable }) => [
        variable.name,
        emitted.variables.find((port) => port.variable === variable)?.dims,
      ]),
    );
    const program = network(false);
    const [read] = program.variables;
    if (!read) throw new Error('no variable');
    const kept = emitOnnx(program, 2, { layouts: new Map([[read.variable, { axes: [0, 1, 2, 3] }]]) });
    expect(kept.variables[0]?.dims).toEqual([3, 3, 3, 8]);
  });

  it('puts what nothing uses at the end, backwards, so that onnxruntime runs it as soon as it can', () => {
    const { graph } = emitOnnx(network(true), 2);
    const used = new Set(graph.nodes.flatMap(({ inputs }) => inputs));
    const leaves = graph.nodes.filter(({ outputs }) => !outputs.some((output) => used.has(output)));
    expect(graph.nodes.slice(-leaves.length)).toEqual(leaves);
    expect(leaves[0]?.name).toContain('a/');
    expect(leaves.at(-1)?.opType).toBe('ReduceMean');
  });

  it('makes an output of its own where a value is an input or an output already', () => {
    const build = new Builder();
    const x = build.input('x', { shape: batched([2]), dtype: 'float32' }, { kind: 'input', key: 'x' });
    build.output('same', x);
    build.output('again', x);
    const { graph, outputs } = emitOnnx(build.finish('predict'), 1);
    expect(graph.nodes.map(({ opType }) => opType)).toEqual(['Identity', 'Identity']);
    expect(new Set(outputs.map(({ tensor }) => tensor)).size).toBe(2);
  });

  it('finds the indices of a pooling again where its forward pass is not in the program', () => {
    const build = new Builder();
    const type = (side: number) => ({ shape: batched([side, side, 2]), dtype: 'float32' }) as const;
    const [x, y, dy] = (['x', 'y', 'dy'] as const).map((key) =>
      build.input(key, type(key === 'x' ? 8 : 4), { kind: 'input', key }),
    ) as [Value, Value, Value];
    build.output('dx', build.op('maxPool2dGrad', [x, y, dy], halved));
    const { graph } = emitOnnx(build.finish('evaluate'), 2);
    const pools = graph.nodes.filter(({ opType }) => opType === 'MaxPool');
    expect(pools.map(({ outputs }) => outputs.length)).toEqual([2]);
  });

  it('leaves out what no output is made of', () => {
    const graph = new GraphBuilder();
    graph.inputs.push({ name: 'x', elementType: 'float32', dims: [2] });
    const made = graph.node('Abs', ['x']);
    graph.node('Neg', [graph.node('Mul', [made, graph.floats([2], [1])])]);
    graph.outputs.push({ name: made, elementType: 'float32', dims: [2] });
    const { nodes, initializers } = graph.finish('test');
    expect([nodes.map(({ opType }) => opType), initializers]).toEqual([['Abs'], []]);
  });

  it('leaves the batch open, and computes the shapes that follow it', () => {
    const build = new Builder();
    const x = build.input('x', { shape: batched([3, 4]), dtype: 'float32' }, { kind: 'input', key: 'x' });
    const rows = { constant: 0, perBatch: 3 };
    const flat = build.op('reshape', [x], { shape: [rows, { constant: 4, perBatch: 0 }] });
    build.output('y', build.op('broadcastTo', [build.constant(2)], { shape: flat.shape }));
    build.output('z', build.op('broadcastTo', [build.constant(2)], { shape: x.shape }));
    build.output('flat', flat);
    const { graph, inputs } = emitOnnx(build.finish('predict'), 'open');
    expect(inputs.map(({ dims }) => dims)).toEqual([[-1, 3, 4]]);
    const kinds = graph.nodes.map(({ opType }) => opType);
    expect(kinds.filter((kind) => kind === 'Shape')).toHaveLength(1);
    expect(kinds).toContain('Mul');
  });

  it('reckons an open batch with a number that no size of the program is a multiple of', () => {
    const build = new Builder();
    const type = { shape: batched([2 * 1_000_003]), dtype: 'float32' } as const;
    const x = build.input('x', type, { kind: 'input', key: 'x' });
    build.output('y', build.op('reshape', [x], { shape: batched([1_000_003, 2]) }));
    const { inputs, outputs, graph } = emitOnnx(build.finish('predict'), 'open');
    expect([...inputs, ...outputs].map(({ dims }) => dims)).toEqual([
      [-1, 2_000_006],
      [-1, 1_000_003, 2],
    ]);
    const [shape] = graph.initializers.filter(({ elementType }) => elementType === 'int64');
    expect([...(shape?.data ?? [])].map(Number)).toEqual([-1, 1_000_003, 2]);
  });

  it('computes a shape in which several sizes follow an open batch, for one alone may be left to find', () => {
    const graph = new GraphBuilder(7);
    graph.inputs.push({ name: 'x', elementType: 'float32', dims: [-1, 6] });
    const [one, two] = [graph.reshape('x', [2, 21]), graph.reshape('x', [7, 3, 14])];
    for (const name of [one, two]) graph.outputs.push({ name, elementType: 'float32', dims: [] });
    const { nodes, initializers } = graph.finish('test');
    const shapeOf = (name: string): string =>
      nodes.find(({ outputs }) => outputs[0] === name)?.inputs[1] ?? '';
    const constant = initializers.find(({ name }) => name === shapeOf(one));
    expect([...(constant?.data ?? [])].map(Number)).toEqual([2, -1]);
    expect(nodes.find(({ outputs }) => outputs[0] === shapeOf(two))?.opType).toBe('Concat');
  });

  it('needs an input to tell how large an open batch is', () => {
    const build = new Builder();
    build.output('y', build.op('broadcastTo', [build.constant(2)], { shape: batched([3]) }));
    expect(() => emitOnnx(build.finish('predict'), 'open')).toThrow('how large the batch is');
  });

  it('refuses a value that nothing has made', () => {
    const build = new Builder();
    const x = build.input('x', { shape: batched([3]), dtype: 'float32' }, { kind: 'input', key: 'x' });
    build.output('y', build.op('exp', [x], {}));
    const program = { ...build.finish('predict'), inputs: [] };
    expect(() => emitOnnx(program, 1)).toThrow('is used before it is made');
  });
});
