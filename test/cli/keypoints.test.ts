import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { cnnc, fileOf } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

/** Black pictures of 40 × 20 pixels, of which the middle of pixel (30, 5) is marked as the first point, and no second. */
async function fileIn(rest = ''): Promise<string> {
  const file = fileOf(`import { KeypointsLoss } from "cnn:losses"
  data Marks {
    source = csv("marks.csv", pictures="images")
    field points: keypoints[2]
    split { train = 75%  valid = 25% }
    prepare { Resizing(20, 20)  Rescaling(1/255) }
  }
  ${rest}`);
  const folder = dirname(file);
  mkdirSync(join(folder, 'images'));
  const rows = ['file,nose_x,nose_y,ear_x,ear_y'];
  for (let index = 0; index < 8; index++) {
    const background = `rgb(0,0,${index})`;
    const picture = sharp({ create: { width: 40, height: 20, channels: 3, background } }).png();
    writeFileSync(join(folder, 'images', `${index}.png`), await picture.toBuffer());
    rows.push(`${index}.png,30,5,,`);
  }
  writeFileSync(join(folder, 'marks.csv'), rows.join('\n'));
  return file;
}

it('cnnc data draws points over its samples', async () => {
  const file = await fileIn();
  const sheet = join(dirname(file), 'samples.png');
  expect(await cnnc(['data', file, '-o', sheet, '--samples', '1'])).toMatchObject({ code: 0 });
  const { data, info } = await sharp(sheet).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const redAt = (x: number, y: number): number => data[(y * info.width + x) * info.channels] ?? 0;
  // A sample is 160 pixels wide and high, with a margin of 6.
  const at = [30.5 / 40, 5.5 / 20].map((share) => 6 + Math.floor(share * 160));
  const [x = 0, y = 0] = at;
  expect(redAt(x, y)).toBeGreaterThan(200);
  expect([redAt(x - 20, y), redAt(x, y + 20), redAt(172 - x, y)].every((red) => red < 30)).toBe(true);
});

it('a head of points is learnt, judged and predicted in pixels of the picture', async () => {
  const file = await fileIn(`
  model Finder {
    input image: float32[20, 20, 3]
    Flatten
    output points: Dense(4)
  }
  train Finder on Marks {
    batch = 6
    objective points { loss = KeypointsLoss  metrics = [keypoint_distance] }
    phase main { epochs = 150  optimizer = Adam(0.02) }
  }`);
  const [run, picture] = [join(dirname(file), 'run'), join(dirname(file), 'images/3.png')];
  expect(await cnnc(['run', file, '--out', run, '--engine', 'cpu'])).toMatchObject({ code: 0 });
  const { out } = await cnnc(['predict', run, picture, '--json']);
  const told = JSON.parse(out) as {
    readonly predictions: { readonly points: { readonly points: readonly number[][] } };
  };
  expect(schemaErrors('predict', told)).toEqual([]);
  const [x = NaN, y = NaN] = told.predictions.points.points[0] ?? [];
  expect(Math.abs(x - 30) + Math.abs(y - 5)).toBeLessThan(0.5);
  const { out: csv } = await cnnc(['predict', run, picture, '--csv']);
  expect(csv).toMatch(/^file,width,height,error,points_1_x,points_1_y,points_2_x,points_2_y\r\n/);
  expect((await cnnc(['predict', run, picture])).out).toMatch(/ (?:29\.[5-9]|30\.\d), (?:4\.[5-9]|5\.\d) · /);
  expect(await cnnc(['predict', run, picture, '--out', join(dirname(file), 'drawn')])).toMatchObject({
    code: 0,
  });
  expect((await cnnc(['evaluate', run])).out).toContain('keypoint_distance');
});
