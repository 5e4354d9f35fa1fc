import { peakOf } from '../../../compiler/lower/phase-plan.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { optimizers } from '../../../compiler/catalogue/optimizers/registry.ts';
import { planPhase } from '../../../compiler/lower/phase-plan.ts';
import type { TrainSpec } from '../../../compiler/train/train-spec.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import type { Engine } from '../../../runtime/engines/engine.ts';
import { tfjsProgram } from '../../../runtime/engines/tfjs/compiled-program.ts';
import { measureMemory } from '../../../runtime/engines/tfjs/measure.ts';
import { tfjsEngine } from '../../../runtime/engines/tfjs/node.ts';
import type { Checkpoint } from '../../../runtime/train/checkpoint.ts';
import type { RunError } from '../../../runtime/run-error.ts';
import { silent } from '../../../runtime/train/observer.ts';
import { planPhases, runTraining, type RunStore } from '../../../runtime/train/train.ts';
import { initialize } from '../../../runtime/weights/initialize.ts';
import { draw } from '../../compiler/passes/recompute/steps.ts';
import { cpu, otherEngines } from '../../laws/engines.ts';
import { generator } from '../../laws/numbers.ts';
import { compileText } from '../../support/compile-text.ts';
import { isLong, sample } from '../../support/sample.ts';

const plainBody = 'Conv2D(4, 3, activation=tanh, kernel_regularizer=L2(0.01)) Flatten';
const liveBody = 'Conv2D(4, 3) BatchNormalization ReLU Flatten Dropout(0.3)';

/** 42 pictures to train on, in so many epochs of the first phase. */
function trainOf(body: string, settings: string, { optimizer = 'Adam', epochs = 2 } = {}): TrainSpec {
  const { value, diagnostics } = compileText(`model Tiny {
    input image: float32[8, 8, 1]
    ${body}
    output label: Dense(3, activation=softmax)
  }
  data Shapes {
    source = shapes(count=60, size=8, channels=1, classes=3)
    field label: class[3]
    split { train = 70%  valid = 20%  test = 10% }
    prepare { Rescaling(1/255) }
  }
  train Tiny on Shapes {
    ${settings}
    objective label { loss = sparse_categorical_crossentropy }
    phase first { epochs = ${epochs}  optimizer = ${optimizer} }
    phase second { epochs = 1  optimizer = SGD(learning_rate=0.05) }
  }`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [train] = value.trains;
  if (train === undefined) throw new Error('no train block');
  return train.spec;
}

class Memory implements RunStore {
  saved: Checkpoint | undefined;

  checkpoint(): Promise<Checkpoint | undefined> {
    return Promise.resolve(this.saved);
  }

  save(checkpoint: Checkpoint): Promise<void> {
    this.saved = structuredClone(checkpoint);
    return Promise.resolve();
  }

  restore(): Promise<void> {
    return Promise.resolve();
  }

  unfit(problem: string): RunError {
    throw new Error(problem);
  }
}

async function run(train: TrainSpec, engine: Engine, store = new Memory(), interrupted = () => false) {
  const data = await openData(train.data, { base: '/' });
  const phases = planPhases(train);
  return runTraining({ train, phases, data, engine, seed: 1 }, store, silent, interrupted);
}

/** The weights and slots at the end, but for the sums of gradients. */
async function trained(train: TrainSpec, engine: Engine): Promise<Map<string, Float32Array>> {
  const store = new Memory();
  await run(train, engine, store);
  const tensors = [...(store.saved?.tensors ?? [])].filter(([name]) => !name.endsWith('/gradient'));
  return new Map(tensors.map(([name, { data }]) => [name, data]));
}

/** The engine, which notes the programs that it runs and how many examples they count. */
function noting(engine: Engine, log: string[]): Engine {
  return {
    name: engine.name,
    async open(values, programs) {
      const session = await engine.open(values, programs);
      return {
        prepare: (program, batch) => session.prepare(program, batch),
        run(program, batch, inputs) {
          const count = inputs.get('optimizer/examples')?.data[0];
          if (program.name !== 'evaluate') log.push(`${program.name} ${count ?? '–'}`);
          return session.run(program, batch, inputs);
        },
        read: (names) => session.read(names),
        write: (given) => session.write(given),
        dispose: () => session.dispose(),
      };
    },
  };
}

const groups = [
  { small: 'batch = 5 accumulate = 4', large: 'batch = 20' },
  { small: 'batch = 8 accumulate = 3', large: 'batch = 24' },
];

const engines = [{ engine: cpu, availability: { available: true } }, ...otherEngines];

/** The largest difference between numbers of the same names. */
function apart(
  found: ReadonlyMap<string, Float32Array>,
  expected: ReadonlyMap<string, Float32Array>,
): number {
  expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
  const differences = [...expected].flatMap(([name, numbers]) =>
    Array.from(numbers, (number, index) => Math.abs((found.get(name)?.[index] ?? NaN) - number)),
  );
  return Math.max(...differences);
}

describe('gradients that are added up over batches', () => {
  for (const { engine, availability } of engines) {
    const kinds = Object.keys(optimizers);
    // What an update computes is cpu's; what is added up, and when, shows with any two of them.
    for (const [place, optimizer] of (engine === cpu ? kinds : sample(kinds, 2)).entries()) {
      // Each optimizer with either grouping; in the long form, with both.
      const tried = isLong ? groups : groups.filter((_, index) => index === place % groups.length);
      it.skipIf(!availability.available)(
        `train as one large batch does: ${optimizer} on ${engine.name}`,
        async () => {
          for (const { small, large } of tried) {
            const expected = await trained(trainOf(plainBody, large, { optimizer, epochs: 1 }), engine);
            const found = await trained(trainOf(plainBody, small, { optimizer, epochs: 1 }), engine);
            expect(apart(found, expected)).toBeLessThan(1e-5);
          }
        },
      );
    }
  }

  it('end a group with the epoch, and count its examples', async () => {
    const log: string[] = [];
    await run(trainOf(plainBody, 'batch = 8 accumulate = 4'), noting(cpu, log));
    const epoch = [...Array<string>(4).fill('step 8'), 'apply 32', 'step 8', 'step 2', 'apply 10'];
    expect(log).toEqual([...epoch, ...epoch, ...epoch]);
  });

  it('make no other programs where a group is one batch', () => {
    const [plan] = planPhases(trainOf(plainBody, 'batch = 8 accumulate = 1'));
    expect(plan?.programs.apply).toBeUndefined();
    expect(plan?.programs.variables.map(({ name }) => name)).not.toContain('conv2d/kernel/gradient');
  });

  it('train to the same bits where activations are made again, in less memory', async () => {
    const whole = trainOf(liveBody, 'batch = 8 accumulate = 3');
    const less = trainOf(liveBody, 'batch = 8 accumulate = 3 recompute = max');
    const [peak = 0, smaller = 0] = [whole, less].flatMap((each) =>
      planPhases(each).map((plan) => peakOf(plan, 8).bytes),
    );
    expect(smaller).toBeLessThan(peak);
    expect(await trained(less, cpu)).toEqual(await trained(whole, cpu));
  });
});

describe('an interrupted run that accumulates', () => {
  const train = trainOf(liveBody, 'batch = 8 accumulate = 4');
  const whole = new Memory();
  beforeAll(() => run(train, cpu, whole));

  /** In a group and at its end, in the last one of an epoch and at its end, at either end of a phase, and at the end of all. */
  const stops = isLong ? Array.from({ length: 18 }, (_, index) => index + 1) : [2, 4, 5, 6, 12, 13, 18];

  it.each(stops)('goes on after step %i to the same bits', async (stop) => {
    const parts = new Memory();
    const log: string[] = [];
    const asked = (): boolean => log.filter((line) => line.startsWith('step')).length >= stop;
    expect(await run(train, noting(cpu, log), parts, asked)).toMatchObject({ status: 'interrupted' });
    parts.saved = structuredClone(parts.saved);
    expect(await run(train, cpu, parts)).toMatchObject({ status: 'done' });
    expect(parts.saved?.tensors).toEqual(whole.saved?.tensors);
    expect(parts.saved?.progress.updates).toBe(whole.saved?.progress.updates);
  });
});

describe('the predicted peak is the measured one, to the byte', () => {
  const bodies = {
    step: liveBody,
    apply: 'Flatten Dense(200, activation=relu)',
  };
  const cases = (['cpu', 'wasm'] as const).flatMap((backend) =>
    (['step', 'apply'] as const).map((highest) => ({ backend, highest })),
  );

  it.each(cases)('on $backend, where it is in $highest', async ({ backend, highest }) => {
    const { graph, phases } = trainOf(bodies[highest], 'batch = 8 accumulate = 4');
    const [phase] = phases;
    if (phase === undefined) throw new Error('no phase');
    const plan = planPhase(graph, phase, { legalize: (program) => tfjsProgram(program, backend) });
    const { step, apply, variables } = plan.programs;
    if (apply === undefined) throw new Error('no update');
    const random = generator(1);
    const engine = tfjsEngine(backend);
    expect((await engine.availability()).available).toBe(true);
    for (const batch of [1, 3]) {
      const { peakBytes, leftBytes } = await measureMemory(backend, async () => {
        const session = await engine.open(new Map(variables.map((each) => [each, initialize(each, 1)])));
        for (const program of [step, step, apply, step]) {
          const fed = program.inputs.map((input) => [input.name, draw(input, batch, random)] as const);
          await session.run(program, batch, new Map(fed));
        }
        await session.dispose();
      });
      const peak = peakOf(plan, batch);
      expect([peak.plan.program.name, peakBytes, leftBytes]).toEqual([highest, peak.bytes, 0]);
    }
  });
});
