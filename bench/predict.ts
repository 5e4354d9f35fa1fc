import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shapeAt } from '../compiler/ir/extent.ts';
import { drawExample } from '../runtime/data/shapes/draw-example.ts';
import { runPredictor } from '../runtime/predict/run-predictor.ts';
import { median } from './median.ts';

const rounds = 3;

/**
 * `predict RUN [COUNT]`: pictures a second of `cnnc predict` on files, against those of the engine alone at the same batch. The command's
 * start is left out: it runs over all pictures and over a fifth, and what lies between is counted.
 */
export async function benchPredict([run = '', count = '10000']: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cnnc-predict-'));
  try {
    const [all, few] = [Number(count), Math.ceil(Number(count) / 5)];
    const { input, batch } = await drawInto(folder, run, all, few);
    const shares: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const alone = await engineRate(run, Math.ceil(few / batch));
      const whole = (all - few) / (seconds(run, join(folder, 'all')) - seconds(run, join(folder, 'few')));
      shares.push(whole / alone);
      console.log(
        `${input.join('×')}, batch ${batch}: ${whole.toFixed(0)} pictures/s, the engine alone ${alone.toFixed(0)}: ${(whole / alone).toFixed(2)}`,
      );
    }
    console.log(`median ${median(shares).toFixed(2)} of the engine's rate`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function drawInto(folder: string, run: string, all: number, few: number) {
  const { default: sharp } = await import('sharp');
  const predictor = await runPredictor(run);
  await predictor.session.dispose();
  const [height = 1, width = 1] = predictor.input.shape;
  for (const [name, count] of [
    ['all', all],
    ['few', few],
  ] as const) {
    mkdirSync(join(folder, name));
    for (let index = 0; index < count; index++) {
      const { image } = drawExample({ height, width, channels: 1 }, index % 4, 7, index);
      const raw = { height, width, channels: 1 } as const;
      await sharp(Uint8Array.from(image.data), { raw })
        .png()
        .toFile(join(folder, name, `${index}.png`));
    }
  }
  return { input: predictor.input.shape, batch: predictor.batch };
}

/** Pictures a second that the engine makes of a batch that is there already. */
async function engineRate(run: string, batches: number): Promise<number> {
  const { session, program, batch } = await runPredictor(run);
  const inputs = new Map(
    program.inputs.map(({ name, value }) => {
      const shape = shapeAt(value.shape, batch);
      const data = new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(0.5);
      return [name, { dtype: 'float32', shape, data } as const];
    }),
  );
  await session.run(program, batch, inputs);
  const begin = performance.now();
  for (let each = 0; each < batches; each++) await session.run(program, batch, inputs);
  const rate = (batches * batch) / ((performance.now() - begin) / 1000);
  await session.dispose();
  return rate;
}

/** Seconds of the command line over a folder. */
function seconds(run: string, folder: string): number {
  const begin = performance.now();
  const { status } = spawnSync(process.execPath, ['dist/cli/main.js', 'predict', run, folder, '--json'], {
    stdio: 'ignore',
  });
  if (status !== 0) throw new Error(`it ended with ${status}`);
  return (performance.now() - begin) / 1000;
}
