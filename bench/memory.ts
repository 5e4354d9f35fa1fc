import { peakOf } from '../compiler/lower/phase-plan.ts';
import { parseArgs } from 'node:util';
import { fitPeak } from './contestants/layers-training.ts';
import { shapeBackend } from './contestants/shape-backend.ts';
import { raceFit } from './race-fit.ts';
import { forwardMacs, networkOf, planOf, type TaskOptimizer, type TrainingTask } from './training-task.ts';

const examples = `densenet121,fashion_mnist,flower_locator,fully_convolutional,googlenet,lenet5,mobilenet_v2,recursive_unet,resnet34,se_resnet,shapes,two_heads,unet,vgg16,xception,alexnet,arithmetic,depth_pool,siamese,ssd_head`;

const usage = `npm run bench -- memory [--batch N] [--with NAME[:SIZE],…] [--deepest cnn:NAME] [--race NAME:SIZE,…] [--rounds N]

Compares the peak bytes of tensors of tf.LayersModel.fit, as tfjs's cpu backend would hold them, with the plan for the
cpu engine, with Adam and with SGD with momentum; then the deepest network with recompute = max; then races steps of both
on cpu, in turn. SIZE: the height and width that pictures are to have instead of their own`;

/** Compares the memory of a training step with tfjs-layers' own, network by network. */
export async function benchMemory(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      batch: { type: 'string', default: '32' },
      with: { type: 'string', default: examples },
      deepest: { type: 'string', default: 'cnn:ResNet152' },
      race: { type: 'string', default: 'lenet5,recursive_unet:8,se_resnet:8' },
      rounds: { type: 'string', default: '4' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  const batch = Number(values.batch);
  const networks = values.with.split(',').map(networkOf);
  for (const optimizer of ['Adam', 'SGD'] as const) {
    await compareAll(networks.map((network) => ({ ...network, batch, optimizer })));
  }
  if (values.deepest !== '') await compareDeepest({ ...networkOf(values.deepest), batch, optimizer: 'Adam' });
  if (values.race !== '') await raceFit(values.race.split(',').map(networkOf), Number(values.rounds));
}

const optimizerNames: Readonly<Record<TaskOptimizer, string>> = { Adam: 'Adam', SGD: 'SGD with momentum' };

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1).padStart(10);
const times = (ratio: number): string => `${ratio.toFixed(2).padStart(6)} ×`;

async function compareAll(tasks: readonly TrainingTask[]): Promise<void> {
  const [first] = tasks;
  if (first === undefined) return;
  console.log(`\nbatch ${first.batch}, ${optimizerNames[first.optimizer]}; MB`);
  console.log(`${''.padEnd(36)}       fit    planned     less`);
  const ratios: number[] = [];
  for (const task of tasks) {
    const ratio = await compare(task);
    if (ratio !== undefined) ratios.push(ratio);
  }
  console.log(`geometric mean of ${ratios.length}: ${geometricMean(ratios).toFixed(2)} times less`);
}

const geometricMean = (ratios: readonly number[]): number =>
  Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);

/** How many times less a step takes than `fit`; undefined where tfjs-layers cannot express the network. */
async function compare(task: TrainingTask): Promise<number | undefined> {
  let fit: number;
  try {
    fit = await fitPeak(task, shapeBackend);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.log(`${task.name.padEnd(36)} not compared: ${error.message}`);
    return undefined;
  }
  const planned = peakOf(planOf(task), task.batch).bytes;
  console.log(`${task.name.padEnd(36)}${megabytes(fit)} ${megabytes(planned)} ${times(fit / planned)}`);
  return fit / planned;
}

async function compareDeepest(task: TrainingTask): Promise<void> {
  const fit = await fitPeak(task, shapeBackend);
  console.log(
    `\n${task.name}, batch ${task.batch}, ${optimizerNames[task.optimizer]}: fit ${megabytes(fit).trim()} MB`,
  );
  for (const recompute of [undefined, 'max'] as const) {
    const plan = planOf(task, recompute);
    const { bytes } = peakOf(plan, task.batch);
    const again = ((100 * plan.repeatedMacs) / forwardMacs(task)).toFixed(0);
    console.log(
      `recompute = ${(recompute ?? 'none').padEnd(4)} ${megabytes(bytes)} MB ${times(fit / bytes)} less, ` +
        `${again} % of a forward pass's multiply-adds again`,
    );
  }
}
