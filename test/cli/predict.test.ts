import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { isConcrete } from '../../compiler/graph/graph.ts';
import { graphVariables } from '../../compiler/lower/lower-graph.ts';
import { Source } from '../../grammar/source.ts';
import { initialize } from '../../runtime/weights/initialize.ts';
import { encodeSafetensors } from '../../runtime/weights/safetensors.ts';
import { paletteFor } from '../../cli/palette.ts';
import { textSink } from '../../cli/predict/text-sink.ts';
import type { Corners } from '../../runtime/data/source.ts';
import type { HeadPrediction } from '../../runtime/predict/head-reader.ts';
import { realize } from '../../runtime/data/recipe.ts';
import { boxOverlap } from '../../runtime/metrics/box-overlap.ts';
import { openTrained } from '../../runtime/trained/open-trained.ts';
import { trainedData } from '../../runtime/trained/trained-data.ts';
import { sharedDirectory, temporaryDirectory } from '../support/directory.ts';
import { smallSpec } from '../support/small-spec.ts';
import { cnnc, repositoryFile } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

interface Line {
  readonly file: string;
  readonly error?: string;
  readonly width: number;
  readonly height: number;
  readonly predictions: Readonly<Record<string, Head>>;
}

interface Head {
  readonly kind: string;
  readonly top: readonly { readonly class: string; readonly index: number; readonly probability: number }[];
  readonly box: readonly [number, number, number, number];
  readonly values: readonly number[];
}

/** The lines of `predict --json`, each checked against the schema. */
async function predicted(...args: readonly string[]): Promise<readonly Line[]> {
  const { code, out } = await cnnc(['predict', ...args, '--json']);
  expect(code).toBe(0);
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  for (const line of lines) expect(schemaErrors('predict', line)).toEqual([]);
  return lines;
}

/** The run that a specification comes to. */
async function trained(file: string, out: string): Promise<string> {
  const { code, err } = await cnnc(['run', file, '--out', out, '--engine', 'cpu', '--json']);
  expect(err).toBe('');
  expect(code).toBe(0);
  return out;
}

/** What `evaluate` tells of all examples. */
async function evaluated(run: string): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
  const { out } = await cnnc(['evaluate', run, '--part', 'all', '--json']);
  return (JSON.parse(out) as { readonly heads: Record<string, Record<string, number>> }).heads;
}

/** The pictures of a run's data as files, named by their numbers. */
async function saved(run: string, directory: string): Promise<readonly { readonly label: number }[]> {
  const { data } = await trainedData(await openTrained(run), {});
  mkdirSync(directory);
  return Promise.all(
    Array.from({ length: data.source.count }, async (_, index) => {
      const example = await realize(data.source.entry(index));
      if (typeof example === 'string') throw new Error(example);
      const { height, width, data: pixels } = example.image;
      await sharp(Uint8Array.from(pixels), { raw: { height, width, channels: 1 } })
        .png()
        .toFile(join(directory, `${String(index).padStart(3, '0')}.png`));
      return example;
    }),
  );
}

describe('of a run with a class and a box', () => {
  const directory = sharedDirectory();
  let run = '';
  let pictures = '';
  let examples: readonly { readonly label: number; readonly box?: readonly number[] }[] = [];

  beforeAll(async () => {
    const file = smallSpec(directory(), {
      'size=8': 'size=16',
      'prepare { Rescaling(1/255) }': 'field box: box[center]\n  prepare { Resizing(8, 8) Rescaling(1/255) }',
      '  output label: Dense(classes, activation=softmax)\n':
        '  output label: Dense(classes, activation=softmax)\n  output box: Dense(4)\n',
      '  phase warm': '  objective box { loss = mse }\n  phase warm',
    });
    run = await trained(file, join(directory(), 'run'));
    pictures = join(directory(), 'pictures');
    examples = await saved(run, pictures);
  });

  it('says of each picture what the run itself makes of it, in pixels of the picture', async () => {
    const lines = await predicted(run, pictures);
    expect(lines.map(({ file }) => file)).toEqual(
      examples.map((_, index) => join(pictures, `${String(index).padStart(3, '0')}.png`)),
    );
    const told = await evaluated(run);
    const right = lines.filter(
      ({ predictions }, index) => predictions['label']?.top[0]?.index === examples[index]?.label,
    );
    expect(right.length / lines.length).toBeCloseTo(told['label']?.['accuracy'] ?? NaN, 9);
    const overlaps = lines.map(({ predictions, width, height }, index) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = predictions['box']?.box ?? [];
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = examples[index]?.box ?? [];
      return boxOverlap([left / width, top / height, right / width, bottom / height], [x0, y0, x1, y1]);
    });
    const mean = overlaps.reduce((sum, each) => sum + each, 0) / overlaps.length;
    expect(mean).toBeCloseTo(told['box']?.['mean_iou'] ?? NaN, 5);
    expect(lines[0]).toMatchObject({ width: 16, height: 16 });
  });

  it('does not depend on the batch, nor on what else is asked for', async () => {
    const [one] = await predicted(run, join(pictures, '017.png'), '--top', '1');
    const all = await predicted(run, pictures, '--batch', '7');
    expect(one?.predictions['label']?.top.length).toBe(1);
    const { box = [], top = [] } = {
      ...all[17]?.predictions['box'],
      top: all[17]?.predictions['label']?.top,
    };
    expect(one?.predictions['label']?.top[0]?.probability).toBeCloseTo(top[0]?.probability ?? NaN, 5);
    one?.predictions['box']?.box.forEach((side, index) => expect(side).toBeCloseTo(box[index] ?? NaN, 4));
    expect(top.map(({ class: name }) => name).toSorted()).toEqual(['circle', 'square', 'triangle']);
  });

  it('is a line for a person, and a row for other programs', async () => {
    const [first, second] = [join(pictures, '000.png'), join(pictures, '001.png')];
    const text = await cnnc(['predict', run, second, first]);
    const line = String.raw`  label: \w+ [\d.]+% · \w+ [\d.]+% · \w+ [\d.]+%  box: [−\d.]+, [−\d.]+ to [−\d.]+, [−\d.]+\n`;
    expect(text.out).toMatch(new RegExp(`^${second}${line}${first}${line}$`));
    const csv = await cnnc(['predict', run, first, '--csv', '--top', '2']);
    const [head = '', row = ''] = csv.out.split('\r\n');
    expect(head).toBe(
      'file,width,height,error,label_1,label_1_probability,label_2,label_2_probability,box_left,box_top,box_right,box_bottom',
    );
    expect(row.split(',').length).toBe(head.split(',').length);
    expect(row.startsWith(`${first},16,16,,`)).toBe(true);
  });

  it('names what cannot be read and goes on, and fails where nothing is left', async () => {
    const [broken, good] = [join(temporaryDirectory(), 'a "broken", one.png'), join(pictures, '000.png')];
    writeFileSync(broken, 'no picture');
    const { code, out, err } = await cnnc(['predict', run, broken, good, 'nowhere.png']);
    expect(code).toBe(0);
    expect(out.split('\n').length).toBe(2);
    expect(err).toBe(
      `  skipped ${broken}: it is no JPEG, PNG, GIF, WebP, BMP or TIFF picture\n` +
        '  skipped nowhere.png: there is no such file\n  2 of 3 could not be read\n',
    );
    const lines = await predicted(run, good, broken);
    expect(lines.map(({ error }) => error === undefined)).toEqual([true, false]);
    const csv = await cnnc(['predict', run, broken, good, '--csv']);
    expect(csv.out).toContain(`\r\n"${broken.replaceAll('"', '""')}",,,"it is no JPEG, PNG`);
    const none = await cnnc(['predict', run, broken]);
    expect(none.code).toBe(1);
    expect(none.err).toContain('error[CNN761]: what was given cannot be read');
  });

  it('draws over the pictures, into a folder that is whole or not there', async () => {
    const out = join(temporaryDirectory(), 'sheet');
    const odd = join(temporaryDirectory(), '<img src=x> "&.png');
    copyFileSync(join(pictures, '003.png'), odd);
    const good = join(pictures, '000.png');
    const told = await cnnc(['predict', run, odd, good, 'nowhere.png', '--out', out]);
    expect(told).toMatchObject({ code: 0, err: '  1 of 3 could not be read\n' });
    expect(readdirSync(out).toSorted()).toEqual(['index.html', 'pictures']);
    expect(readdirSync(join(out, 'pictures'))).toEqual(['000001.png', '000002.png']);
    const page = readFileSync(join(out, 'index.html'), 'utf8');
    expect(page).toContain('&lt;img src=x&gt; &quot;&amp;.png</div>');
    expect(page).not.toContain('<img src=x>');
    expect(page).toContain('there is no such file');
    const drawn = await sharp(join(out, 'pictures', '000002.png')).metadata();
    expect(drawn).toMatchObject({ width: 320, height: 350 });

    const again = async (...more: readonly string[]) =>
      /CNN\d+/.exec((await cnnc(['predict', run, good, '--out', out, ...more])).err)?.[0];
    expect(await again()).toBe('CNN763');
    expect(await again('--force')).toBeUndefined();
    expect(readdirSync(join(out, 'pictures'))).toEqual(['000001.png']);
    writeFileSync(join(out, 'notes.txt'), 'mine');
    expect(await again('--force')).toBe('CNN762');
    const among = await cnnc(['predict', run, pictures, '--out', join(pictures, 'sheet')]);
    expect(among.err).toContain('error[CNN764]');
    const below = await cnnc(['predict', run, good, '--out', join(good, 'sheet')]);
    expect(below.err).toMatch(/^error\[CNN765\].* cannot be written: a part of its path is not a directory/);
    const none = join(temporaryDirectory(), 'none');
    expect((await cnnc(['predict', run, 'nowhere.png', '--out', none])).code).toBe(1);
    expect(readdirSync(join(none, '..'))).toEqual([]);
  });

  it('takes the words of its options', async () => {
    const refused = async (...args: readonly string[]) => (await cnnc(['predict', ...args])).code;
    expect(await refused(run)).toBe(2);
    expect(await refused(run, pictures, '--json', '--csv')).toBe(2);
    expect(await refused(run, pictures, '--top', '0')).toBe(2);
    for (const confidence of ['50', '-0.1', 'high', '0.5'])
      expect(await refused(run, pictures, '--confidence', confidence)).toBe(2);
    expect(await refused(join(directory(), 'no run'), pictures)).toBe(1);
  });
});

describe('as it is shown in the documents', () => {
  it('is what is printed', () => {
    const shown = readFileSync(repositoryFile('docs/runs.md'), 'utf8');
    let out = '';
    const sink = textSink({
      out: (text) => (out += text),
      err: (text) => (out += text),
      outPalette: paletteFor(false),
    });
    const top = (...classes: readonly (readonly [string, number])[]) => ({
      kind: 'classes' as const,
      top: classes.map(([name, probability], index) => ({ index, name, probability })),
    });
    const picture = { width: 32, height: 32 };
    const add = (file: string, shape: HeadPrediction, box: Corners): void =>
      void sink.add({
        file,
        picture,
        heads: new Map([
          ['shape', shape],
          ['box', { kind: 'box', box }],
        ]),
      });
    add(
      'pics/circle-00004.png',
      top(['circle', 0.9999], ['square', 0.0001]),
      [5.6085, 7.3156, 27.0997, 25.2595],
    );
    add(
      'pics/square-00001.png',
      top(['square', 0.9896], ['triangle', 0.0096]),
      [0.2337, -1.8454, 18.7802, 20.6838],
    );
    expect(shown).toContain(`$ cnnc predict runs/Spotter-1 pics --top 2\n${out}`);
  });
});

describe('of a run whose pictures have to have a size', () => {
  it('leaves out what does not fit, and says why', async () => {
    const directory = temporaryDirectory();
    const run = await trained(smallSpec(directory), join(directory, 'run'));
    const pictures = join(directory, 'pictures');
    await saved(run, pictures);
    const large = join(directory, 'large.png');
    await sharp({ create: { width: 9, height: 7, channels: 3, background: 'red' } })
      .png()
      .toFile(large);
    const { code, err } = await cnnc(['predict', run, pictures, large]);
    expect(code).toBe(0);
    expect(err).toContain('it is [7, 9, 1] once prepared, and the model takes [8, 8, 1]');
  });
});

describe('of a model with several inputs', () => {
  it('is refused with the reason', async () => {
    const directory = temporaryDirectory();
    const file = smallSpec(directory, {
      '  input image: float32[8, 8, 1]\n':
        '  input image: float32[8, 8, 1]\n  input other: float32[8, 8, 1]\n  Add(with=image)\n',
      '  batch = 10\n': '  batch = 10\n  input other = image\n',
    });
    const run = await trained(file, join(directory, 'run'));
    const { code, err } = await cnnc(['predict', run, 'any.png']);
    expect(code).toBe(1);
    expect(err).toContain('error[CNN760]: `Tiny` has 2 inputs (`image`, `other`): a picture is one');
  });
});

/** Weights for an application, by the paths within it. */
function drawnWeights(name: string, size: number) {
  const { value } = compile(
    new Source(
      'whole.cnn',
      `import { ${name} } from "cnn:applications"
model Whole {
  input image: float32[${size}, ${size}, 3]
  output made: ${name}(weights=imagenet)
}`,
    ),
  );
  const [graph] = value.models;
  if (graph === undefined || !isConcrete(graph)) throw new Error('it is open');
  const [part] = graph.weightSources;
  return new Map(
    [...graphVariables(graph)].map(([path, variable]) => [
      path.slice((part?.path.length ?? 0) + 1),
      { shape: variable.shape, data: initialize(variable, 3) },
    ]),
  );
}

describe('of an application', () => {
  it('prepares pictures for it and knows the names of its classes', async () => {
    const directory = temporaryDirectory();
    const file = join(directory, 'weights.safetensors');
    writeFileSync(file, encodeSafetensors({ tensors: drawnWeights('MobileNet', 224), metadata: new Map() }));
    const picture = join(directory, 'picture.png');
    await sharp({ create: { width: 300, height: 200, channels: 3, background: 'teal' } })
      .png()
      .toFile(picture);
    const [line] = await predicted('--model', 'MobileNet', '--weights', file, picture, '--top', '1000');
    const { top = [] } = line?.predictions['predictions'] ?? {};
    expect(line).toMatchObject({ width: 300, height: 200 });
    expect(top.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 4);
    expect(top.find(({ index }) => index === 1)).toMatchObject({ class: 'goldfish', id: 'n01443537' });
  });

  it('is refused where there is none of the name, or its file is another', async () => {
    const unknown = await cnnc(['predict', '--model', 'ResNet5', 'any.png']);
    expect(unknown).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean `ResNet50`?') as string,
    });
    const file = join(temporaryDirectory(), 'weights.h5');
    writeFileSync(file, 'no weights');
    const other = await cnnc(['predict', '--model', 'ResNet50', '--weights', `imagenet=${file}`, 'any.png']);
    expect(other.code).toBe(1);
    expect(other.err).toMatch(/^error\[CNN637\].*\n {2}= note/);
    expect(await cnnc(['predict', 'run', 'any.png', '--weights', file])).toMatchObject({ code: 2 });
  });
});
