import { expect, it } from 'vitest';
import golden from '../../../golden/metrics.json' with { type: 'json' };
import { lowerMetric, metricTarget, resultOf } from '../../../../compiler/catalogue/metrics/lower-metric.ts';
import {
  metrics,
  type MetricKind,
  type MetricSpec,
} from '../../../../compiler/catalogue/metrics/registry.ts';
import { defaultsOf } from '../../../../compiler/catalogue/parameters/defaults-of.ts';
import { batched } from '../../../../compiler/ir/extent.ts';
import type { Program } from '../../../../compiler/ir/ir.ts';
import { Builder } from '../../../../compiler/ops/builder.ts';
import { simplify } from '../../../../compiler/passes/simplify.ts';
import type { Engine } from '../../../../runtime/engines/engine.ts';
import { Tally } from '../../../../runtime/train/tally.ts';
import { cpu, otherEngines } from '../../../laws/engines.ts';
import { type Drawn, drawn, type Task } from './drawn.ts';

const engines = [
  cpu,
  ...otherEngines.filter(({ availability }) => availability.available).map(({ engine }) => engine),
];

const specs = golden.cases.map(({ task, metric, params, of, value }) => ({
  task: task as Task,
  of,
  value,
  spec: specOf(metric as MetricKind, params as MetricSpec['params'], task as Task),
}));

function specOf(kind: MetricKind, params: MetricSpec['params'], task: Task): MetricSpec {
  return {
    name: kind,
    kind,
    params: { ...defaultsOf(metrics[kind].params), ...params },
    ...(task.kind === 'boxes' ? { box: { format: 'corners', encoding: [] } } : {}),
    ...(task.kind === 'one' ? { scores: { kind: 'classes' } } : {}),
    ...(task.kind === 'each' ? { scores: { kind: task.values === 1 ? 'yes' : 'each' } } : {}),
  };
}

/** All metrics of a task in one program. */
function programOf(task: Task, measured: readonly MetricSpec[]): Program {
  const build = new Builder();
  const type = { shape: batched([task.values]), dtype: 'float32' } as const;
  const prediction = build.input('prediction', type, { kind: 'input', key: 'prediction' });
  const target = build.input('target', metricTarget(measured[0]!, type.shape, type), {
    kind: 'target',
    key: 'target',
  });
  measured.forEach((spec, index) => {
    build.output(String(index), lowerMetric(build, spec, { target, prediction }));
  });
  return simplify(build.finish('evaluate'));
}

/** What metrics come to over batches of these sizes, by turns. */
async function measure(
  engine: Engine,
  task: Task,
  measured: readonly MetricSpec[],
  sizes: readonly number[],
): Promise<readonly number[]> {
  const program = programOf(task, measured);
  const results = new Map(
    measured.flatMap((spec, index) => {
      const result = resultOf(spec);
      return result === undefined ? [] : [[String(index), result] as const];
    }),
  );
  const tally = new Tally(results);
  const session = await engine.open(new Map());
  const data = drawn(task);
  for (let start = 0, turn = 0; start < task.count; turn++) {
    const count = Math.min(sizes[turn % sizes.length] ?? 1, task.count - start);
    tally.add(await session.run(program, count, batchOf(data, task.values, start, count)), count);
    start += count;
  }
  await session.dispose();
  const measures = tally.measures();
  return measured.map((_, index) => measures[String(index)] ?? NaN);
}

const batchOf = (data: Drawn, values: number, start: number, count: number) =>
  new Map(
    (['prediction', 'target'] as const).map((name) => [
      name,
      {
        dtype: 'float32' as const,
        shape: [count, values],
        data: data[name].slice(start * values, (start + count) * values),
      },
    ]),
  );

const tasks = [...new Map(specs.map(({ task }) => [JSON.stringify(task), task])).values()];

it.each(tasks.map((task) => [JSON.stringify(task), task] as const))(
  'figures of %s are those of their references, over batches of odd sizes',
  async (key, task) => {
    const cases = specs.filter((each) => JSON.stringify(each.task) === key);
    for (const engine of engines) {
      const found = await measure(
        engine,
        task,
        cases.map(({ spec }) => spec),
        [7, 1, 30, 13],
      );
      cases.forEach(({ spec, of, value }, index) => {
        const name = `${spec.kind} ${JSON.stringify(spec.params)} of ${of} on ${engine.name}`;
        expect(
          Math.abs((found[index] ?? NaN) - value),
          `${name}: ${found[index]}, not ${value}`,
        ).toBeLessThan(2e-6);
      });
    }
  },
);

it('counts come to the same, whatever the batches are', async () => {
  for (const task of tasks) {
    const counted = specs
      .filter((each) => JSON.stringify(each.task) === JSON.stringify(task))
      .map(({ spec }) => spec)
      .filter(({ kind }) => resultOf(specOf(kind, {}, task)) !== undefined && kind !== 'ece')
      .filter(({ kind }) => kind !== 'rmse' && kind !== 'r2_score');
    if (counted.length === 0) continue;
    const whole = await measure(cpu, task, counted, [task.count]);
    expect(await measure(cpu, task, counted, [5, 3, 11])).toEqual(whole);
  }
});

it('a figure of no examples is a number', () => {
  for (const { spec } of specs) {
    const result = resultOf(spec);
    if (result !== undefined) expect(result([], 0), spec.kind).toSatisfy(Number.isFinite);
  }
});
