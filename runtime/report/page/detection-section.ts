import type { Detection } from '../../detection/found-objects.ts';
import { markup, type Section, section, table } from '../../page/html.ts';
import { figureOf } from '../../page/numbers.ts';

/** What a head of objects finds, or one of classes and one of boxes together. */
export function detectionSection(
  { coco, voc, byClass, isOfObjects }: Detection,
  classes: readonly string[] | undefined,
): Section {
  const rows = (
    [
      ['COCO, overlaps of 0.5 to 0.95', coco.ap],
      ['COCO, an overlap of 0.5', coco.ap50],
      ['COCO, an overlap of 0.75', coco.ap75],
      ['COCO, less than 32² pixels', coco.small],
      ['COCO, 32² to 96² pixels', coco.medium],
      ['COCO, more than 96² pixels', coco.large],
      ['Pascal VOC 2007, at 11 recalls, an overlap of 0.5', voc.elevenPoints],
      ['Pascal VOC 2010, at all recalls, an overlap of 0.5', voc.allPoints],
    ] as const
  ).flatMap(([name, value]) => (value === undefined ? [] : [[name, figureOf(value)]]));
  const perClass = byClass.map(({ category, objects, ap, ap50 }) => [
    classes?.[category] ?? String(category),
    ...[ap, ap50].map(figureOf),
    objects,
  ]);
  const classTable = table('precision-by-class', ['class', 'AP', 'AP50', 'objects'], perClass);
  return section(
    'detection',
    isOfObjects ? 'Objects' : 'Class and box together',
    isOfObjects
      ? markup`<p>What is found in each picture beside what is there.</p>`
      : markup`<p>Each example is one detection: of its likeliest class, where its box is.</p>`,
    table('average-precision', ['average precision', ''], rows),
    ...(perClass.length === 0 ? [] : [classTable]),
  );
}
