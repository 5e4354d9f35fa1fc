import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { temporaryDirectory } from '../support/directory.ts';
import { cnnc } from './run-cnnc.ts';

/** A network that says 0.5 four times over: with roots of width and height the box in the middle, a quarter wide and high. */
const spec = (prepare: string): string => `model Middle {
  input image: float32[8, 8, 1]
  Flatten
  output box: Dense(4, kernel_initializer=zeros, bias_initializer=Constant(0.5))
}
data Pictures {
  source = folder("pictures", boxes="boxes.csv")
  field image: uint8[8, 8, 1]
  field label: class[2]
  field box: box[center]
  split { train = 100% }
  prepare { Rescaling(1/255) }
  ${prepare}
}
train Middle on Pictures {
  batch = 2
  objective box { loss = mse  metrics = [box_iou] }
  phase main { epochs = 1  optimizer = SGD(learning_rate=1e-9) }
}
`;

async function boxIou(prepare: string): Promise<number | undefined> {
  const folder = temporaryDirectory();
  for (const name of ['a', 'b']) {
    mkdirSync(join(folder, 'pictures', name), { recursive: true });
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'gray' } });
    await picture.png().toFile(join(folder, 'pictures', name, '1.png'));
  }
  const rows = ['a', 'b'].map((name) => `${name}/1.png,3,3,5,5\n`).join('');
  writeFileSync(join(folder, 'pictures', 'boxes.csv'), `file,xmin,ymin,xmax,ymax\n${rows}`);
  const file = join(folder, 'middle.cnn');
  writeFileSync(file, spec(prepare));
  const { code, out, err } = await cnnc([
    'run',
    file,
    '--engine',
    'cpu',
    '--json',
    '--out',
    join(folder, 'run'),
  ]);
  expect(code, err).toBe(0);
  const found = /"box_iou":([\d.e-]+)/.exec(out)?.[1];
  return found === undefined ? undefined : Number(found);
}

it('`box_iou` of a perfect prediction is 1 where `prepare` takes roots of width and height', async () => {
  expect(await boxIou('prepare box { SqrtSize }')).toBeCloseTo(1, 5);
  // Without the roots the same prediction is a box four times as large.
  expect(await boxIou('')).toBeCloseTo(0.25, 5);
});
