import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ConcreteGraph } from '../../../../compiler/graph/graph.ts';
import { Builder } from '../../../../compiler/ops/builder.ts';
import type { OpNode, Value } from '../../../../compiler/ir/ir.ts';
import { graphVariables, lowerGraph } from '../../../../compiler/lower/lower-graph.ts';
import { batched } from '../../../../compiler/ir/extent.ts';
import type { Dense } from '../../../reference/dense.ts';
import { reference } from '../../../reference/reference.ts';
import { modelOf } from '../../../support/compile-text.ts';

/*
 * What layers and activations lower to, computed by the reference loops, against Keras 3.15:
 * test/golden/layer_values.json is made by test/golden/make_layer_values.py.
 */

interface Case {
  readonly kind: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly training: boolean;
  readonly shape: readonly [number, ...number[]];
  readonly x: readonly number[];
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly y: readonly number[];
  readonly moved: Readonly<Record<string, readonly number[]>>;
}

const golden = JSON.parse(
  readFileSync(new URL('../../../golden/layer_values.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly Case[] };

function textOf({ kind, arguments: given, shape }: Case): string {
  const args = Object.entries(given).map(([name, value]) => {
    const isWord = name === 'padding' || name === 'activation';
    return `${name}=${isWord ? String(value) : JSON.stringify(value)}`;
  });
  return `model M { input x: float32[${shape.slice(1).join(', ')}] ${kind}(${args.join(', ')}) }`;
}

/** Runs a lowered layer with the reference loops. */
function compute(graph: ConcreteGraph, each: Case): { y: Dense; moved: Map<string, Dense> } {
  const build = new Builder();
  const variables = graphVariables(graph);
  const type = { shape: batched(each.shape.slice(1)), dtype: 'float32' } as const;
  const x = build.input('input/x', type, { kind: 'input', key: 'x' });
  const options = { training: each.training, frozen: new Set<string>() };
  const values = lowerGraph(build, graph, variables, new Map([['x', x]]), options);
  const known = new Map<Value, Dense>([[x, tensor(each.shape, each.x)]]);
  for (const { variable, value } of build.variables) {
    const name = variable.name.split('/').at(-1) ?? '';
    known.set(value, tensor(variable.shape, each.weights[name] ?? []));
  }
  const lookUp = (value: Value | undefined): Dense => {
    const found = value === undefined ? undefined : known.get(value);
    if (found === undefined) throw new Error(`${value?.name ?? 'a value'} was not computed`);
    return found;
  };
  for (const op of build.ops) run(op, known, lookUp, each.shape[0]);
  const [head] = graph.heads;
  const moved = build.updates.map(({ variable, value }): [string, Dense] => [
    variable.name.split('/').at(-1) ?? '',
    lookUp(value),
  ]);
  return { y: lookUp(head && values.get(head.tensor)), moved: new Map(moved) };
}

function run(op: OpNode, known: Map<Value, Dense>, lookUp: (value: Value) => Dense, batch: number): void {
  const results = reference(op, op.inputs.map(lookUp), batch);
  op.outputs.forEach((output, index) => {
    const result = results[index];
    if (result !== undefined) known.set(output, result);
  });
}

const tensor = (shape: readonly number[], data: readonly number[]): Dense => ({
  shape,
  data: Float64Array.from(data),
});

function expectClose(actual: Dense | undefined, expected: readonly number[]): void {
  expect(actual?.data.length).toBe(expected.length);
  const worst = Math.max(
    ...expected.map((value, index) => Math.abs((actual?.data[index] ?? NaN) - value) / (1 + Math.abs(value))),
  );
  expect(worst).toBeLessThan(2e-5);
}

test.each(golden.cases.map((each) => [`${textOf(each)}${each.training ? ' training' : ''}`, each] as const))(
  '%s',
  (_title, each) => {
    const { y, moved } = compute(modelOf(textOf(each)), each);
    expectClose(y, each.y);
    expect([...moved.keys()].toSorted()).toEqual(Object.keys(each.moved).toSorted());
    for (const [name, expected] of Object.entries(each.moved)) expectClose(moved.get(name), expected);
  },
);
