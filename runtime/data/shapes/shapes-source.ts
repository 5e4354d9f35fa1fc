import type { SourceSpec } from '../../../compiler/data/data-spec.ts';
import { RandomStream } from '../../random.ts';
import { ByteCache } from '../byte-cache.ts';
import type { DataSource, Example } from '../source.ts';
import { drawShape } from './draw.ts';
import { outlines } from './outlines.ts';

/** Class names of generated shapes, in the order of their numbers. */
export const shapeNames: readonly string[] = outlines.map(({ name }) => name);

/**
 * Generated pictures: example i shows shape i mod `classes`, drawn from a stream of the seed and i, so that
 * it is the same on every machine and in every order.
 */
export function openShapes(spec: Extract<SourceSpec, { readonly kind: 'shapes' }>, seed: number): DataSource {
  const { count, height, width, channels, classes } = spec;
  const canvas = { height, width, channels };
  const labelOf = (index: number): number => index % classes;
  const cache = new ByteCache();
  const draw = (index: number): Example => {
    const outline = outlines[labelOf(index)];
    if (outline === undefined) throw new RangeError(`there are only ${outlines.length} shapes`);
    const random = new RandomStream(seed, `shapes/${index}`);
    const example = { ...drawShape(canvas, outline.distance, random), label: labelOf(index) };
    cache.offer(index, example);
    return example;
  };
  return {
    count,
    testCount: 0,
    imageShape: [height, width, channels],
    bringsBox: true,
    classNames: shapeNames.slice(0, classes),
    fingerprint: `shapes/1/${seed}/${count}/${height}/${width}/${channels}/${classes}`,
    labelOf,
    fileOf: () => undefined,
    read: (index) => cache.get(index) ?? draw(index),
  };
}
