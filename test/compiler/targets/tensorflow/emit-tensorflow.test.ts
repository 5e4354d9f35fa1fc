import { describe, expect, it } from 'vitest';
import {
  type EmittedGraph,
  emitTensorflow,
} from '../../../../compiler/targets/tensorflow/emit-tensorflow.ts';
import { zeros } from '../../../../compiler/ir/initializer.ts';
import type { Variable } from '../../../../compiler/ir/ir.ts';
import { GraphBuilder } from '../../../../compiler/targets/tensorflow/graph-builder.ts';
import { VariableTable } from '../../../../compiler/targets/tensorflow/variable-table.ts';
import type { OptimizerKind } from '../../../../compiler/catalogue/optimizers/registry.ts';
import { classifierPrograms } from '../../../support/classifier-programs.ts';
import { modelOf } from '../../../support/compile-text.ts';

const model = `model Net {
  input image: float32[9, 9, 2]
  Conv2D(4, 3, padding=same, strides=2, activation=relu, use_bias=false)
  BatchNormalization
  Conv2D(6, 3, padding=same, activation=relu)
  MaxPool2D(2, padding=same)
  Flatten
  output label: Dense(3, activation=softmax)
}`;

function emitted(
  kind: OptimizerKind = 'SGD',
  params: Readonly<Record<string, number | boolean>> = {},
): EmittedGraph {
  const { step, evaluate, predict, variables } = classifierPrograms(modelOf(model), kind, params);
  return emitTensorflow([step, evaluate, predict], variables);
}

const named = ({ nodes }: EmittedGraph, op: string) => nodes.filter((node) => node.op === op);

describe('an emitted graph', () => {
  const graph = emitted();

  it('names every node once, and only after those that it takes', () => {
    const seen = new Set<string>();
    for (const { name, inputs } of graph.nodes) {
      expect(seen).not.toContain(name);
      for (const input of inputs) expect(seen).toContain(input.replace(/^\^|:\d+$/g, ''));
      seen.add(name);
    }
  });

  it('holds each variable once, under its own name, for all programs', () => {
    const handles = named(graph, 'VarHandleOp').map(({ attributes }) => attributes['shared_name']);
    expect(handles).toEqual([...graph.reads.keys()]);
    expect(handles).toContain('conv2d/kernel');
  });

  it('reads each variable by one node, which waits for nothing of any program', () => {
    const reads = named(graph, 'ReadVariableOp');
    expect(reads.map(({ name }) => name).toSorted()).toEqual([...graph.reads.values()].toSorted());
    expect(reads.every(({ inputs }) => inputs.length === 1)).toBe(true);
  });

  it('leaves the batch open', () => {
    const [image] = graph.programs[0]?.inputs ?? [];
    expect(image).toMatchObject({ name: 'input/image', node: 'step/input/image', dims: [-1, 9, 9, 2] });
    expect(graph.programs.map(({ batch }) => batch)).toEqual([undefined, undefined, undefined]);
  });

  it('says same padding where it is that', () => {
    const windows = graph.nodes.filter(({ attributes }) => 'padding' in attributes);
    expect(new Set(windows.map(({ attributes }) => attributes['padding']))).toEqual(new Set(['SAME']));
  });

  it('adds biases by an operator of their own, and sums their gradients likewise', () => {
    // Two in each of three programs; AddV2 is left for metrics alone.
    expect(named(graph, 'BiasAdd')).toHaveLength(6);
    expect(named(graph, 'BiasAddGrad')).toHaveLength(2);
  });

  it('takes the gradient of a normalisation from what the normalisation kept', () => {
    const [forward] = named(graph, 'FusedBatchNormV3');
    const [backward] = named(graph, 'FusedBatchNormGradV3');
    expect(backward?.inputs.slice(3)).toEqual([3, 4, 5].map((output) => `${forward?.name}:${output}`));
  });

  it('pins nothing to a device', () => {
    expect(graph.nodes.every((node) => !('device' in node))).toBe(true);
  });
});

describe('updates', () => {
  const cases = [
    ['SGD', {}, 'ResourceApplyGradientDescent'],
    ['SGD', { momentum: 0.9 }, 'ResourceApplyKerasMomentum'],
    ['SGD', { momentum: 0.9, nesterov: true }, 'ResourceApplyKerasMomentum'],
    ['Adam', {}, 'ResourceApplyAdam'],
    ['Adam', { amsgrad: true }, 'ResourceApplyAdamWithAmsgrad'],
    ['RMSprop', { momentum: 0.5 }, 'ResourceApplyRMSProp'],
    ['RMSprop', { momentum: 0.5, centered: true }, 'ResourceApplyCenteredRMSProp'],
  ] as const;

  it.each(cases)('of %s %o are one operator a weight', (kind, params, operator) => {
    const graph = emitted(kind, params);
    expect(named(graph, operator)).toHaveLength(7);
    expect(
      named(graph, operator).every(({ attributes }) => 'use_nesterov' in attributes === 'nesterov' in params),
    ).toBe(true);
    // What is left of the update is the moving statistics.
    expect(named(graph, 'AssignVariableOp').filter(({ name }) => name.startsWith('step/'))).toHaveLength(2);
    expect(named(graph, 'Sqrt')).toEqual([]);
  });

  it.each([['Nadam', {}] as const, ['RMSprop', {}] as const])('of %s are composed', (kind, params) => {
    const graph = emitted(kind, params);
    expect(graph.nodes.filter(({ op }) => op.startsWith('ResourceApply'))).toEqual([]);
    expect(named(graph, 'Sqrt')).toHaveLength(7);
  });

  it('are done after every other use of the old value in the backward pass', () => {
    const graph = emitted();
    const [gradient] = named(graph, 'Conv2DBackpropInput');
    const read = gradient?.inputs[1] ?? '';
    const update = named(graph, 'ResourceApplyGradientDescent').find(({ inputs }) =>
      inputs.includes(`^${read}`),
    );
    expect(update?.inputs).toContain(`^${gradient?.name}`);
  });

  it.each(['SGD', 'Nadam'] as const)('of %s that assign wait until the old value has been read', (kind) => {
    const graph = emitted(kind);
    const readOf = new Map(named(graph, 'ReadVariableOp').map(({ inputs, name }) => [inputs[0], name]));
    const assigned = named(graph, 'AssignVariableOp').filter(({ name }) => name.startsWith('step/'));
    const waiting = assigned.filter(({ inputs: [handle] }) => readOf.has(handle));
    expect(waiting.length).toBeGreaterThanOrEqual(2);
    for (const { inputs } of waiting) expect(inputs).toContain(`^${readOf.get(inputs[0])}`);
  });

  it('are all done before any output is there', () => {
    const graph = emitted();
    const byName = new Map(graph.nodes.map((node) => [node.name, node]));
    const changing = graph.nodes.filter(
      ({ op, name }) => /^(ResourceApply|AssignVariableOp)/.test(op) && name.startsWith('step/'),
    );
    expect(byName.get('step/updates')?.inputs.toSorted()).toEqual(
      changing.map(({ name }) => `^${name}`).toSorted(),
    );
    const [step] = graph.programs;
    const ends = [...(step?.outputs.map(({ node }) => node) ?? []), step?.done ?? ''];
    for (const end of ends) expect(byName.get(end)?.inputs).toContain('^step/updates');
  });
});

describe('variables that are set from outside', () => {
  const variable = (name: string, shape: readonly number[]): Variable => ({
    name,
    role: 'weight',
    shape,
    initializer: zeros,
    trainable: true,
  });

  it('have all been set before it is told', () => {
    const graph = new GraphBuilder();
    const variables = [variable('a', [2]), variable('b', [3, 4]), variable('c', [2000, 300])];
    const imports = new VariableTable(graph, variables).addImports(variables);
    const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
    const waited = imports.flatMap(({ done }) => nodes.get(done)?.inputs.slice(1) ?? []);
    expect(waited.toSorted()).toEqual(['^a/assign', '^b/assign', '^c/assign']);
  });
});
