import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import type { EngineName } from '../runtime/engines/engine.ts';
import { keepHeapSmall } from '../runtime/small-heap.ts';
import type { MemoryCase, MemoryResult } from './process-memory-case.ts';

const usage = `npm run bench -- process-memory [--engine NAME] [--only NET,…] [--optimizer NAME] [--batch N]

Trains examples on an engine, each in a process of its own, and compares the growth of the process, and all of it, with
what was foretold.`;

/** The networks to which the constants of an engine's model were fitted; it had not seen the others. */
const fitted: Partial<Readonly<Record<EngineName, readonly string[]>>> = {
  onnx: ['lenet5', 'mobilenet_v2', 'resnet34'],
  tensorflow: ['lenet5', 'mobilenet_v2', 'resnet34', 'densenet121', 'vgg16', 'xception'],
};

const cases: readonly Omit<MemoryCase, 'engine'>[] = [
  { net: 'lenet5', batch: 64, optimizer: 'Adam', steps: 60 },
  { net: 'mobilenet_v2', batch: 4, optimizer: 'SGD', steps: 8 },
  { net: 'resnet34', batch: 2, optimizer: 'Adam', steps: 4 },
  { net: 'resnet34', batch: 8, optimizer: 'SGD', steps: 3 },
  { net: 'densenet121', batch: 2, optimizer: 'Adam', steps: 3 },
  { net: 'vgg16', batch: 1, optimizer: 'SGD', steps: 2 },
  { net: 'xception', batch: 1, optimizer: 'RMSprop', steps: 5 },
  { net: 'shapes', batch: 64, optimizer: 'Adam', steps: 60 },
  { net: 'shapes', batch: 256, optimizer: 'SGD', steps: 12 },
  { net: 'fashion_mnist', batch: 32, optimizer: 'Nadam', steps: 12 },
  { net: 'fashion_mnist', batch: 128, optimizer: 'SGD', steps: 4 },
  { net: 'se_resnet', batch: 32, optimizer: 'Adam', steps: 8 },
  { net: 'se_resnet', batch: 128, optimizer: 'Adam', steps: 3, recompute: 'max' },
  { net: 'recursive_unet', batch: 8, optimizer: 'Adam', steps: 8 },
  { net: 'recursive_unet', batch: 48, optimizer: 'RMSprop', steps: 3 },
  { net: 'flower_locator', batch: 8, optimizer: 'Adam', steps: 4 },
  { net: 'unet', batch: 1, optimizer: 'SGD', steps: 2 },
  { net: 'googlenet', batch: 4, optimizer: 'SGD', steps: 4 },
  { net: 'googlenet', batch: 2, optimizer: 'Adam', steps: 3, accumulate: 4 },
  { net: 'alexnet', batch: 16, optimizer: 'SGD', steps: 2 },
  { net: 'ResNet50', size: 96, batch: 8, optimizer: 'Adam', steps: 5 },
  { net: 'InceptionV3', size: 139, batch: 8, optimizer: 'SGD', steps: 5 },
  { net: 'EfficientNetB0', size: 96, batch: 4, optimizer: 'RMSprop', steps: 5 },
  { net: 'DenseNet169', size: 64, batch: 4, optimizer: 'Adam', steps: 5 },
  { net: 'VGG19', size: 64, batch: 16, optimizer: 'SGD', steps: 5 },
];

/** Compares foretold and measured memory of the process on an engine. */
export async function benchProcessMemory(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      case: { type: 'string' },
      engine: { type: 'string', default: 'onnx' },
      only: { type: 'string' },
      optimizer: { type: 'string' },
      batch: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  if (values.case !== undefined) {
    keepHeapSmall();
    const { runMemoryCase } = await import('./process-memory-case.ts');
    return runMemoryCase(JSON.parse(values.case) as MemoryCase);
  }
  const engine = values.engine as EngineName;
  const only = values.only?.split(',');
  const isFitted = ({ net }: { readonly net: string }): boolean => fitted[engine]?.includes(net) === true;
  for (const group of ['fitted', 'unseen'] as const) {
    const chosen = cases.filter(
      (each) => (only?.includes(each.net) ?? true) && isFitted(each) === (group === 'fitted'),
    );
    if (chosen.length === 0) continue;
    console.log(
      `${group.padEnd(44)} tensors  growth: foretold measured error   process: foretold measured error`,
    );
    const results: MemoryResult[] = [];
    for (const each of chosen) {
      const { optimizer = each.optimizer, batch = each.batch } = values;
      results.push(await report({ ...each, engine, optimizer, batch: Number(batch) }));
    }
    for (const figure of ['growth', 'process'] as const)
      console.log(`${figure}: ${summary(results, figure)}`);
  }
}

const run = promisify(execFile);

/** Runs a case and prints it, in MB. */
async function report(each: MemoryCase): Promise<MemoryResult> {
  const given = ['process-memory', '--case', JSON.stringify(each)];
  const { stdout } = await run(process.execPath, [process.argv[1] ?? '', ...given]);
  const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as MemoryResult;
  const { net, batch, optimizer, recompute, accumulate } = each;
  const extra = `${recompute === undefined ? '' : ', recompute'}${accumulate === undefined ? '' : `, of ${accumulate}`}`;
  const columns = (['growth', 'process'] as const).map((figure) => {
    const { foretold, measured } = result[figure];
    return `${megabytes(foretold, 18)}${megabytes(measured)}${percent(errorOf(result, figure)).padStart(8)}`;
  });
  console.log(
    `${`${net}, ${batch}, ${optimizer}${extra}`.padEnd(42)}${megabytes(result.tensors)}${columns.join('')}`,
  );
  return result;
}

function summary(results: readonly MemoryResult[], figure: 'growth' | 'process'): string {
  const errors = results.map((result) => errorOf(result, figure));
  const mean = errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length;
  return `mean ${percent(mean)}, from ${percent(Math.min(...errors))} to ${percent(Math.max(...errors))}`;
}

/** What was foretold beyond what was measured, as a part of the latter. */
const errorOf = (result: MemoryResult, figure: 'growth' | 'process'): number =>
  result[figure].foretold / result[figure].measured - 1;

const megabytes = (bytes: number, width = 9): string => (bytes / 1e6).toFixed(1).padStart(width);
const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
