import type { HeadFigures } from '../../evaluate/head-figures.ts';
import { barPlot } from '../plots/bar-plot.ts';
import { linePlot } from '../plots/line-plot.ts';
import { confusionMatrix, largestMatrix } from './confusion-matrix.ts';
import type { EvaluatedReport, HeadReport } from '../report.ts';
import { areaUnder, averagePrecision } from '../../metrics/score-counts.ts';
import { figure, markup, type Html, type Section, section, table } from '../../page/html.ts';
import { figureOf, nameOfExample, percentOf } from '../../page/numbers.ts';

const mostMistakes = 30;

type ClassHead = Extract<HeadReport, { readonly kind: 'classes' }>;
type ClassFigures = Extract<HeadFigures, { readonly kind: 'classes' }>;

/** What a head of classes came to: matrix, classes, curves, calibration, what cost most. */
export function classSection(
  head: ClassHead,
  figures: ClassFigures,
  evaluated: EvaluatedReport,
  run: string,
): Section {
  const { classes } = evaluated.evaluation;
  const nameOf = (number: number): string => classes?.[number] ?? String(number);
  return section(
    `head-${head.name}`,
    `Classes: ${head.name}`,
    markup`<p>Accuracy ${percentOf(figures.accuracy)} over ${figures.confusion.total} examples.</p>`,
    figures.confusion.classes <= largestMatrix
      ? confusionMatrix(figures.confusion, nameOf, head.cells, run)
      : mistakes(figures, nameOf),
    markup`<div class="shown" hidden></div>`,
    perClass(figures, nameOf),
    plots(head, nameOf),
    costly(head, nameOf, evaluated),
  );
}

type Name = (number: number) => string;

function mistakes({ confusion }: ClassFigures, nameOf: Name): Html {
  const rows = confusion
    .mistakes()
    .slice(0, mostMistakes)
    .map(({ truth, predicted, count }) => [nameOf(truth), nameOf(predicted), count]);
  return markup`<h3>Most frequent mistakes</h3>
    ${table('mistakes', ['true', 'taken for', 'times'], rows)}`;
}

function perClass({ perClass: classes, macro, weighted }: ClassFigures, nameOf: Name): Html {
  const rates = ({ precision, recall, f1 }: typeof macro): readonly string[] =>
    [precision, recall, f1].map((value) => value.toFixed(4));
  const rows = classes.map((each, number) => [nameOf(number), ...rates(each), each.support]);
  return markup`<h3>Precision, recall, F1</h3>
    ${table(
      'classes',
      ['class', 'precision', 'recall', 'F1', 'support'],
      [...rows, ['macro', ...rates(macro), ''], ['weighted', ...rates(weighted), '']],
    )}`;
}

function plots({ roc, precisionRecall, calibration }: ClassHead, nameOf: Name): Html {
  const unit = [0, 1] as const;
  const curve = (points: ClassHead['roc'], area: (of: ClassHead['roc'][number]) => number) =>
    points.map((each, number) => ({
      name: each.length === 0 ? '' : `${nameOf(number)} ${area(each).toFixed(3)}`,
      points: each,
      colour: number,
    }));
  const shown = [
    ...(roc.some((points) => points.length > 0)
      ? [
          figure(
            linePlot({
              title: 'ROC, and the area under it',
              xLabel: 'false-positive rate',
              yLabel: 'true-positive rate',
              xDomain: unit,
              yDomain: unit,
              hasDiagonal: true,
              names: 'bottom right',
              series: curve(roc, areaUnder),
            }),
            'roc',
          ),
          figure(
            linePlot({
              title: 'Precision and recall, and average precision',
              xLabel: 'recall',
              yLabel: 'precision',
              xDomain: unit,
              yDomain: unit,
              names: 'bottom left',
              series: curve(precisionRecall, averagePrecision),
            }),
            'precision-recall',
          ),
        ]
      : []),
    ...(calibration === undefined
      ? []
      : [
          figure(
            barPlot({
              title: `Calibration: ECE ${figureOf(calibration.error)}`,
              xLabel: 'confidence',
              yLabel: 'accuracy',
              bars: calibration.bins.map(({ accuracy }) => [accuracy]),
              parts: [],
              xDomain: unit,
              yDomain: unit,
              hasDiagonal: true,
            }),
            'calibration',
          ),
        ]),
  ];
  return shown.length === 0 ? markup`` : markup`<div class="grid">${shown}</div>`;
}

function costly({ topLosses }: ClassHead, nameOf: Name, { pictures, names }: EvaluatedReport): Html {
  const shown = topLosses.flatMap(({ index, loss, truth, predicted, probability, heat }) => {
    const picture = pictures.get(index);
    if (picture === undefined) return [];
    const hot =
      heat === undefined ? markup`` : markup`<img class="heat" src="${heat}" alt="where it looked" />`;
    const sure = percentOf(probability);
    const told =
      truth === predicted
        ? markup`<b>${nameOf(truth)}</b>, rightly (${sure})`
        : markup`<b>${nameOf(truth)}</b> taken for <b>${nameOf(predicted)}</b> (${sure})`;
    return [
      markup`<figure class="example">
        <div class="picture"><img src="${picture}" alt="example ${index}" />${hot}</div>
        <figcaption>${told}<br />loss ${figureOf(loss)} · ${nameOfExample(names, index)}</figcaption>
      </figure>`,
    ];
  });
  if (shown.length === 0) return markup``;
  const note = topLosses.some(({ heat }) => heat !== undefined)
    ? markup`<label
        ><input type="checkbox" class="heats" checked /> where the network looked for what it said
        (Grad-CAM)</label
      >`
    : markup``;
  return markup`<h3>Top losses</h3>
    ${note}
    <div class="examples">${shown}</div>`;
}
