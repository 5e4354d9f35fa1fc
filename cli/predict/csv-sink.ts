import type { HeadPrediction, PredictedHead } from '../../runtime/predict/head-reader.ts';
import { maskNames } from '../../runtime/evaluate/mask-figures.ts';
import { usualTop } from '../../runtime/predict/predict.ts';
import type { Context } from '../command.ts';
import type { PredictionSink } from './prediction-sink.ts';

/**
 * A row for each picture, with the same columns for all; of a head of objects a row for each object, and one without where there is none.
 * What cannot be read has the reason alone.
 */
export function csvSink({ out }: Pick<Context, 'out'>, top = usualTop): PredictionSink {
  let columns = 0;
  return {
    begin({ heads }) {
      const names = heads.flatMap((head) => columnsOf(head, top));
      columns = names.length;
      out(row(['file', 'width', 'height', 'error', ...names]));
    },
    add(prediction) {
      const { file } = prediction;
      if ('unreadable' in prediction)
        return out(row([file, '', '', prediction.unreadable, ...Array.from({ length: columns }, () => '')]));
      const { picture, heads } = prediction;
      const told = [...heads.values()];
      const rows = Math.max(1, ...told.map((head) => (head.kind === 'objects' ? head.objects.length : 1)));
      for (let number = 0; number < rows; number++)
        out(
          row([
            ...[file, picture.width, picture.height, ''],
            ...told.flatMap((head) => cellsOf(head, number)),
          ]),
        );
    },
  };
}

const sides = ['left', 'top', 'right', 'bottom'];

function columnsOf({ name, meaning, shape, classes }: PredictedHead, top: number): readonly string[] {
  switch (meaning.kind) {
    case 'classes':
    case 'binary': {
      const count = Math.min(top, meaning.kind === 'binary' ? 2 : meaning.classes);
      return Array.from({ length: count }, (_, index) => [
        `${name}_${index + 1}`,
        `${name}_${index + 1}_probability`,
      ]).flat();
    }
    case 'labels':
      return Array.from({ length: meaning.classes }, (_, label) => `${name}_${classes?.[label] ?? label}`);
    case 'box':
      return sides.map((side) => `${name}_${side}`);
    case 'keypoints':
      return Array.from({ length: meaning.points }, (_, point) => [
        `${name}_${point + 1}_x`,
        `${name}_${point + 1}_y`,
      ]).flat();
    case 'objects':
      return ['class', 'probability', ...sides].map((column) => `${name}_${column}`);
    case 'mask': {
      const names = maskNames(classes, meaning.classes);
      return Array.from({ length: meaning.classes }, (_, label) => `${name}_${names?.[label] ?? label}`);
    }
    case 'numbers':
      return Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, index) =>
        shape.length === 0 ? name : `${name}_${index}`,
      );
  }
}

/** `number`: of the object that a row is of. */
function cellsOf(head: HeadPrediction, number: number): readonly (string | number)[] {
  switch (head.kind) {
    case 'classes':
      return head.top.flatMap(({ name, probability }) => [name, probability]);
    case 'labels':
      return head.labels.map(({ probability }) => probability);
    case 'box':
      return head.box;
    case 'keypoints':
      return head.points.flat();
    case 'objects': {
      const object = head.objects[number];
      return object === undefined
        ? ['', '', ...sides.map(() => '')]
        : [object.name, object.probability, ...object.box];
    }
    case 'mask':
      return head.classes.map(({ pixels }) => pixels);
    case 'numbers':
      return [...head.values];
  }
}

/** As RFC 4180 has it. */
const row = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(',')}\r\n`;

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
