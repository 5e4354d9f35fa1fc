import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedDirectory } from '../support/directory.ts';
import { cnnc } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

const spec = `data Lights {
  source = csv("tags.csv")
  field tags: classes[3]
  split { train = 60%  valid = 40% }
  prepare { Rescaling(1/255) }
}
model Tagger {
  input image: float32[4, 4, 3]
  Flatten
  output tags: Dense(3, activation=sigmoid)
}
train Tagger on Lights {
  batch = 8
  objective tags { loss = binary_crossentropy  metrics = [binary_accuracy] }
  phase main { epochs = 60  optimizer = Adam(learning_rate=0.05) }
}
`;

const names = ['blue', 'green', 'red'];

describe('pictures of several classes at once', () => {
  const directory = sharedDirectory();
  const at = (name: string): string => join(directory(), name);

  beforeAll(async () => {
    const lines = ['file,tags'];
    for (let index = 0; index < 40; index++) {
      const lit = index % 8;
      const on = (bit: number): number => ((lit >> bit) & 1 ? 255 : 0);
      const background = { r: on(2), g: on(1), b: on(0) };
      await sharp({ create: { width: 4, height: 4, channels: 3, background } })
        .png()
        .toFile(at(`${index}.png`));
      lines.push(`${index}.png,${names.filter((_, bit) => on(bit) > 0).join(';')}`);
    }
    writeFileSync(at('tags.csv'), `${lines.join('\n')}\n`);
    writeFileSync(at('lights.cnn'), spec);
    const { code, err } = await cnnc(['run', at('lights.cnn'), '--out', at('run'), '--engine', 'cpu']);
    // The same colours are in both parts.
    expect(err).toMatch(/CNN801.*pictures are in two parts: `\d+\.png` in `train` is `\d+\.png` in `valid`/);
    expect(code).toBe(0);
  });

  it('are learnt, and each class is evaluated', async () => {
    const { out } = await cnnc(['evaluate', at('run'), '--json']);
    const told = JSON.parse(out) as { readonly heads: { readonly tags: Record<string, unknown> } };
    expect(schemaErrors('evaluate', told)).toEqual([]);
    expect(told.heads.tags).toMatchObject({ kind: 'labels', exact: 1, micro: { f1: 1 } });
    const table = await cnnc(['evaluate', at('run')]);
    expect(table.out).toMatch(/green +1\.000 +1\.000 +1\.000/);
    expect(table.out).toContain('all classes right in 100.0%');
  });

  it('are predicted with how likely each class is', async () => {
    // Green and red.
    const { out } = await cnnc(['predict', at('run'), at('6.png'), '--json']);
    const told = JSON.parse(out) as {
      readonly predictions: { readonly tags: { readonly labels: readonly Record<string, unknown>[] } };
    };
    expect(schemaErrors('predict', told)).toEqual([]);
    const { labels } = told.predictions.tags;
    expect(labels.map((each) => [each.class, Math.round(Number(each.probability))])).toEqual([
      ['blue', 0],
      ['green', 1],
      ['red', 1],
    ]);
    const csv = await cnnc(['predict', at('run'), at('6.png'), '--csv']);
    expect(csv.out).toMatch(/^file,width,height,error,tags_blue,tags_green,tags_red\r\n/);
    const text = await cnnc(['predict', at('run'), at('6.png')]);
    expect(text.out).toMatch(/(?:red|green) \d+\.\d% · (?:red|green) \d+\.\d% · blue \d+\.\d%/);
  });

  it('are reported on and written as code', async () => {
    expect((await cnnc(['report', at('run')])).code).toBe(0);
    const code = await cnnc(['build', at('lights.cnn'), '-o', at('code')]);
    expect(code.err).toBe('');
    expect(readFileSync(at('code/lights.ts'), 'utf8')).toContain('readonly tags: tf.Tensor2D;');
    const keras = await cnnc(['build', at('lights.cnn'), '--target', 'keras', '-o', at('keras')]);
    expect(keras.err).toBe('');
  });
});
