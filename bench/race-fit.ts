import * as tf from '@tensorflow/tfjs-core';
import { tfjsEngine } from '../runtime/engines/tfjs/node.ts';
import { layersTraining } from './contestants/layers-training.ts';
import { firstValues, randomInputs } from './feeds.ts';
import { median } from './median.ts';
import { type networkOf, planOf, type TrainingTask } from './training-task.ts';

/** A step to be timed. */
type Step = () => Promise<unknown>;

/** Times steps on cpu of tfjs-layers and of the engine, in turn, each network at a batch of 4. */
export async function raceFit(
  networks: readonly ReturnType<typeof networkOf>[],
  rounds: number,
): Promise<void> {
  console.log(
    `\none training step on cpu, batch 4, Adam, ${rounds} rounds in turn; medians in milliseconds of the processor`,
  );
  for (const network of networks) await race({ ...network, batch: 4, optimizer: 'Adam' }, rounds);
}

async function race(task: TrainingTask, rounds: number): Promise<void> {
  const [theirs, ours] = [await layersStep(task), await engineStep(task)];
  const found: { readonly theirs: number[]; readonly ours: number[] } = { theirs: [], ours: [] };
  for (let round = -1; round < rounds; round++) {
    const [first, second] = [await timed(theirs.step), await timed(ours.step)];
    if (round < 0) continue;
    found.theirs.push(first);
    found.ours.push(second);
  }
  const [theirMedian, ourMedian] = [median(found.theirs), median(found.ours)];
  console.log(
    `${task.name.padEnd(36)} tfjs-layers ${theirMedian.toFixed(0).padStart(7)}, cnnc ${ourMedian.toFixed(0).padStart(7)}: ` +
      `cnnc takes ${(ourMedian / theirMedian).toFixed(2)} of it`,
  );
  await theirs.dispose();
  await ours.dispose();
}

/** Milliseconds of the processor, of which other work on the machine takes none: both run on one thread. */
async function timed(step: Step): Promise<number> {
  const start = process.cpuUsage();
  await step();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

async function layersStep(task: TrainingTask): Promise<{ step: Step; dispose: Step }> {
  await tf.setBackend('cpu');
  const training = layersTraining(task);
  const { model, images, labels } = training;
  return {
    step: async () => {
      await tf.setBackend('cpu');
      await model.trainOnBatch(images, labels);
    },
    dispose: () => Promise.resolve(training.dispose()),
  };
}

async function engineStep(task: TrainingTask): Promise<{ step: Step; dispose: Step }> {
  const { programs } = planOf(task);
  const session = await tfjsEngine('cpu').open(firstValues(programs.variables));
  const inputs = randomInputs(programs.step, task.batch);
  return { step: () => session.run(programs.step, task.batch, inputs), dispose: () => session.dispose() };
}
