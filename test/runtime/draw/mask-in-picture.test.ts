import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { unlabelled } from '../../../compiler/catalogue/fields/field-type.ts';
import { boxInPicture } from '../../../runtime/data/prepare/box-in-picture.ts';
import { resize, type Resizing } from '../../../runtime/data/prepare/resizing.ts';
import { decodeMaskBytes } from '../../../runtime/data/pictures/decode-mask.ts';
import { drawPrediction } from '../../../runtime/draw/draw-prediction.ts';
import { indexedPng } from '../../../runtime/draw/indexed-png.ts';
import { maskInPicture, pixelsInPicture } from '../../../runtime/draw/mask-in-picture.ts';

const whole: Resizing = {
  kind: 'Resizing',
  field: 'image',
  height: 8,
  width: 8,
  interpolation: 'nearest',
  cropToAspectRatio: false,
};
const field = { name: 'image', type: { kind: 'tensor', dtype: 'uint8', shape: [null, null, 1] } } as const;
const size = { height: 16, width: 48 };
/** The class of a pixel says in which square of 8 pixels it lies. */
const labels = Uint8Array.from({ length: size.height * size.width }, (_, pixel) => {
  const [row, column] = [Math.floor(pixel / size.width), pixel % size.width];
  return 6 * Math.floor(row / 8) + Math.floor(column / 8);
});
const truth = { ...size, channels: 1, data: labels };

/** A mask that was prepared by a step, and taken back. */
function backFrom(step: Resizing) {
  const placeBox = boxInPicture(field, { prepare: [step], augment: [] });
  const drawn = { mask: resize(truth, step), region: placeBox([0, 0, 1, 1], size) };
  const picture = maskInPicture(drawn, size);
  const counts = Array.from(
    { length: 12 },
    (_, label) => picture.data.filter((each) => each === label).length,
  );
  expect([...pixelsInPicture(drawn, size, 12)]).toEqual(counts);
  return picture;
}

describe('a mask in the size of its picture', () => {
  it('takes back a resizing', () => {
    const { data } = backFrom({ ...whole, width: 6, height: 2 });
    expect([...data]).toEqual([...labels]);
  });

  it('takes of each pixel what is nearest to its middle', () => {
    const mask = { height: 1, width: 2, channels: 1, data: Uint8Array.of(0, 1) };
    const { data } = maskInPicture({ mask, region: [0, 0, 3, 1] }, { height: 1, width: 3 });
    expect([...data]).toEqual([0, 1, 1]);
  });

  it('takes back a letterbox: its margins are nothing of the picture', () => {
    const { data } = backFrom({ ...whole, height: 48, width: 48, fill: 99 });
    expect([...data]).toEqual([...labels]);
  });

  it('takes back a crop: what was cut off is of no class', () => {
    const { data } = backFrom({ ...whole, cropToAspectRatio: true });
    const cut = labels.map((label, pixel) =>
      pixel % size.width < 16 || pixel % size.width >= 32 ? unlabelled : label,
    );
    expect([...data]).toEqual([...cut]);
  });
});

it('a mask is a PNG that has the numbers of its classes, as the masks of data are read', async () => {
  const data = Uint8Array.of(0, 1, 2, 3, 255, 11);
  const bytes = await indexedPng({ height: 2, width: 3, channels: 1, data });
  const read = await decodeMaskBytes(bytes);
  expect(read).toMatchObject({ height: 2, width: 3 });
  expect(typeof read === 'string' ? read : [...read.data]).toEqual([...data]);
  const { isPalette, width } = (await sharp(bytes).metadata()) as { isPalette?: boolean; width: number };
  expect([isPalette, width]).toEqual([true, 3]);
});

it('a mask is drawn where it lies, also where it reaches beyond its picture', async () => {
  const picture = { height: 20, width: 40, channels: 3, data: new Uint8Array(2400) };
  const mask = { height: 2, width: 2, channels: 1, data: Uint8Array.of(0, 0, 0, 1) };
  const drawn = { boxes: [], masks: [{ mask, region: [0, -10, 40, 30] as const }], caption: '' };
  const { bytes } = await drawPrediction(picture, drawn);
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): number => data[(y * info.width + x) * info.channels] ?? 0;
  expect(info.width).toBe(320);
  expect([at(10, 150), at(310, 10), at(310, 150)].map((red) => red > 50)).toEqual([false, false, true]);
});
