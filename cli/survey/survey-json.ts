import type { DataSurvey, MaskFacts } from '../../runtime/survey/survey.ts';

/** Data as `--json` prints them. */
export const surveyJson = ({
  parts,
  classes,
  leftOut,
  pixels,
  countsObjects,
  mask,
  ...survey
}: DataSurvey): object => ({
  ...survey,
  ...(classes && { classes }),
  parts: Object.fromEntries(
    [...parts].map(([part, { examples, byClass }]) => [part, { examples, by_class: byClass }]),
  ),
  left_out: leftOut,
  ...(countsObjects && { counts_objects: true }),
  ...(mask && { mask: maskJson(mask) }),
  unreadable: survey.unreadable.map(([file, reason]) => ({ file, reason })),
  pixels: pixels.map(({ field, shapes, channels }) => ({
    field,
    shapes: shapes.map(([shape, count]) => ({ shape, count })),
    channels,
  })),
});

const maskJson = ({ field, classes, parts }: MaskFacts): object => ({
  field,
  classes,
  parts: Object.fromEntries(
    [...parts].map(([part, { byClass, unlabelled }]) => [part, { by_class: byClass, unlabelled }]),
  ),
});
