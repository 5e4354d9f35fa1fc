import type { HeadFigures } from '../../evaluate/head-figures.ts';
import { barPlot } from '../plots/bar-plot.ts';
import { linePlot } from '../plots/line-plot.ts';
import type { EvaluatedReport, HeadReport } from '../report.ts';
import { areaUnder, averagePrecision } from '../../metrics/score-counts.ts';
import { figure, markup, type Html, type Section, section, table } from '../../page/html.ts';
import { figureOf, nameOfExample, percentOf } from '../../page/numbers.ts';

/** Larger matrices are told as a list of mistakes. */
const largestMatrix = 40;
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
      ? matrix(head, figures, nameOf, run)
      : mistakes(figures, nameOf),
    markup`<div class="shown" hidden></div>`,
    perClass(figures, nameOf),
    plots(head, nameOf),
    costly(head, nameOf, evaluated),
  );
}

type Name = (number: number) => string;

/** Under what the script finds an example's picture; `run` tells runs of one page apart. */
export const pictureKey = (run: string, index: number): string => `${run}/${index}`;

function matrix({ cells }: ClassHead, { confusion }: ClassFigures, nameOf: Name, run: string): Html {
  const rows = confusion.rows();
  const most = rows.map((row) => row.reduce((sum, count) => sum + count, 0));
  const body = rows.map(
    (row, truth) =>
      markup`<tr>
        <th>${nameOf(truth)}</th>
        ${row.map((count, predicted) => {
          const share = count / Math.max(1, most[truth] ?? 1);
          const shown = cells.get(`${truth},${predicted}`) ?? [];
          const title = `${nameOf(truth)} taken for ${nameOf(predicted)}: ${count}`;
          const kind = truth === predicted ? 'hit' : 'miss';
          return markup`<td class="${kind}" style="--share:${share.toFixed(3)}">
            ${
              shown.length === 0
                ? markup`${count === 0 ? '' : count}`
                : markup`<button
                    type="button"
                    title="${title}"
                    data-title="${title}"
                    data-pictures="${shown.map((index) => pictureKey(run, index)).join(' ')}"
                  >
                    ${count}
                  </button>`
            }
          </td>`;
        })}
      </tr>`,
  );
  const head = rows.map((_, number) => markup`<th><span>${nameOf(number)}</span></th>`);
  return markup`<h3>Confusion matrix</h3>
    <p class="note">
      Rows are true classes, columns what they were taken for. A cell opens some of its pictures.
    </p>
    <div class="scroll">
      <table class="matrix" data-name="confusion">
        <thead>
          <tr>
            <th>true \\ taken for</th>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    </div>`;
}

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
