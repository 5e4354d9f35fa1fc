import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { otherEngines } from '../laws/engines.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { pythonWith } from '../support/python.ts';
import { cnnc, repositoryFile } from './run-cnnc.ts';

/*
 * What a person does with examples/flower_photos.cnn and photos of their own, from the weights that Keras made to the model that
 * Keras opens: run, evaluate, predict, report, export. In small: 6 photos of each species in 71×71 pixels, an epoch a phase.
 */

const photos = '../shared/data/flowers500';
const python = pythonWith('keras');
const onnx = otherEngines.find(({ engine: { name } }) => name === 'onnx');
const isHere = existsSync(photos) && python !== undefined && onnx?.availability.available === true;
const missing = isHere ? '' : ` (needs ${photos}, Python with Keras, and onnx)`;

interface Seen {
  readonly species: readonly number[];
  readonly box: readonly number[];
}

interface Predicted {
  readonly predictions: {
    readonly species: { readonly top: readonly { readonly index: number; readonly probability: number }[] };
    readonly box: { readonly box: readonly number[] };
  };
}

const keras = (...args: readonly string[]): string =>
  execFileSync(python ?? '', [repositoryFile('test/cli/chapter.py'), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

/** Some photos of each species with a box each, around its middle; their paths. */
async function makePhotos(folder: string): Promise<readonly string[]> {
  const lines = ['file,xmin,ymin,xmax,ymax'];
  for (const species of readdirSync(photos)) {
    mkdirSync(join(folder, species), { recursive: true });
    for (const [index, file] of readdirSync(join(photos, species)).slice(0, 6).entries()) {
      copyFileSync(join(photos, species, file), join(folder, species, file));
      const { width, height } = await sharp(join(folder, species, file)).metadata();
      const [x, y] = [Math.round(width * (0.2 + 0.02 * index)), Math.round(height * 0.2)];
      lines.push(`${species}/${file},${x},${y},${width - x},${height - y}`);
    }
  }
  writeFileSync(join(folder, 'boxes.csv'), `${lines.join('\n')}\n`);
  return lines.slice(1).map((line) => join(folder, line.slice(0, line.indexOf(','))));
}

/** The example in small, on weights of a file in place of those of ImageNet. */
const small = (): string =>
  readFileSync(repositoryFile('examples/flower_photos.cnn'), 'utf8')
    .replaceAll('224, 224', '71, 71')
    .replace('weights=imagenet', 'weights="base.weights.h5"')
    .replace('batch = 32', 'batch = 10')
    .replaceAll(/epochs = \d+/g, 'epochs = 1');

async function done(...args: readonly string[]): Promise<string> {
  const { code, out, err } = await cnnc(args);
  expect({ args, code, err }).toEqual({ args, code: 0, err: '' });
  return out;
}

const jsonLines = <T>(text: string): readonly T[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

test.skipIf(!isHere)(`the chapter from end to end${missing}`, async () => {
  const folder = temporaryDirectory();
  const run = join(folder, 'runs/flowers');
  const pictures = await makePhotos(join(folder, 'flower_photos'));
  keras('weights', join(folder, 'base.weights.h5'), ...pictures.slice(0, 15));
  writeFileSync(join(folder, 'flowers.cnn'), small());

  const log = jsonLines<Record<string, number>>(
    await done('run', join(folder, 'flowers.cnn'), '--out', run, '--engine', 'onnx', '--json'),
  );
  const test = log.at(-1) ?? {};
  const evaluation = JSON.parse(await done('evaluate', run, '--json')) as {
    readonly measures: Readonly<Record<string, number>>;
    readonly detection: unknown;
  };
  const { loss, species_loss, box_loss } = evaluation.measures;
  expect(loss).toBe(test['test_loss']);
  expect(loss).toBeCloseTo(0.8 * (species_loss ?? NaN) + 0.2 * (box_loss ?? NaN), 6);
  expect(evaluation.detection).toBeDefined();

  await done('report', run, '-o', join(folder, 'flowers.html'));
  expect(readFileSync(join(folder, 'flowers.html'), 'utf8')).toMatch(
    /dandelion[\s\S]*Class and box together[\s\S]*Pascal VOC 2010/,
  );

  await done('export', run, '--to', 'keras', '-o', join(folder, 'flowers.keras'));
  const some = pictures.filter((_, index) => index % 5 === 0);
  const wanted = jsonLines<Seen>(keras('predict', join(folder, 'flowers.keras'), ...some));
  const found = jsonLines<Predicted>(await done('predict', run, ...some, '--json'));
  expect(found.length).toBe(some.length);
  for (const [index, { predictions }] of found.entries()) {
    const { species = [], box = [] } = wanted[index] ?? {};
    expect(predictions.species.top.length).toBe(species.length);
    for (const { index: each, probability } of predictions.species.top)
      expect(Math.abs(probability - (species[each] ?? NaN))).toBeLessThan(1e-4);
    for (const [side, pixels] of predictions.box.box.entries())
      expect(Math.abs(pixels - (box[side] ?? NaN))).toBeLessThan(0.05);
  }
  const sureness = wanted.map(({ species }) => Math.max(...species));
  expect(
    Math.max(...sureness) - Math.min(...sureness),
    'what is seen depends on the picture',
  ).toBeGreaterThan(0.01);
});
