import asModel from './parts/as_model.py';
import augmentBoxes from './parts/augment_boxes.py';
import axesOf from './parts/axes_of.py';
import batches from './parts/batches.py';
import boxIou from './parts/box_iou.py';
import checkPair from './parts/check_pair.py';
import coordinates from './parts/coordinates.py';
import depthwiseConv2d from './parts/depthwise_conv2d.py';
import detections from './parts/detections.py';
import fit from './parts/fit.py';
import freeze from './parts/freeze.py';
import fromFront from './parts/from_front.py';
import layerScale from './parts/layer_scale.py';
import leaves from './parts/leaves.py';
import loadWeights from './parts/load_weights.py';
import moveBox from './parts/move_box.py';
import names from './parts/names.py';
import perExample from './parts/per_example.py';
import predictPictures from './parts/predict_pictures.py';
import readSafetensors from './parts/read_safetensors.py';
import sameRank from './parts/same_rank.py';
import sliceAxis from './parts/slice_axis.py';
import sparseCrossentropy from './parts/sparse_crossentropy.py';
import oneCycle from './parts/one_cycle.py';
import updatesOf from './parts/updates_of.py';
import warmUp from './parts/warm_up.py';
import sqrtSize from './parts/sqrt_size.py';
import { Imports } from './imports.ts';

/** The Python files of this room, by what they are imported as. */
const texts = {
  ...{
    as_model: asModel,
    augment_boxes: augmentBoxes,
    axes_of: axesOf,
    batches,
    box_iou: boxIou,
    check_pair: checkPair,
    coordinates,
    depthwise_conv2d: depthwiseConv2d,
    detections,
    fit,
    freeze,
    layer_scale: layerScale,
    leaves,
  },
  ...{
    load_weights: loadWeights,
    move_box: moveBox,
    names,
    per_example: perExample,
    predict_pictures: predictPictures,
    read_safetensors: readSafetensors,
    sparse_crossentropy: sparseCrossentropy,
  },
  ...{ one_cycle: oneCycle, updates_of: updatesOf, warm_up: warmUp },
  ...{ from_front: fromFront, same_rank: sameRank, slice_axis: sliceAxis, sqrt_size: sqrtSize },
};

type PartFile = keyof typeof texts;

/** What a generated module may take from its parts, and the file that has it. */
const files = {
  ...{ as_model: 'as_model', axes_of: 'axes_of', BoxIoU: 'box_iou', fit: 'fit', freeze: 'freeze' },
  ...{
    DepthwiseConv2D: 'depthwise_conv2d',
    LayerScale: 'layer_scale',
    Coordinates: 'coordinates',
    Detections: 'detections',
    from_front: 'from_front',
  },
  ...{ load_weights: 'load_weights', Names: 'names', per_example: 'per_example', same_rank: 'same_rank' },
  ...{
    slice_axis: 'slice_axis',
    sparse_crossentropy: 'sparse_crossentropy',
    sqrt_size: 'sqrt_size',
    square_size: 'sqrt_size',
  },
  ...{ OneCycle: 'one_cycle', updates_of: 'updates_of', WarmUp: 'warm_up' },
  ...{ augment_boxes: 'augment_boxes', move_box: 'move_box', predict_pictures: 'predict_pictures' },
} as const satisfies Readonly<Record<string, PartFile>>;

export type Part = keyof typeof files;

/** Every part, by name. */
export const partNames = Object.keys(files) as readonly Part[];

const isFile = (name: string): name is PartFile => Object.hasOwn(texts, name);

/** One Python module of the parts that are used and of those that they need. */
export function joinParts(used: ReadonlySet<Part>): string {
  const imports = new Imports();
  const bodies = new Map<PartFile, string>();
  const add = (file: PartFile): void => {
    if (bodies.has(file)) return;
    const [head, body] = splitPart(texts[file]);
    for (const line of head) {
      const [, from, names = ''] = /^(?:from (\S+) )?import (.*)$/.exec(line) ?? [];
      if (from?.startsWith('.') === true) {
        const needed = from.slice(1);
        if (isFile(needed)) add(needed);
      } else if (from === undefined) imports.module(names);
      else for (const name of names.split(', ')) imports.from(from, name);
    }
    bodies.set(file, body);
  };
  for (const part of partNames) if (used.has(part)) add(files[part]);
  const head = String(imports.code());
  return [...(head === '' ? [] : [head.trimEnd()]), ...bodies.values()].join('\n\n\n');
}

/** The lines of imports at the beginning of a part, and what follows them. */
function splitPart(text: string): readonly [head: readonly string[], body: string] {
  const lines = text.trimEnd().split('\n');
  const first = lines.findIndex((line) => line !== '' && !/^(?:import|from) /.test(line));
  return [lines.slice(0, first).filter((line) => line !== ''), lines.slice(first).join('\n')];
}
