import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { batched } from '../../ir/extent.ts';
import { atLeast } from '../../sizes/condition.ts';
import type { ConcreteShape, Shape } from '../../sizes/shape.ts';
import { add, multiply, type Size, subtract } from '../../sizes/size.ts';
import { defineLayer, type Need, needing, type Problem } from './define-layer.ts';
import { endless, mapChannels, rowColumns } from './detection-rows.ts';
import { formatSizes, shapeOf } from './input-shape.ts';
import { sameAt } from './merge-shapes.ts';

/** Why the maps of levels cannot be what they are meant to be. */
function problemOf(maps: readonly Shape[]): Problem | undefined {
  const flat = maps.find(({ length }) => length !== 3);
  if (flat !== undefined) return { message: `${formatSizes(flat)} is no map of height, width and channels` };
  const few = maps.find(([, , channels = 0]) => typeof channels === 'number' && channels <= mapChannels);
  if (few === undefined) return undefined;
  return {
    message: `${formatSizes(few)} has too few channels for four distances, a centreness and a class`,
    notes: [`4 + 1 + classes ≥ ${mapChannels + 1}`],
    fix: `let the last convolution of each level make ${mapChannels} + classes channels`,
  };
}

/** That a level is no finer than the one before. */
const coarser = (before: Shape, level: Shape): readonly Need[] =>
  [0, 1].map((axis) => ({
    condition: atLeast(subtract(before[axis] ?? 1, level[axis] ?? 1), 0),
    problem: () => ({
      message: `levels go from the finest to the coarsest, but ${formatSizes(level)} comes after ${formatSizes(before)}`,
      fix: 'begin with the largest map and name the others in `with=` by their size',
    }),
  }));

export const detections = defineLayer({
  kind: 'Detections',
  elsewhere: 'FCOSHead NonMaxSuppression DetectionOutput',
  doc: `Maps of one or more levels, the finest first, of \`5 + classes\` channels (distances to the left, top, right and bottom in cells, at least 0; logits of the centreness and of each class) as rows, one for each cell: \`[cells, ${rowColumns.classes} + classes]\`, which a loss of \`cnn:detection\` compares with a field of boxes. What it is told beside \`reach\` says which of the rows are taken for objects where a model predicts.`,
  inputs: 'many',
  alone: () => true,
  params: {
    reach: {
      type: 'number',
      default: 8,
      doc: 'How many cells of its level an object may reach from a cell within it; what reaches farther is of the next level (8 in FCOS).',
    },
    confidence_threshold: {
      type: 'number',
      default: 0.05,
      doc: 'An object is at least so sure: the root of the probabilities of its class and of its centreness, multiplied.',
    },
    iou_threshold: {
      type: 'number',
      default: 0.5,
      doc: 'Of two objects of one class that overlap more, the surer one stays.',
    },
    max_detections: {
      type: 'integer',
      minimum: 1,
      maximum: 10_000,
      default: 100,
      doc: 'How many objects a picture has at most.',
    },
  },
  positional: 0,
  infer(params, ...maps) {
    for (const name of ['confidence_threshold', 'iou_threshold'] as const)
      if (params[name] < 0 || params[name] > 1)
        return { parameter: name, message: `${params[name]} is no number from 0 to 1` };
    if (params.reach <= 0) return { parameter: 'reach', message: 'an object reaches more than 0 cells' };
    const problem = problemOf(maps);
    if (problem !== undefined) return problem;
    const [first = []] = maps;
    const needs = maps
      .slice(1)
      .flatMap((map, index) => [...sameAt(first, map, [2]), ...coarser(maps[index] ?? [], map)]);
    const rows = maps.reduce<Size>((sum, [height = 0, width = 0]) => add(sum, multiply(height, width)), 0);
    return needing([rows, add(first[2] ?? 0, rowColumns.classes - mapChannels)], needs);
  },
  lower({ build }, { reach }, ...maps) {
    const levels = maps.map((map, index) => {
      const before = maps[index - 1];
      const least = before === undefined ? 0 : (reach * widthOf(map)) / widthOf(before);
      return rowsOf(build, map, [least, index === maps.length - 1 ? endless : reach]);
    });
    return levels.length === 1 ? levels[0]! : build.op('concat', levels, { axis: 1 });
  },
});

const widthOf = (map: Value): number => shapeOf(map)[1] ?? 1;

/** The rows of a level's map. */
function rowsOf(build: Builder, map: Value, reach: readonly [number, number]): Value {
  const [height = 1, width = 1, channels = 0] = shapeOf(map);
  const cells = height * width;
  const flat = build.op('reshape', [map], { shape: batched([cells, channels]) });
  const part = (first: number, size: number): Value =>
    build.op('slice', [flat], {
      begin: [0, 0, first],
      size: batched([cells, size]),
      strides: [1, 1, 1],
    });
  const centers = centersOf([height, width]);
  const corners = tensor(
    build,
    centers.map(([x, y]) => [x, y, x, y]),
  );
  const away = build.op('tensorConstant', [], {
    values: [-1 / width, -1 / height, 1 / width, 1 / height],
    shape: [1, 1, 4],
  });
  const boxes = build.op('add', [build.op('multiply', [part(0, 4), away], {}), corners], {});
  const known = tensor(
    build,
    centers.map((center) => [...center, 1 / width, 1 / height, ...reach]),
  );
  const each = build.op('broadcastTo', [known], { shape: batched([cells, 6]) });
  return build.op('concat', [boxes, each, part(4, channels - 4)], { axis: 2 });
}

/** Centres of the cells of a map, row by row. */
const centersOf = ([height = 1, width = 1]: ConcreteShape): readonly (readonly [x: number, y: number])[] =>
  Array.from({ length: height * width }, (_, cell) => [
    ((cell % width) + 0.5) / width,
    (Math.floor(cell / width) + 0.5) / height,
  ]);

const tensor = (build: Builder, rows: readonly (readonly number[])[]): Value =>
  build.op('tensorConstant', [], { values: rows.flat(), shape: [1, rows.length, rows[0]?.length ?? 0] });
