import type { SourceOf } from '../../../compiler/catalogue/sources/registry.ts';
import type { DataSource } from '../source.ts';
import { outlines } from './outlines.ts';

/** Class names of generated shapes, in the order of their numbers. */
export const shapeNames: readonly string[] = outlines.map(({ name }) => name);

/** Generated pictures: example i shows shape i mod `classes`, or several objects; `masked`: with a mask each. */
export function openShapes(spec: SourceOf<'shapes'>, seed: number, masked = false): DataSource {
  const { count, height, width, channels, classes, objects } = spec;
  const canvas = { height, width, channels };
  const several = objects && { least: objects.least, most: objects.most, classes };
  const labelOf = (index: number): number => (several === undefined ? index % classes : 0);
  const drawn = `shapes/1/${seed}/${count}/${height}/${width}/${channels}/${classes}`;
  return {
    count,
    testCount: 0,
    imageShape: [height, width, channels],
    bringsBox: several === undefined,
    bringsObjects: several !== undefined,
    bringsMask: masked,
    classNames: shapeNames.slice(0, classes),
    fingerprint: several === undefined ? drawn : `${drawn}/${several.least}-${several.most}`,
    labelOf,
    fileOf: () => undefined,
    entry: (index) => ({
      recipe: { kind: 'shape', canvas, seed, index, ...(several && { several }), ...(masked && { masked }) },
      label: labelOf(index),
    }),
  };
}
