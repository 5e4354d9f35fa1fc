import type { PhasePrograms } from '../../compiler/lower/build-programs.ts';
import type { PhasePlan } from '../../compiler/lower/phase-plan.ts';
import type { Program, ProgramInput, Value, Variable } from '../../compiler/ir/ir.ts';
import { batched, type SymbolicShape } from '../../compiler/ir/extent.ts';
import type { PhaseSpec, TrainSpec } from '../../compiler/train/train-spec.ts';
import type { Engine, HostTensor, Session } from '../../runtime/engines/engine.ts';
import { dataSpec } from './specs.ts';
import { testSpan } from './span.ts';

const value = (name: string, shape: SymbolicShape, dtype: Value['dtype'] = 'float32'): Value => ({
  id: 0,
  name,
  shape,
  dtype,
});

const variable = (name: string, role: Variable['role']): Variable => ({
  name,
  role,
  shape: [2],
  initializer:
    role === 'slot' ? { kind: 'constant', value: 0 } : { kind: 'random_normal', mean: 0, stddev: 1 },
  trainable: role === 'weight',
});

const weight = variable('dense/kernel', 'weight');
const statistic = variable('norm/moving_mean', 'statistic');

const inputs: readonly ProgramInput[] = [
  { name: 'input/photo', value: value('photo', batched([8, 8, 1])), role: { kind: 'input', key: 'photo' } },
  {
    name: 'target/label',
    value: value('label', batched([]), 'int32'),
    role: { kind: 'target', key: 'label' },
  },
];

const stepInputs: readonly ProgramInput[] = [
  ...inputs,
  {
    name: 'noise/dropout',
    value: value('noise', batched([2])),
    role: { kind: 'noise', distribution: 'normal' },
  },
  {
    name: 'optimizer/learning_rate',
    value: value('rate', []),
    role: { kind: 'scalar', key: 'learning_rate' },
  },
];

const program = (name: Program['name'], fed: readonly ProgramInput[]): Program => ({
  name,
  inputs: fed,
  variables: [],
  ops: [],
  outputs: ['label/accuracy', 'loss'].map((output) => ({ name: output, value: value(output, []) })),
  updates: [],
  idLimit: 0,
});

/** A phase whose programs the fake engine runs, with a slot of its own. */
export function fakePhase(phase: PhaseSpec): PhasePlan {
  const programs: PhasePrograms = {
    step: program('step', stepInputs),
    evaluate: program('evaluate', inputs),
    variables: [weight, statistic, variable('dense/kernel/momentum', 'slot')],
    optimizer: { kind: 'SGD', params: { learning_rate: 0.1 }, span: testSpan },
  };
  return { phase, programs } as unknown as PhasePlan;
}

/** A train block of phases with these names and epochs over generated shapes. */
export function fakeTrain(
  phases: readonly (readonly [name: string, epochs: number])[],
  batch = 10,
): TrainSpec {
  const data = dataSpec({ split: { train: 0.7, valid: 0.2, test: 0.1 } });
  return {
    name: 'Fake',
    graph: {
      written: [],
      weightSources: [],
      name: 'Fake',
      inputs: [{ type: 'input', name: 'photo', dtype: 'float32', shape: [8, 8, 1], span: testSpan }],
      layers: [],
      heads: [],
      symbols: [],
      needs: [],
      span: testSpan,
    },
    data,
    inputs: new Map([['photo', 'image']]),
    phases: phases.map(([name, epochs]) => ({
      name,
      epochs,
      batch,
      optimizer: { kind: 'SGD', params: { learning_rate: 0.1 }, span: testSpan },
      objectives: [
        {
          head: 'label',
          target: 'label',
          loss: { kind: 'mse', params: {} },
          weight: 1,
          metrics: [],
          span: testSpan,
        },
      ],
      frozen: new Set<string>(),
      span: testSpan,
    })),
    span: testSpan,
  };
}

/** What a test may ask of the engine. */
export interface FakeOptions {
  /** Called after each run, with the number of training steps so far. */
  readonly afterStep?: (steps: number) => void;
  /** Called with the name of each program that is run. */
  readonly during?: (program: string) => void;
  /** Called with the rate of each training step. */
  readonly onRate?: (rate: number) => void;
  /** The training step that gives NaN. */
  readonly nanAt?: number;
  /** The training step that fails. */
  readonly failAt?: number;
}

/** An engine whose "training" mixes everything it is fed into its weights, so that any difference shows. */
export function fakeEngine(options: FakeOptions = {}): Engine & { readonly log: string[] } {
  const log: string[] = [];
  let steps = 0;
  return {
    name: 'cpu',
    log,
    open(variables) {
      const values = new Map([...variables].map(([{ name }, data]) => [name, data.slice()]));
      log.push(`open ${[...values.keys()].join(' ')}`);
      const session: Session = {
        prepare: () => Promise.resolve(),
        run(which, batch, fed) {
          log.push(`${which.name} ${batch}`);
          options.during?.(which.name);
          if (which.name === 'step') {
            steps++;
            if (steps === options.failAt) throw new Error('out of memory\n    at somewhere');
            mix(values, fed);
            options.onRate?.(fed.get('optimizer/learning_rate')?.data[0] ?? NaN);
            options.afterStep?.(steps);
          }
          const kernel = values.get('dense/kernel') ?? new Float32Array(2);
          const loss = which.name === 'step' && steps === options.nanAt ? NaN : Math.abs(kernel[0] ?? 0);
          const scalar = (number: number): HostTensor => ({
            dtype: 'float32',
            shape: [],
            data: Float32Array.of(number),
          });
          return Promise.resolve(
            new Map([
              ['label/accuracy', scalar(kernel[1] ?? 0)],
              ['loss', scalar(loss)],
            ]),
          );
        },
        read: (names) =>
          Promise.resolve(
            new Map([...names].map((name) => [name, values.get(name)?.slice() ?? new Float32Array()])),
          ),
        write: (given) => {
          for (const [name, data] of given) values.set(name, data.slice());
          return Promise.resolve();
        },
        dispose: () => {
          log.push('dispose');
          return Promise.resolve();
        },
      };
      return Promise.resolve(session);
    },
  };
}

function mix(values: Map<string, Float32Array>, fed: ReadonlyMap<string, HostTensor>): void {
  const slot = values.get('dense/kernel/momentum') ?? new Float32Array(2);
  const kernel = values.get('dense/kernel') ?? new Float32Array(2);
  const mean = values.get('norm/moving_mean') ?? new Float32Array(2);
  let position = 0;
  for (const { data } of fed.values()) {
    for (const number of data) {
      const at = position++ % 2;
      slot[at] = (slot[at] ?? 0) * 0.9 + number * 0.01 + 0.001 * at;
      kernel[at] = (kernel[at] ?? 0) * 0.99 - (slot[at] ?? 0) * 0.1;
      mean[at] = (mean[at] ?? 0) * 0.9 + number * 0.1;
    }
  }
}
