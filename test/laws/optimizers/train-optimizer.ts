import { expect } from 'vitest';
import { isSchedule, rateAt } from '../../../compiler/catalogue/schedules/rate-at.ts';
import { compile } from '../../../compiler/compile.ts';
import { shapeAt } from '../../../compiler/ir/extent.ts';
import type { Program, Variable } from '../../../compiler/ir/ir.ts';
import { averageOf } from '../../../compiler/lower/average-weight.ts';
import { examplesKey } from '../../../compiler/lower/accumulate-gradients.ts';
import { buildPrograms, type PhasePrograms, scalarsOf } from '../../../compiler/lower/build-programs.ts';
import { Source } from '../../../grammar/source.ts';
import type { Engine, HostTensor } from '../../../runtime/engines/engine.ts';
import { initialize } from '../../../runtime/weights/initialize.ts';
import { product, targets, uniform } from '../training/draws.ts';
import { golden, type GoldenCase, written } from './golden.ts';

const network = (optimizer: string, accumulate: number): string => `model Net {
  input image: float32[6, 6, 2]
  Conv2D(4, 3, activation=tanh)
  Flatten
  Dense(6, activation=tanh)
  output label: Dense(5, activation=softmax)
}
data D {
  source = shapes(count=80, size=8, channels=2, classes=5)
  field label: class[5]
  split { train = 80%  valid = 20% }
  prepare { Resizing(6, 6)  Rescaling(1/255) }
}
train Net on D {
  batch = ${golden.batch}
  accumulate = ${accumulate}
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 3  optimizer = ${optimizer} }
}`;

/** The optimizer of a case as a spec writes it. */
export function writtenOptimizer({ optimizer, arguments: given, schedule }: GoldenCase): string {
  const rate = schedule && `learning_rate=${schedule[0]}(${written(schedule[1])})`;
  return `${optimizer}(${[...(rate === undefined ? [] : [rate]), ...(Object.keys(given).length === 0 ? [] : [written(given)])].join(', ')})`;
}

/** The phase that a case is of, and its programs. */
export function programsOf(example: GoldenCase): PhasePrograms {
  const text = network(writtenOptimizer(example), example.accumulate ?? 1);
  const { value, diagnostics } = compile(new Source('optimizer.cnn', text));
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual(
    [],
  );
  const spec = value.trains[0]?.spec;
  const phase = spec?.phases[0];
  if (spec === undefined || phase === undefined) throw new Error('the train block did not compile');
  return buildPrograms(spec.graph, phase);
}

/** What a weight begins with, as make_optimizers.py draws it. */
function initial({ name, shape }: Variable, seed: number): Float32Array {
  const scale = name.endsWith('kernel') ? 2 * Math.sqrt(6 / product(shape.slice(0, -1))) : 0.1;
  return new Float32Array(uniform(seed, product(shape)).map((u) => (u - 0.5) * scale));
}

/** Everything a program is fed in a step. */
function feeds(program: Program, scalars: Readonly<Record<string, number>>, step: number) {
  const { batch } = golden;
  return new Map(
    program.inputs.map(({ name, role, value }): [string, HostTensor] => {
      const shape = shapeAt(value.shape, batch);
      const numbers = (data: Float32Array): HostTensor => ({ dtype: 'float32', shape, data });
      if (role.kind === 'input')
        return [name, numbers(new Float32Array(uniform(1000 + step, product(shape))))];
      if (role.kind === 'scalar') return [name, numbers(Float32Array.of(scalars[role.key] ?? NaN))];
      return [name, targets.classes(2000 + step, batch, 5)];
    }),
  );
}

const norm = (values: Float32Array): number => Math.hypot(...values);
const along = (values: Float32Array, index: number): number =>
  uniform(7000 + index, values.length).reduce((sum, u, at) => sum + (u - 0.5) * (values[at] ?? NaN), 0);

export interface Trained {
  readonly losses: readonly number[];
  readonly weights: readonly (readonly number[])[];
  readonly averages?: readonly (readonly number[])[];
  readonly evaluated: number;
}

/** Trains a case: so many steps of it. */
export async function train(engine: Engine, example: GoldenCase, steps: number): Promise<Trained> {
  const programs = programsOf(example);
  const weights = programs.variables.filter(({ role }) => role === 'weight');
  const first = new Map(
    programs.variables.map((variable) => [
      variable,
      variable.role === 'weight' ? initial(variable, weights.indexOf(variable) + 1) : initialize(variable, 0),
    ]),
  );
  const session = await engine.open(first);
  const { batch } = golden;
  const { accumulate = 1 } = example;
  const { learning_rate: rate } = programs.optimizer.params;
  const scalarsAt = (update: number, examples: number) => ({
    ...scalarsOf(
      programs,
      update + 1,
      isSchedule(rate)
        ? rateAt(rate, update, { perEpoch: 8, epochs: 3, measured: { values: [], better: 'less' } })
        : Number(rate),
    ),
    [examplesKey]: examples,
  });
  try {
    const losses: number[] = [];
    for (let step = 0; step < steps; step++) {
      const update = Math.floor(step / accumulate);
      const fed = feeds(programs.step, scalarsAt(update, batch), step);
      losses.push((await session.run(programs.step, batch, fed)).get('loss')?.data[0] ?? NaN);
      if (programs.apply !== undefined && (step + 1) % accumulate === 0)
        await session.run(
          programs.apply,
          1,
          feeds(programs.apply, scalarsAt(update, batch * accumulate), step),
        );
    }
    const evaluated = await session.run(programs.evaluate, batch, feeds(programs.evaluate, {}, steps));
    const values = await session.read(programs.variables.map(({ name }) => name));
    const told = (nameOf: (weight: string) => string) =>
      weights.map(({ name }, index) => {
        const found = values.get(nameOf(name)) ?? new Float32Array();
        return [norm(found), along(found, index)];
      });
    return {
      losses,
      weights: told((name) => name),
      ...(programs.optimizer.params['use_ema'] === true && { averages: told(averageOf) }),
      evaluated: evaluated.get('loss')?.data[0] ?? NaN,
    };
  } finally {
    await session.dispose();
  }
}
