import { expect, it } from 'vitest';
import { nodesAt, nodesIn } from '../../grammar/nodes-at.ts';
import { parse } from '../../grammar/parse.ts';
import { Source } from '../../grammar/source.ts';
import { textOf } from '../../grammar/span.ts';

const text = 'model Net { input x: float32[8]  stem: Dense(units=2 + 3) }';
const { value: module } = parse(new Source('test.cnn', text));

it('gives what is around an offset, from the module to the innermost', () => {
  const nodes = nodesAt(module, text.indexOf('3)'));
  expect(nodes.map(({ type }) => type)).toEqual([
    ...['module', 'model', 'body', 'step', 'call', 'argument', 'binary', 'number'],
  ]);
  expect(nodes.slice(3).map(({ span }) => textOf(span))).toEqual([
    ...['stem: Dense(units=2 + 3)', 'Dense(units=2 + 3)', 'units=2 + 3', '2 + 3', '3'],
  ]);
});

it('gives the later of two nodes that meet', () => {
  expect(nodesAt(module, text.indexOf('=2') + 1).at(-1)).toMatchObject({ type: 'number', value: 2 });
});

it('goes through all nodes, each before those in it', () => {
  const types = [...nodesIn(module)].map(({ type }) => type);
  expect(types.slice(0, 5)).toEqual(['module', 'model', 'name', 'body', 'input']);
  expect(types).toContain('binary');
});
