import { rowColumns } from '../catalogue/layers/detection-rows.ts';
import { batched } from '../ir/extent.ts';
import type { Value } from '../ir/ir.ts';
import { shapeOf } from '../catalogue/layers/input-shape.ts';
import type { Builder } from '../ops/builder.ts';

/** The box of each row of `Detections`, cut off at the sides of the picture, and how sure it is of each class. */
export function readRows(build: Builder, rows: Value): { readonly boxes: Value; readonly scores: Value } {
  const [count = 0, columns = 0] = shapeOf(rows);
  const part = (first: number, size: number): Value =>
    build.op('slice', [rows], {
      begin: [0, 0, first],
      size: batched([count, size]),
      strides: [1, 1, 1],
    });
  const raised = build.op('maximum', [part(rowColumns.box, 4), build.constant(0)], {});
  const ofClass = build.op('sigmoid', [part(rowColumns.classes, columns - rowColumns.classes)], {});
  const central = build.op('sigmoid', [part(rowColumns.centerness, 1)], {});
  return {
    boxes: build.op('minimum', [raised, build.constant(1)], {}),
    scores: build.op('sqrt', [build.op('multiply', [ofClass, central], {})], {}),
  };
}
