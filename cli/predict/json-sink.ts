import type { PixelClass } from '../../runtime/predict/read-mask.ts';
import type { HeadPrediction, RankedClass } from '../../runtime/predict/head-reader.ts';
import type { Context } from '../command.ts';
import { toJson } from '../diagnostics-json.ts';
import type { PredictionSink } from './prediction-sink.ts';

/** A line of JSON for each picture. */
export const jsonSink = ({ out }: Pick<Context, 'out'>): PredictionSink => ({
  add(prediction) {
    if ('unreadable' in prediction)
      return out(toJson({ file: prediction.file, error: prediction.unreadable }));
    const { file, picture, heads } = prediction;
    const predictions = Object.fromEntries([...heads].map(([name, head]) => [name, headJson(head)]));
    out(toJson({ file, width: picture.width, height: picture.height, predictions }));
  },
});

const classJson = ({ name, ...others }: RankedClass): object => ({ class: name, ...others });

const pixelJson = ({ name, ...others }: PixelClass): object => ({ class: name, ...others });

function headJson(head: HeadPrediction): object {
  switch (head.kind) {
    case 'classes':
      return { kind: head.kind, top: head.top.map(classJson) };
    case 'labels':
      return { kind: head.kind, labels: head.labels.map(classJson) };
    case 'box':
      return { kind: head.kind, box: head.box };
    case 'keypoints':
      return { kind: head.kind, points: head.points };
    case 'objects':
      return { kind: head.kind, objects: head.objects.map(classJson) };
    case 'mask': {
      const { mask, region, classes } = head;
      return {
        kind: head.kind,
        height: mask.height,
        width: mask.width,
        region,
        classes: classes.map(pixelJson),
      };
    }
    case 'numbers':
      return { kind: head.kind, shape: head.shape, values: [...head.values] };
  }
}
