import { displayText } from '../../compiler/diagnostics/display-width.ts';
import type { Evaluation } from '../../runtime/evaluate/evaluate.ts';
import type { Detection } from '../../runtime/detection/found-objects.ts';
import type { ClassFigures } from '../../runtime/evaluate/confusion.ts';
import { type MaskFigures, maskNames } from '../../runtime/evaluate/mask-figures.ts';
import type { HeadFigures } from '../../runtime/evaluate/head-figures.ts';
import { formatCount, formatMeasure } from '../run/format.ts';
import { foldParts, partsOf } from '../run/measures.ts';
import { type Drawing, makeTable } from '../summary/make-table.ts';

/** More classes have no matrix, and the worst of them a line. */
const largestMatrix = 12;
const mostClasses = 40;
const mostMistakes = 10;

/** An evaluation as a person reads it. */
export function evaluationTables(evaluation: Evaluation, drawing: Drawing): string {
  const { train, part, isOwn, engine, examples, measures, heads, detection } = evaluation;
  const where = isOwn ? `the part \`${part}\`` : `other data than it was trained on (${part})`;
  const title = `${drawing.palette.strong(displayText(train))}  ${formatCount(examples)} examples of ${where}, on ${engine}`;
  const figures = foldParts(partsOf(measures).map(displayText), ' · ', drawing.width - 2).map(
    (line) => `  ${line}`,
  );
  const tables = [...heads].map(([name, head]) => headTables(name, head, evaluation, drawing));
  const found = detection === undefined ? [] : [detectionLines(detection, evaluation, drawing)];
  return `${[[title, ...figures].join('\n'), ...tables, ...found].join('\n\n')}\n`;
}

function headTables(
  name: string,
  figures: HeadFigures,
  { classes, heads, measures }: Evaluation,
  drawing: Drawing,
): string {
  const title = heads.size > 1 ? [drawing.palette.strong(displayText(name))] : [];
  if (figures.kind === 'box') {
    const { meanIou, atLeast } = figures;
    return [
      ...title,
      `  mean IoU ${formatMeasure(meanIou)} · IoU ≥ 0.5 in ${percent(atLeast.half)} · ≥ 0.75 in ${percent(atLeast.threeQuarters)}`,
    ].join('\n');
  }
  if (figures.kind === 'mask') return [...title, maskTables(figures, classes, drawing)].join('\n');
  const nameOf = (number: number): string => displayText(classes?.[number] ?? String(number));
  if (figures.kind === 'labels') {
    const { macro, micro, examples, exact } = figures;
    const averages = [
      ['macro', ...rates(macro), formatCount(examples)],
      ['micro', ...rates(micro), formatCount(examples)],
    ];
    return [
      ...title,
      classTable(figures.perClass, averages, nameOf, drawing),
      `  all classes right in ${percent(exact)}`,
    ].join('\n');
  }
  return [
    ...title,
    classTable(
      figures.perClass,
      [
        ['macro', ...rates(figures.macro), formatCount(figures.confusion.total)],
        ['weighted', ...rates(figures.weighted), formatCount(figures.confusion.total)],
      ],
      nameOf,
      drawing,
    ),
    ...(figures.isLogit && Object.keys(measures).some(isAccuracy) ? [logitNote] : []),
    '',
    figures.confusion.classes <= largestMatrix
      ? matrix(figures, nameOf, drawing)
      : mistakes(figures, nameOf, drawing),
  ].join('\n');
}

/** What pixels came to, class by class. */
function maskTables(
  { meanIou, accuracy, perClass, confusion }: MaskFigures,
  classes: readonly string[] | undefined,
  drawing: Drawing,
): string {
  const names = maskNames(classes, perClass.length);
  const nameOf = (number: number): string => displayText(names?.[number] ?? String(number));
  const rows = perClass.map(({ iou, precision, recall, support }, number) => [
    nameOf(number),
    ...[iou, precision, recall].map((value) => value?.toFixed(3) ?? '–'),
    formatCount(support),
  ]);
  return [
    `  mean IoU ${formatMeasure(meanIou)} · ${percent(accuracy)} of ${formatCount(confusion.total)} pixels`,
    makeTable(['class', 'IoU', 'precision', 'recall', 'pixels'], 1, rows, drawing),
    '',
    confusion.classes <= largestMatrix
      ? matrix({ confusion }, nameOf, drawing)
      : mistakes({ confusion }, nameOf, drawing),
  ].join('\n');
}

const isAccuracy = (measure: string): boolean => /(?:^|_)(?<!balanced_)accuracy$/.test(measure);

const logitNote =
  '  a yes where the probability is above 0.5; `accuracy` above, as Keras has it, where the logit itself is';

/** What both heads find together, by the measures of COCO and Pascal VOC; sizes of which there is nothing are left out. */
function detectionLines(
  { coco, voc, byClass, isOfObjects }: Detection,
  { classes }: Evaluation,
  drawing: Drawing,
): string {
  const line = (parts: readonly (readonly [string, number | undefined])[]): string =>
    parts
      .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value.toFixed(4)}`]))
      .join(' · ');
  const { ap, ap50, ap75, small, medium, large } = coco;
  return [
    isOfObjects ? 'objects' : 'class and box together',
    `  COCO  ${line([
      ['AP', ap],
      ['AP50', ap50],
      ['AP75', ap75],
      ['small', small],
      ['medium', medium],
      ['large', large],
    ])}`,
    `  VOC   ${line([
      ['AP at 11 points (2007)', voc.elevenPoints],
      ['at all points (2010)', voc.allPoints],
    ])}`,
    ...(byClass.length === 0
      ? []
      : ['', precisionTable(byClass, (number) => displayText(classes?.[number] ?? String(number)), drawing)]),
  ].join('\n');
}

/** The average precision of each class, of many those of the least. */
function precisionTable(byClass: Detection['byClass'], nameOf: Name, drawing: Drawing): string {
  const shown =
    byClass.length <= mostClasses ? byClass : byClass.toSorted((a, b) => a.ap - b.ap).slice(0, mostClasses);
  const rows = shown.map(({ category, objects, ap, ap50 }) => [
    nameOf(category),
    ...[ap, ap50].map((value) => value.toFixed(4)),
    formatCount(objects),
  ]);
  const table = makeTable(['class', 'AP', 'AP50', 'objects'], 1, rows, drawing);
  return shown.length === byClass.length
    ? table
    : `${table}\n  the ${mostClasses} worst of ${byClass.length} classes; --json has all`;
}

type ClassHead = Extract<HeadFigures, { readonly kind: 'classes' }>;
type Name = (number: number) => string;

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
const rates = ({ precision, recall, f1 }: Record<'precision' | 'recall' | 'f1', number>): readonly string[] =>
  [precision, recall, f1].map((value) => value.toFixed(3));

function classTable(
  perClass: readonly ClassFigures[],
  averages: readonly (readonly string[])[],
  nameOf: Name,
  drawing: Drawing,
): string {
  const numbered = perClass.map((figures, number) => ({ ...figures, number }));
  const shown =
    numbered.length <= mostClasses
      ? numbered
      : numbered
          .filter(({ support }) => support > 0)
          .sort((a, b) => a.f1 - b.f1)
          .slice(0, mostClasses);
  const rows = [
    ...shown.map((each) => [nameOf(each.number), ...rates(each), formatCount(each.support)]),
    ...averages,
  ];
  const table = makeTable(['class', 'precision', 'recall', 'f1', 'support'], 1, rows, drawing);
  return shown.length === numbered.length
    ? table
    : `${table}\n  the ${mostClasses} worst of ${numbered.length} classes; --json has all`;
}

/** What was taken for what: a row for each true class. */
function matrix({ confusion }: Pick<ClassHead, 'confusion'>, nameOf: Name, drawing: Drawing): string {
  const names = Array.from({ length: confusion.classes }, (_, number) => nameOf(number));
  const rows = confusion.rows().map((row, truth) => [names[truth] ?? '', ...row.map(formatCount)]);
  return makeTable(['true \\ taken for', ...names], 1, rows, drawing);
}

function mistakes({ confusion }: Pick<ClassHead, 'confusion'>, nameOf: Name, drawing: Drawing): string {
  const found = confusion.mistakes().slice(0, mostMistakes);
  if (found.length === 0) return '  no mistakes';
  const rows = found.map(({ truth, predicted, count }) => [
    nameOf(truth),
    nameOf(predicted),
    formatCount(count),
  ]);
  return makeTable(['most frequent mistakes', 'taken for', 'times'], 2, rows, drawing);
}
