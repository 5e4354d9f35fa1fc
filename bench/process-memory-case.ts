import { peakOf } from '../compiler/lower/phase-plan.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { compile } from '../compiler/compile.ts';
import type { ConcreteGraph } from '../compiler/graph/graph.ts';
import { planPhase, type PhasePlan } from '../compiler/lower/phase-plan.ts';
import type { LossSpec, ObjectiveSpec } from '../compiler/train/train-spec.ts';
import { Source } from '../grammar/source.ts';
import type { EngineName, HostTensor } from '../runtime/engines/engine.ts';
import { chooseEngine, type LoadedEngine } from '../runtime/engines/registry.ts';
import { freeBuffers } from '../runtime/free-buffers.ts';
import { processPeak } from '../runtime/process-peak.ts';
import { collectGarbage } from '../runtime/small-heap.ts';
import { firstValues, randomInputs } from './feeds.ts';

/** A network to train for a few steps, in a process of its own. */
export interface MemoryCase {
  readonly engine: EngineName;
  /** An example's name, or that of a network of `cnn:applications` where there is a size of its pictures. */
  readonly net: string;
  readonly size?: number;
  readonly batch: number;
  readonly optimizer: string;
  readonly steps: number;
  readonly recompute?: 'max';
  /** Batches of an update. */
  readonly accumulate?: number;
}

/** Bytes. */
export interface MemoryResult {
  /** Of tensors alive at once, in the program's own plan. */
  readonly tensors: number;
  /** What the process grows by from when its engine is loaded and all is planned to its peak. */
  readonly growth: { readonly foretold: number; readonly measured: number };
  /** All of the process. */
  readonly process: { readonly foretold: number; readonly measured: number };
}

/** Trains and evaluates a network, and prints what was foretold and measured. Linux only. */
export async function runMemoryCase(each: MemoryCase): Promise<void> {
  const choice = await chooseEngine(each.engine);
  if (!choice.ok) throw new Error(`${choice.name}: ${choice.reason}; ${choice.fix}`);
  const { engine, processBytes } = choice.loaded;
  const { batch, steps } = each;
  const plan = planOf(choice.loaded, each);
  const { programs } = plan;
  const tensors = peakOf(plan, batch).bytes;
  const foretold = processBytes?.(plan, batch) ?? tensors;
  await settle();
  writeFileSync('/proc/self/clear_refs', '5');
  const before = process.memoryUsage.rss();
  const session = await engine.open(firstValues(programs.variables), [
    programs.step,
    ...(programs.apply === undefined ? [] : [programs.apply]),
    programs.evaluate,
  ]);
  await settle();
  const updating = programs.apply === undefined ? [] : [[programs.apply, 1] as const];
  const training = [[programs.step, steps] as const, ...updating];
  for (const [program, times] of [...training, [programs.evaluate, 2] as const, ...training]) {
    await settle();
    let next = randomInputs(program, batch);
    for (let time = 0; time < times; time++) {
      const inputs = next;
      // As in a run, the next batch is there before one is done with.
      next = randomInputs(program, batch);
      await session.run(program, batch, inputs);
      free(inputs);
      await nextTurn();
    }
    free(next);
  }
  const peak = processPeak();
  const result: MemoryResult = {
    tensors,
    growth: { foretold, measured: peak - before },
    process: { foretold: before + foretold, measured: peak },
  };
  console.log(JSON.stringify(result));
}

const free = (inputs: ReadonlyMap<string, HostTensor>): void =>
  freeBuffers([...inputs.values()].map(({ data }) => data));

async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    collectGarbage();
    await nextTurn();
  }
}

const template = `
model Net { input image: float32[32, 32, 1]  Flatten  output label: Dense(4, activation=softmax) }
data Images { source = shapes(count=9, size=32, classes=4)  field label: class[4]  split { train = 100% }  seed = 1 }
train Net on Images {
  batch = 1
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = OPTIMIZER(learning_rate=0.001) }
}`;

/** A network of `cnn:applications` with a head of its own. */
const application = (name: string, size: number): string => `import { ${name} } from "cnn:applications"
model Net {
  input image: float32[${size}, ${size}, 3]
  base: ${name}(include_top=false)
  GlobalAveragePooling2D
  output label: Dense(10, activation=softmax)
}`;

/** Plans a network with an objective at each of its heads: classes, or numbers where the head is an image. */
export function planOf(
  { legalize }: LoadedEngine,
  { net, size, batch, optimizer, recompute, accumulate }: Omit<MemoryCase, 'engine' | 'steps'>,
): PhasePlan {
  const spec = size === undefined ? readFileSync(`examples/${net}.cnn`, 'utf8') : application(net, size);
  const source = new Source(`${net}.cnn`, spec);
  const graph = compile(source).value.models.at(-1) as ConcreteGraph | undefined;
  if (graph === undefined) throw new RangeError(`${net} has no model`);
  const text = template.replace('OPTIMIZER', optimizer);
  const phase = compile(new Source('template.cnn', text)).value.trains[0]?.spec.phases[0];
  const objective = phase?.objectives[0];
  if (phase === undefined || objective === undefined) throw new RangeError('the template does not compile');
  const objectives = graph.heads.map(({ name, tensor }): ObjectiveSpec => {
    const loss: LossSpec = tensor.shape.length === 1 ? objective.loss : { kind: 'mse', params: {} };
    return { ...objective, head: name, target: name, loss };
  });
  const asked = {
    ...(recompute === undefined ? {} : { recompute }),
    ...(accumulate === undefined ? {} : { accumulate }),
  };
  return planPhase(graph, { ...phase, batch, objectives, ...asked }, { legalize });
}
