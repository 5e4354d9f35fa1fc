import type { DataSurvey } from '../../runtime/survey/survey.ts';

/** Data as `--json` prints them. */
export const surveyJson = ({
  parts,
  classes,
  leftOut,
  pixels,
  countsObjects,
  ...survey
}: DataSurvey): object => ({
  ...survey,
  ...(classes && { classes }),
  parts: Object.fromEntries(
    [...parts].map(([part, { examples, byClass }]) => [part, { examples, by_class: byClass }]),
  ),
  left_out: leftOut,
  ...(countsObjects && { counts_objects: true }),
  unreadable: survey.unreadable.map(([file, reason]) => ({ file, reason })),
  pixels: pixels.map(({ field, shapes, channels }) => ({
    field,
    shapes: shapes.map(([shape, count]) => ({ shape, count })),
    channels,
  })),
});
