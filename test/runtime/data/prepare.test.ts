import { describe, expect, it } from 'vitest';
import type { FieldSpec } from '../../../compiler/data/data-spec.ts';
import type { PrepareStep } from '../../../compiler/catalogue/steps/preparations.ts';
import { boxInPicture } from '../../../runtime/data/prepare/box-in-picture.ts';
import { preparation, type Prepared } from '../../../runtime/data/prepare/prepare.ts';
import { rescaler } from '../../../runtime/data/prepare/rescaling.ts';
import { resize, resizeBox } from '../../../runtime/data/prepare/resizing.ts';
import golden from '../../golden/resizing.json' with { type: 'json' };
import { testSpan } from '../../support/span.ts';

const resizing = (height: number, width: number, cropToAspectRatio = false) =>
  ({ kind: 'Resizing', height, width, interpolation: 'bilinear', cropToAspectRatio }) as const;

describe('Resizing', () => {
  it.each(
    golden.resizing.map(
      (each) =>
        [
          `${each.shape.join('×')} to ${each.height}×${each.width}, ${each.interpolation}${each.crop ? ', cropped' : ''}${'fill' in each ? `, padded with ${each.fill}` : ''}`,
          each,
        ] as const,
    ),
  )('equals Keras: %s', (_, { shape, image, height, width, interpolation, crop, result, ...margins }) => {
    const [oldHeight = 0, oldWidth = 0, channels = 0] = shape;
    const picture = { height: oldHeight, width: oldWidth, channels, data: Uint8Array.from(image) };
    const step = {
      ...resizing(height, width, crop),
      ...('fill' in margins && { fill: margins.fill }),
      interpolation: interpolation === 'nearest' ? ('nearest' as const) : ('bilinear' as const),
    };
    const resized = resize(picture, step);
    expect(resized).toMatchObject({ height, width, channels });
    expect(resized.data.length).toBe(result.length);
    result.forEach((value, index) => expect(resized.data[index]).toBeCloseTo(value, 4));
  });

  it('moves a box with a cropped image', () => {
    const image = { height: 100, width: 200, channels: 1, data: new Uint8Array(20_000) };
    expect(resizeBox([0.25, 0.1, 0.75, 0.9], image, resizing(50, 50))).toEqual([0.25, 0.1, 0.75, 0.9]);
    expect(resizeBox([0.25, 0.1, 0.75, 0.9], image, resizing(50, 50, true))).toEqual([0, 0.1, 1, 0.9]);
    expect(resizeBox([0.5, 0, 0.625, 1], image, resizing(50, 50, true))).toEqual([0.5, 0, 0.75, 1]);
  });
});

describe('Resizing with margins', () => {
  const image = { height: 100, width: 200, channels: 1, data: new Uint8Array(20_000) };
  const step = { ...resizing(64, 64), fill: 0 };

  it('moves a box with its image', () => {
    expect(resizeBox([0, 0, 0.5, 1], image, step)).toEqual([0, 0.25, 0.5, 0.75]);
    expect(resizeBox([0, 0, 1, 0.5], { height: 200, width: 100 }, step)).toEqual([0.25, 0, 0.75, 0.5]);
  });

  it('moves a box back', () => {
    const place = boxInPicture(
      { name: 'box', type: { kind: 'box', format: 'corners' } },
      { prepare: [step], augment: [] },
    );
    expect(place([0, 0.25, 0.5, 0.75], image)).toEqual([0, 0, 100, 100]);
  });
});

describe('Rescaling', () => {
  it.each(golden.rescaling)('equals Keras: $scale, $offset', ({ scale, offset, result }) => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const change = rescaler([{ kind: 'Rescaling', scale, offset }]);
    expect([...change(bytes)]).toEqual(result);
    expect([...change(Float32Array.from(bytes))]).toEqual(result);
  });
});

describe('prepare', () => {
  const image: FieldSpec = {
    name: 'image',
    type: { kind: 'tensor', dtype: 'uint8', shape: [null, null, 1] },
    span: testSpan,
  };
  const box: FieldSpec = { name: 'box', type: { kind: 'box', format: 'center' }, span: testSpan };
  const label: FieldSpec = { name: 'label', type: { kind: 'class', classes: 3 }, span: testSpan };
  const example = {
    image: { height: 2, width: 4, channels: 1, data: Uint8Array.of(0, 10, 20, 30, 40, 50, 60, 70) },
    label: 2,
    box: [0.25, 0, 0.75, 1],
  } as const;
  const prepared = (fields: readonly FieldSpec[], prepare: readonly PrepareStep[]): readonly Prepared[] => {
    const { settle, finish } = preparation(fields, prepare, []);
    return finish(settle(example));
  };
  const steps: PrepareStep[] = [resizing(2, 2, true), { kind: 'Rescaling', scale: 0.1, offset: 0 }];

  it('gives geometry to images and boxes, photometry to images only', () => {
    const valuesOf = prepared([image, box, label], steps);
    expect(valuesOf[0]).toEqual({
      shape: [2, 2, 1],
      values: Float32Array.of(1, 2, 5, 6),
    });
    expect(valuesOf[1]).toEqual({ shape: [4], values: Float32Array.of(0.5, 0.5, 1, 1) });
    expect(valuesOf[2]).toEqual({ shape: [], values: Float32Array.of(2) });
  });

  it('gives a step that names a field to that field only', () => {
    const only: PrepareStep[] = [{ kind: 'Rescaling', scale: 2, offset: 1, field: 'box' }];
    const [ofImage, ofBox] = prepared([image, box], only);
    expect([...(ofBox?.values ?? [])]).toEqual([2, 2, 2, 3]);
    expect(ofImage?.values).toBe(example.image.data);
  });
});
