import type { HeadFigures } from '../../evaluate/head-figures.ts';
import type { BoxExample } from '../box-report.ts';
import { boxMark } from './box-mark.ts';
import { barPlot } from '../plots/bar-plot.ts';
import type { EvaluatedReport, HeadReport } from '../report.ts';
import { figure, markup, type Html, type Section, section, table } from '../../page/html.ts';
import { figureOf, nameOfExample, percentOf } from '../../page/numbers.ts';

type BoxHead = Extract<HeadReport, { readonly kind: 'box' }>;
type BoxFigures = Extract<HeadFigures, { readonly kind: 'box' }>;

/** What a head of boxes came to: overlaps, the worst, the first, how large true boxes are. */
export function boxSection(head: BoxHead, figures: BoxFigures, evaluated: EvaluatedReport): Section {
  const { meanIou, atLeast } = figures;
  const total = head.overlaps.reduce((sum, count) => sum + count, 0);
  return section(
    `head-${head.name}`,
    `Boxes: ${head.name}`,
    markup`<p>
      Mean IoU ${figureOf(meanIou)} over ${total} examples; at least 0.5 in ${percentOf(atLeast.half)}, at
      least 0.75 in ${percentOf(atLeast.threeQuarters)}.
    </p>`,
    markup`<div class="grid">
      ${figure(
        barPlot({
          title: 'Intersection over union',
          xLabel: 'IoU',
          yLabel: 'examples',
          bars: head.overlaps.map((count) => [count]),
          parts: [],
          xDomain: [0, 1],
        }),
        'iou',
      )}
    </div>`,
    examples('The worst', head.worst, evaluated),
    examples('The first', head.first, evaluated),
    sizes(head),
  );
}

/** Pictures with the true box and the predicted one: right where they overlap by a half. */
function examples(title: string, shown: readonly BoxExample[], { pictures, names }: EvaluatedReport): Html {
  const drawn = shown.flatMap(({ index, truth, predicted, overlap }) => {
    const picture = pictures.get(index);
    if (picture === undefined) return [];
    const kind = overlap >= 0.5 ? 'right' : 'wrong';
    return [
      markup`<figure class="example">
        <div class="picture">
          <img src="${picture}" alt="example ${index}" /><svg viewBox="0 0 1 1" preserveAspectRatio="none">
            ${boxMark(truth, 'true')}${boxMark(predicted, kind)}
          </svg>
        </div>
        <figcaption>IoU ${figureOf(overlap)} · ${nameOfExample(names, index)}</figcaption>
      </figure>`,
    ];
  });
  if (drawn.length === 0) return markup``;
  return markup`<h3>${title}</h3>
    <p class="note">
      <span class="key true"></span> true <span class="key right"></span> predicted, IoU ≥ 0.5
      <span class="key wrong"></span> predicted, below
    </p>
    <div class="examples">${drawn}</div>`;
}

function sizes({ sizes: counts }: BoxHead): Html {
  const head = ['height \\ width', ...counts.map((_, column) => `${column / 10}–${(column + 1) / 10}`)];
  const rows = counts.map((row, index) => [
    `${index / 10}–${(index + 1) / 10}`,
    ...row.map((count) => count || ''),
  ]);
  return markup`<details>
    <summary>How large the true boxes are, in fractions of the picture</summary>
    ${table('box-sizes', head, rows)}
  </details>`;
}
