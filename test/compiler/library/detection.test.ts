import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { batched } from '../../../compiler/ir/extent.ts';
import { lowerGraph } from '../../../compiler/lower/lower-graph.ts';
import { Builder } from '../../../compiler/ops/builder.ts';
import { differentiate } from '../../../compiler/passes/differentiate.ts';
import { simplify } from '../../../compiler/passes/simplify.ts';
import type { Engine, HostTensor } from '../../../runtime/engines/engine.ts';
import { cpu, otherEngines } from '../../laws/engines.ts';
import { modelOf } from '../../support/compile-text.ts';

/* `Detections` and `FCOSLoss` with its gradient against test/golden/make_detection.py. */

interface Case {
  readonly sizes: readonly (readonly [height: number, width: number])[];
  readonly classes: number;
  readonly reach: number;
  readonly arguments: Readonly<Record<string, number>>;
  /** Of each level, the batch first. */
  readonly maps: readonly (readonly number[])[];
  /** Of each example. */
  readonly boxes: readonly (readonly (readonly number[])[])[];
  readonly rows: readonly number[];
  readonly loss: readonly number[];
  readonly gradients: readonly (readonly number[])[];
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../golden/detection.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly Case[] };

function modelText({ sizes, classes, reach, arguments: given, boxes }: Case): string {
  const maps = sizes.map(([height, width], level) => [`level${level}`, height, width] as const);
  const others = maps.slice(1).map(([name]) => name);
  const options = Object.entries(given).map(([name, value]) => `${name}=${value}`);
  return `import { FCOSLoss } from "cnn:detection"
model M {
  input target: float32[${boxes[0]?.length ?? 0}, 5]
  ${maps.map(([name, height, width]) => `input ${name}: float32[${height}, ${width}, ${5 + classes}]`).join('\n')}
  from level0
  rows: Detections(reach=${reach}${others.length === 0 ? '' : `, with=[${others.join(', ')}]`})
  from target
  loss: FCOSLoss(prediction=rows, ${options.join(', ')})
}`;
}

/** Rows, the loss of each example, and the gradient of its sum by each level's map, as one program. */
function programOf(each: Case) {
  const graph = modelOf(modelText(each));
  const build = new Builder();
  const inputs = new Map(
    graph.inputs.map(({ name, shape }) => [
      name,
      build.input(name, { shape: batched(shape), dtype: 'float32' }, { kind: 'input', key: name }),
    ]),
  );
  const values = lowerGraph(build, graph, new Map(), inputs, { training: true, frozen: new Set() });
  const rows = graph.layers.find(({ path }) => path === 'rows');
  const [head] = graph.heads;
  if (rows === undefined || head === undefined) throw new Error('there is nothing to compute');
  const loss = values.get(head.tensor)!;
  build.output('rows', values.get(rows)!);
  build.output('loss', loss);
  const total = build.op('reduceSum', [loss], { axes: [0], keepDims: false });
  const maps = each.sizes.map((_, level) => inputs.get(`level${level}`)!);
  differentiate(build, total, maps).forEach((gradient, level) => {
    if (gradient !== undefined) build.output(`gradient${level}`, gradient);
  });
  return simplify(build.finish('step'));
}

async function run(engine: Engine, each: Case): Promise<ReadonlyMap<string, HostTensor>> {
  const { sizes, classes, maps, boxes } = each;
  const batch = boxes.length;
  const tensor = (shape: readonly number[], data: readonly number[]): HostTensor => ({
    dtype: 'float32',
    shape: [batch, ...shape],
    data: Float32Array.from(data),
  });
  const fed = new Map([
    ['target', tensor([boxes[0]?.length ?? 0, 5], boxes.flat(2))],
    ...sizes.map(
      (size, level) => [`level${level}`, tensor([...size, 5 + classes], maps[level] ?? [])] as const,
    ),
  ]);
  const session = await engine.open(new Map());
  try {
    return await session.run(programOf(each), batch, fed);
  } finally {
    await session.dispose();
  }
}

function expectClose(given: HostTensor | undefined, wanted: readonly number[], most: number): void {
  const data = Array.from(given?.data ?? []);
  expect(data.length).toBe(wanted.length);
  const apart = data.map(
    (x, index) => Math.abs(x - (wanted[index] ?? NaN)) / (1 + Math.abs(wanted[index] ?? 0)),
  );
  expect(Math.max(...apart)).toBeLessThan(most);
}

const engines = [
  { engine: cpu, available: true },
  ...otherEngines.map(({ engine, availability }) => ({ engine, available: availability.available })),
];

describe.each(engines)('$engine.name', ({ engine, available }) => {
  const tried = engine === cpu ? cases : cases.slice(0, 2);
  test
    .skipIf(!available)
    .each(tried.map((each) => [each.sizes.map((size) => size.join('×')).join(' '), each] as const))(
    'rows, loss and gradient of %s',
    async (_title, each) => {
      const found = await run(engine, each);
      expectClose(found.get('rows'), each.rows, 2e-6);
      expectClose(found.get('loss'), each.loss, 2e-5);
      each.gradients.forEach((wanted, level) => {
        expectClose(found.get(`gradient${level}`), wanted, 2e-5);
      });
    },
  );
});
