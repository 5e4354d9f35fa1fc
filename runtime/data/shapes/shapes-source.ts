import type { SourceOf } from '../../../compiler/catalogue/sources/registry.ts';
import type { DataSource } from '../source.ts';
import { outlines } from './outlines.ts';

/** Class names of generated shapes, in the order of their numbers. */
export const shapeNames: readonly string[] = outlines.map(({ name }) => name);

/** Generated pictures: example i shows shape i mod `classes`. */
export function openShapes(spec: SourceOf<'shapes'>, seed: number): DataSource {
  const { count, height, width, channels, classes } = spec;
  const canvas = { height, width, channels };
  const labelOf = (index: number): number => index % classes;
  return {
    count,
    testCount: 0,
    imageShape: [height, width, channels],
    bringsBox: true,
    classNames: shapeNames.slice(0, classes),
    fingerprint: `shapes/1/${seed}/${count}/${height}/${width}/${channels}/${classes}`,
    labelOf,
    fileOf: () => undefined,
    entry: (index) => ({ recipe: { kind: 'shape', canvas, seed, index }, label: labelOf(index) }),
  };
}
