import { readFileSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compile } from '../compiler/compile.ts';
import { processBytes } from '../compiler/emit/onnx/memory/process-bytes.ts';
import type { ConcreteGraph } from '../compiler/graph/graph.ts';
import type { Program } from '../compiler/program/ir.ts';
import { planPhase, type PhasePlan } from '../compiler/program/phase-plan.ts';
import type { LossSpec, ObjectiveSpec } from '../compiler/train/train-spec.ts';
import { Source } from '../grammar/source.ts';
import type { Session } from '../runtime/engines/engine.ts';
import { onnxEngine } from '../runtime/engines/onnx/onnx-engine.ts';
import { firstValues, randomInputs } from './feeds.ts';

/** A network to train for a few steps, in a process of its own. */
export interface MemoryCase {
  /** An example's name. */
  readonly net: string;
  readonly batch: number;
  readonly optimizer: string;
  readonly steps: number;
}

export interface MemoryResult {
  readonly predicted: number;
  /** Growth of the process at its peak, over one in which the library has run. */
  readonly measured: number;
  /** Bytes of tensors alive at once in the program's own plan. */
  readonly tensors: number;
}

const threads = 2;

/** Trains and evaluates a network on `onnx`, and prints what was predicted and measured. Linux only. */
export async function runMemoryCase({ net, batch, optimizer, steps }: MemoryCase): Promise<void> {
  const engine = onnxEngine({ threads });
  const collect = garbageCollector();
  const plan = planOf(net, batch, optimizer);
  const { programs, plans } = plan;
  const small = planOf('lenet5', 1, 'SGD');
  await train(await engine.open(firstValues(small.programs.variables)), small.programs.step, 1, 1);
  const predicted = Math.max(
    ...plans.map(({ program }) => processBytes(program, batch, { variables: programs.variables, threads })),
  );
  for (let round = 0; round < 3; round++) await collect();
  writeFileSync('/proc/self/clear_refs', '5');
  const before = status('VmRSS');
  const session = await engine.open(firstValues(programs.variables));
  await collect();
  for (const [program, times] of [
    [programs.step, steps],
    [programs.evaluate, 2],
    [programs.step, 2],
  ] as const) {
    const inputs = randomInputs(program, batch);
    for (let time = 0; time < times; time++) await session.run(program, batch, inputs);
  }
  const result: MemoryResult = {
    predicted,
    measured: status('VmHWM') - before,
    tensors: plan.peak(batch).bytes,
  };
  console.log(JSON.stringify(result));
}

async function train(session: Session, program: Program, batch: number, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await session.run(program, batch, randomInputs(program, batch));
  await session.dispose();
}

/** A line of /proc/self/status, in bytes. */
function status(key: 'VmRSS' | 'VmHWM'): number {
  const found = new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(found?.[1]) * 1024;
}

function garbageCollector(): () => Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return async () => {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  };
}

const template = `
model Net { input image: float32[32, 32, 1]  Flatten  output label: Dense(4, activation=softmax) }
data Images { source = shapes(count=9, size=32, classes=4)  field label: class[4]  split { train = 100% }  seed = 1 }
train Net on Images {
  batch = 1
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = OPTIMIZER(learning_rate=0.001) }
}`;

/** Plans an example with an objective at each of its heads: classes, or numbers where the head is an image. */
function planOf(net: string, batch: number, optimizer: string): PhasePlan {
  const source = new Source(`${net}.cnn`, readFileSync(`examples/${net}.cnn`, 'utf8'));
  const graph = compile(source).value.models.at(-1) as ConcreteGraph | undefined;
  if (graph === undefined) throw new RangeError(`${net} has no model`);
  const text = template.replace('OPTIMIZER', optimizer);
  const phase = compile(new Source('template.cnn', text)).value.trains[0]?.spec.phases[0];
  const objective = phase?.objectives[0];
  if (phase === undefined || objective === undefined) throw new RangeError('the template does not compile');
  const objectives = graph.heads.map(({ name, tensor }): ObjectiveSpec => {
    const loss: LossSpec = tensor.shape.length === 1 ? objective.loss : { kind: 'mse', fromLogits: false };
    return { ...objective, head: name, target: name, loss };
  });
  return planPhase(graph, { ...phase, batch, objectives });
}
