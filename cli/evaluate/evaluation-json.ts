import type { Evaluation } from '../../runtime/evaluate/evaluate.ts';
import type { Detection } from '../../runtime/detection/found-objects.ts';
import type { ClassFigures } from '../../runtime/evaluate/confusion.ts';
import { maskNames } from '../../runtime/evaluate/mask-figures.ts';
import type { HeadFigures } from '../../runtime/evaluate/head-figures.ts';

/** More classes have no matrix of what was taken for what, only the mistakes. */
const largestMatrix = 1000;
const mostMistakes = 1000;

/** An evaluation as `--json` prints it. */
export const evaluationJson = (evaluation: Evaluation): object => {
  const { run, train, part, isOwn, engine, examples, skipped, measures, heads, classes, detection } =
    evaluation;
  return {
    run,
    train,
    part,
    own_data: isOwn,
    engine,
    examples,
    skipped: skipped.length,
    ...(classes && { classes }),
    measures,
    ...(detection && { detection: detectionJson(detection, classes) }),
    heads: Object.fromEntries([...heads].map(([name, figures]) => [name, headJson(figures, classes)])),
  };
};

/** What there is nothing to find of is null. */
const detectionJson = (
  { coco: { ap, ap50, ap75, small, medium, large }, voc, byClass }: Detection,
  classes: readonly string[] | undefined,
): object => ({
  ap: ap ?? null,
  ap50: ap50 ?? null,
  ap75: ap75 ?? null,
  ap_small: small ?? null,
  ap_medium: medium ?? null,
  ap_large: large ?? null,
  voc_2007: voc.elevenPoints ?? null,
  voc_2010: voc.allPoints ?? null,
  per_class: byClass.map(({ category, ...figures }) => ({
    class: classes?.[category] ?? String(category),
    ...figures,
  })),
});

function headJson(figures: HeadFigures, classes: readonly string[] | undefined): object {
  if (figures.kind === 'box') {
    const { meanIou, atLeast } = figures;
    return { kind: 'box', mean_iou: meanIou, iou_50: atLeast.half, iou_75: atLeast.threeQuarters };
  }
  const named = (perClass: readonly ClassFigures[]): readonly object[] =>
    perClass.map(({ support, precision, recall, f1 }, number) => ({
      class: classes?.[number] ?? String(number),
      ...{ support, precision, recall, f1 },
    }));
  if (figures.kind === 'mask') {
    const { meanIou, accuracy, perClass, confusion } = figures;
    const names = maskNames(classes, perClass.length);
    return {
      kind: 'mask',
      mean_iou: meanIou,
      pixel_accuracy: accuracy,
      per_class: perClass.map(({ iou = null, support, precision, recall }, number) => ({
        class: names?.[number] ?? String(number),
        ...{ pixels: support, iou, precision, recall },
      })),
      confusion: confusion.rows(),
    };
  }
  if (figures.kind === 'labels') {
    const { exact, macro, micro, perClass } = figures;
    return { kind: 'labels', exact, macro, micro, per_class: named(perClass) };
  }
  const { accuracy, macro, weighted, perClass, confusion } = figures;
  return {
    kind: 'classes',
    accuracy,
    macro,
    weighted,
    per_class: named(perClass),
    ...(confusion.classes <= largestMatrix && { confusion: confusion.rows() }),
    mistakes: confusion.mistakes().slice(0, mostMistakes),
  };
}
