import { displayText } from '../../compiler/diagnostics/display-width.ts';
import type { HeadPrediction, RankedClass } from '../../runtime/predict/head-reader.ts';
import type { PixelClass } from '../../runtime/predict/read-mask.ts';
import type { Context } from '../command.ts';
import { formatMeasure } from '../run/format.ts';
import type { PredictionSink } from './prediction-sink.ts';

/** Numbers of a head that are shown; `--json` and `--csv` have all. */
const mostNumbers = 8;
const mostLabels = 12;
const mostObjects = 12;

/** A line for each picture, as a person reads it; those that cannot be read are messages. */
export function textSink({
  out,
  err,
  outPalette,
}: Pick<Context, 'out' | 'err' | 'outPalette'>): PredictionSink {
  return {
    add(prediction) {
      const file = displayText(prediction.file);
      if ('unreadable' in prediction)
        return err(`  skipped ${file}: ${displayText(prediction.unreadable)}\n`);
      const { heads } = prediction;
      const told = [...heads].map(([name, head]) => {
        const label = heads.size > 1 ? `${displayText(name)}: ` : '';
        return `${label}${headText(head)}`;
      });
      out(`${outPalette.strong(file)}  ${told.join('  ')}\n`);
    },
  };
}

const classText = ({ name, probability }: RankedClass): string =>
  `${displayText(name)} ${(100 * probability).toFixed(1)}%`;

/** The likeliest first, of many so many. */
function labelsText(labels: readonly RankedClass[]): string {
  const likeliest = labels.toSorted((a, b) => b.probability - a.probability || a.index - b.index);
  const more = labels.length > mostLabels ? ` · … (${labels.length})` : '';
  return `${likeliest.slice(0, mostLabels).map(classText).join(' · ')}${more}`;
}

function boxText(box: readonly number[]): string {
  const [left, top, right, bottom] = box.map((side) => side.toFixed(1).replace('-', '−'));
  return `${left}, ${top} to ${right}, ${bottom}`;
}

const pointText = (point: readonly number[]): string =>
  point.map((at) => at.toFixed(1).replace('-', '−')).join(', ');

/** Classes that pixels are of, the most frequent first. */
const sharesOf = (classes: readonly PixelClass[]): readonly PixelClass[] =>
  classes
    .filter(({ pixels }) => pixels > 0)
    .toSorted((a, b) => b.pixels - a.pixels)
    .slice(0, mostLabels);

function headText(head: HeadPrediction): string {
  switch (head.kind) {
    case 'classes':
      return head.top.map(classText).join(' · ');
    case 'labels':
      return labelsText(head.labels);
    case 'box':
      return boxText(head.box);
    case 'keypoints': {
      const shown = head.points.slice(0, mostNumbers).map(pointText);
      return `${shown.join(' · ')}${head.points.length > mostNumbers ? ` · … (${head.points.length})` : ''}`;
    }
    case 'objects': {
      const shown = head.objects
        .slice(0, mostObjects)
        .map((each) => `${classText(each)} at ${boxText(each.box)}`);
      const more = head.objects.length > mostObjects ? ` · … (${head.objects.length})` : '';
      return head.objects.length === 0 ? 'no objects' : `${shown.join(' · ')}${more}`;
    }
    case 'mask':
      return sharesOf(head.classes)
        .map(({ name, share }) => `${displayText(name)} ${(100 * share).toFixed(1)}%`)
        .join(' · ');
    case 'numbers': {
      const shown = Array.from(head.values.subarray(0, mostNumbers), formatMeasure).join(', ');
      const more = head.values.length > mostNumbers ? `, … (${head.shape.join('×')})` : '';
      return `${shown}${more}`;
    }
  }
}
