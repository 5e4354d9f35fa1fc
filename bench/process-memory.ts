import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import { type MemoryCase, type MemoryResult, runMemoryCase } from './process-memory-case.ts';

const usage = `npm run bench -- process-memory [--only NET,…] [--optimizer NAME] [--batch N]

Trains examples on onnx, each in a process of its own, and compares the growth of the process with what was foretold.`;

/** The networks to which the model's constants were fitted, and those that it had not seen. */
const cases: Readonly<Record<'fitted' | 'unseen', readonly MemoryCase[]>> = {
  fitted: [
    { net: 'lenet5', batch: 64, optimizer: 'Adam', steps: 60 },
    { net: 'mobilenet_v2', batch: 4, optimizer: 'SGD', steps: 8 },
    { net: 'resnet34', batch: 2, optimizer: 'Adam', steps: 4 },
  ],
  unseen: [
    { net: 'shapes', batch: 64, optimizer: 'Adam', steps: 60 },
    { net: 'fashion_mnist', batch: 32, optimizer: 'Nadam', steps: 12 },
    { net: 'fashion_mnist', batch: 128, optimizer: 'SGD', steps: 4 },
    { net: 'se_resnet', batch: 32, optimizer: 'Adam', steps: 8 },
    { net: 'recursive_unet', batch: 8, optimizer: 'Adam', steps: 8 },
    { net: 'unet', batch: 1, optimizer: 'SGD', steps: 2 },
    { net: 'googlenet', batch: 4, optimizer: 'SGD', steps: 4 },
    { net: 'densenet121', batch: 2, optimizer: 'Adam', steps: 3 },
    { net: 'resnet34', batch: 8, optimizer: 'SGD', steps: 3 },
    { net: 'vgg16', batch: 1, optimizer: 'SGD', steps: 2 },
    { net: 'xception', batch: 1, optimizer: 'RMSprop', steps: 2 },
  ],
};

/** Compares foretold and measured memory of the process on `onnx`. */
export async function benchProcessMemory(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      case: { type: 'string' },
      only: { type: 'string' },
      optimizer: { type: 'string' },
      batch: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  if (values.case !== undefined) return runMemoryCase(JSON.parse(values.case) as MemoryCase);
  const only = values.only?.split(',');
  for (const group of ['fitted', 'unseen'] as const) {
    const chosen = cases[group].filter(({ net }) => only?.includes(net) ?? true);
    if (chosen.length === 0) continue;
    console.log(`${group.padEnd(36)} tensors  foretold  measured    error`);
    const errors: number[] = [];
    for (const each of chosen) {
      const { optimizer = each.optimizer, batch = each.batch } = values;
      errors.push(await report({ ...each, optimizer, batch: Number(batch) }));
    }
    const mean = errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length;
    const [lowest, highest] = [Math.min(...errors), Math.max(...errors)];
    console.log(`mean ${percent(mean)}, from ${percent(lowest)} to ${percent(highest)}\n`);
  }
}

const run = promisify(execFile);

/** Runs a case and prints it; gives the error of what was foretold, as a part of what was measured. */
async function report(each: MemoryCase): Promise<number> {
  const { stdout } = await run(process.execPath, [
    process.argv[1] ?? '',
    'process-memory',
    '--case',
    JSON.stringify(each),
  ]);
  const { tensors, predicted, measured } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as MemoryResult;
  const error = predicted / measured - 1;
  const name = `${each.net}, batch ${each.batch}, ${each.optimizer}`;
  const sizes = [tensors, predicted, measured].map((bytes) => (bytes / 1e6).toFixed(1).padStart(9));
  console.log(`${name.padEnd(34)}${sizes.join(' ')} ${percent(error).padStart(8)}`);
  return error;
}

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
