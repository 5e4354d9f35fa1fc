import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { libraryExports } from '../../../compiler/library/library.ts';
import { batched } from '../../../compiler/ir/extent.ts';
import { lowerGraph } from '../../../compiler/lower/lower-graph.ts';
import { Builder } from '../../../compiler/ops/builder.ts';
import { differentiate } from '../../../compiler/passes/differentiate.ts';
import { simplify } from '../../../compiler/passes/simplify.ts';
import type { Engine, HostTensor } from '../../../runtime/engines/engine.ts';
import { cpu, otherEngines } from '../../laws/engines.ts';
import { modelOf } from '../../support/compile-text.ts';
import { sample } from '../../support/sample.ts';

/* The losses of `cnn:losses` and their gradients against Keras's, of test/golden/make_losses.py. */

interface Case {
  readonly loss: string;
  readonly arguments: Readonly<Record<string, number | string | boolean>>;
  /** Of target and prediction, the batch first. */
  readonly shape: readonly number[];
  /** That of the prediction, where it is another. */
  readonly predicted?: readonly number[];
  readonly target: readonly number[];
  readonly prediction: readonly number[];
  readonly y: readonly number[];
  readonly dp: readonly number[];
}

const { cases } = JSON.parse(readFileSync(new URL('../../golden/losses.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};

const textOf = ({ loss, arguments: given }: Case): string => {
  const all = Object.entries(given).map(([name, value]) => `${name}=${value}`);
  return `${loss}(${[...all, 'prediction=prediction'].join(', ')})`;
};

const modelText = (each: Case): string => {
  const [shape, predicted] = [each.shape, each.predicted ?? each.shape].map((sizes) =>
    sizes.slice(1).join(', '),
  );
  return `import { ${each.loss} } from "cnn:losses"
model M { input prediction: float32[${predicted}] input target: float32[${shape}] ${textOf(each)} }`;
};

/** The loss and its gradient by the prediction, as one program. */
function programOf(each: Case) {
  const graph = modelOf(modelText(each));
  const build = new Builder();
  const inputs = new Map(
    graph.inputs.map(({ name, shape }) => [
      name,
      build.input(name, { shape: batched(shape), dtype: 'float32' }, { kind: 'input', key: name }),
    ]),
  );
  const [head] = graph.heads;
  const values = lowerGraph(build, graph, new Map(), inputs, { training: true, frozen: new Set() });
  const y = head === undefined ? undefined : values.get(head.tensor);
  const prediction = inputs.get('prediction');
  if (y === undefined || prediction === undefined) throw new Error('the loss has no value');
  build.output('y', y);
  const total = build.op('reduceSum', [y], { axes: y.shape.map((_, axis) => axis), keepDims: false });
  const [gradient] = differentiate(build, total, [prediction]);
  if (gradient !== undefined) build.output('dp', gradient);
  return simplify(build.finish('step'));
}

async function run(engine: Engine, each: Case): Promise<ReadonlyMap<string, HostTensor>> {
  const session = await engine.open(new Map());
  const feed = (['target', 'prediction'] as const).map((name): [string, HostTensor] => [
    name,
    {
      dtype: 'float32',
      shape: (name === 'prediction' ? each.predicted : undefined) ?? each.shape,
      data: Float32Array.from(each[name]),
    },
  ]);
  try {
    return await session.run(programOf(each), each.shape[0] ?? 1, new Map(feed));
  } finally {
    await session.dispose();
  }
}

function expectClose(given: HostTensor | undefined, wanted: readonly number[]): void {
  const data = Array.from(given?.data ?? []);
  expect(data.length).toBe(wanted.length);
  const apart = data.map(
    (x, index) => Math.abs(x - (wanted[index] ?? NaN)) / (1 + Math.abs(wanted[index] ?? 0)),
  );
  expect(Math.max(...apart)).toBeLessThan(2e-5);
}

const engines = [
  { engine: cpu, available: true },
  ...otherEngines.map(({ engine, availability }) => ({ engine, available: availability.available })),
];

describe.each(engines)('$engine.name', ({ engine, available }) => {
  const tried = engine === cpu ? cases : sample(cases, 5);
  test
    .skipIf(!available)
    .each(tried.map((each) => [`${textOf(each)} on ${each.shape.join('×')}`, each] as const))(
    '%s',
    async (_title, each) => {
      const found = await run(engine, each);
      expectClose(found.get('y'), each.y);
      expectClose(found.get('dp'), each.dp);
    },
  );
});

test('every loss has a case', () => {
  const names = libraryExports.filter(({ path }) => path === 'cnn:losses').map(({ name }) => name);
  expect(names.filter((name) => !cases.some(({ loss }) => loss === name))).toEqual([]);
});
