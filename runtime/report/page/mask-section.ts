import { colourOfClass } from '../../draw/class-colours.ts';
import { type MaskFigures, maskNames } from '../../evaluate/mask-figures.ts';
import { type Html, markup, type Section, section, table } from '../../page/html.ts';
import { figureOf, nameOfExample, percentOf } from '../../page/numbers.ts';
import type { ShownMask, ShownMasks } from '../mask-overlays.ts';
import type { EvaluatedReport } from '../report.ts';
import { largestMatrix, pixelMatrix } from './confusion-matrix.ts';

/** What a head of masks came to: IoU of each class, what pixels were taken for, and pictures of where they were. */
export function maskSection(
  { name, worst, first }: ShownMasks & { readonly name: string },
  figures: MaskFigures,
  evaluated: EvaluatedReport,
): Section {
  const { confusion, meanIou, accuracy } = figures;
  const names = maskNames(evaluated.evaluation.classes, confusion.classes);
  const nameOf = (label: number): string => names?.[label] ?? String(label);
  return section(
    `head-${name}`,
    `Masks: ${name}`,
    markup`<p>
      Mean IoU ${figureOf(meanIou)}; ${percentOf(accuracy)} of ${figureOf(confusion.total)} labelled pixels are right.
    </p>`,
    perClass(figures, nameOf),
    confusion.classes <= largestMatrix ? pixelMatrix(confusion, nameOf) : markup``,
    shown('The worst', worst, evaluated),
    shown('The first', first, evaluated),
  );
}

function perClass({ perClass: classes }: MaskFigures, nameOf: (label: number) => string): Html {
  const rows = classes.map(({ iou, precision, recall, f1, support }, label) => [
    markup`${swatch(label)}${nameOf(label)}`,
    iou === undefined ? '' : iou.toFixed(4),
    ...[precision, recall, f1].map((value) => value.toFixed(4)),
    figureOf(support),
  ]);
  return markup`<h3>IoU of each class</h3>
    ${table('classes', ['class', 'IoU', 'precision', 'recall', 'Dice (F1)', 'pixels'], rows)}`;
}

/** The colour in which a class is drawn. */
function swatch(label: number): Html {
  const colour = colourOfClass(label);
  const drawn = colour === undefined ? 'transparent' : `rgb(${colour.join(',')})`;
  return markup`<i class="swatch" style="background:${drawn}"></i>`;
}

function shown(title: string, examples: readonly ShownMask[], { pictures, names }: EvaluatedReport): Html {
  const drawn = examples.flatMap((example) => {
    const picture = pictures.get(example.index);
    return picture === undefined ? [] : [exampleOf(example, picture, names)];
  });
  if (drawn.length === 0) return markup``;
  return markup`<h3>${title}</h3>
    <div class="examples wide">${drawn}</div>`;
}

function exampleOf(
  { index, truth, predicted, mistakes, wrong, labelled }: ShownMask,
  picture: string,
  names: ReadonlyMap<number, string>,
): Html {
  const layers = [
    ['as labelled', truth],
    ['predicted', predicted],
    ['wrong pixels', mistakes],
  ] as const;
  const share = percentOf(wrong / Math.max(1, labelled));
  return markup`<figure class="example">
    <div class="masks">
      ${layers.map(
        ([what, layer]) =>
          markup`<div>
            <div class="picture">
              <img src="${picture}" alt="example ${index}" /><img class="mask" src="${layer}" alt="${what}" />
            </div>
            ${what}
          </div>`,
      )}
    </div>
    <figcaption>${figureOf(wrong)} wrong (${share}) · ${nameOfExample(names, index)}</figcaption>
  </figure>`;
}
