import { error, list, warning } from './define-message.ts';

const didYouMean = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : `did you mean \`${suggestion}\`?`;

/** 3xx: data blocks. */
export const dataMessages = {
  CNN301: error(
    (data: string) => `the data \`${data}\` has no source`,
    () => 'write `source = idx("directory")`, `folder("directory")` or `shapes(…)`',
  ),
  CNN302: error(
    (where: string, key: string, _suggestion?: string, _section?: string) => `${where} has no key \`${key}\``,
    (_where, _key, suggestion, _section) => didYouMean(suggestion),
  ),
  CNN303: error(
    (given: string, _suggestion?: string) => `there is no data source ${given}`,
    (_given, suggestion) =>
      suggestion === undefined
        ? 'sources are `idx`, `folder`, `csv`, `cifar`, `npz`, `tar`, `coco`, `voc`, `yolo` and `shapes`'
        : didYouMean(suggestion),
  ),
  CNN304: error((total: string) => `the parts of the split make ${total}, not 100%`),
  CNN305: error((data: string) => `nothing of \`${data}\` is left to train on`),
  CNN306: error(
    (name: string, _suggestion?: string) => `there is no field type \`${name}\``,
    (_name, suggestion) =>
      suggestion === undefined
        ? 'field types are `class[n]`, `classes[n]`, `box[center]`, `box[corners]`, `boxes[20, n]`, `mask[n]`, `keypoints[n]`, `float32[…]` and `uint8[…]`'
        : didYouMean(suggestion),
  ),
  CNN307: error(
    (problem: string, _fix: string) => problem,
    (_problem, fix) => fix,
  ),
  CNN308: error(
    (name: string, section: string, _steps: readonly string[], _suggestion?: string) =>
      `\`${name}\` is not a step of \`${section}\``,
    (_name, _section, steps, suggestion) =>
      suggestion === undefined
        ? `steps are ${list(steps.map((step) => `\`${step}\``))}`
        : didYouMean(suggestion),
  ),
  CNN309: error(
    (data: string, field: string, _suggestion?: string) => `the data \`${data}\` has no field \`${field}\``,
    (_data, _field, suggestion) => didYouMean(suggestion),
  ),
  CNN310: error(
    (source: string, kind: string, field: string) =>
      `the source \`${source}\` brings no ${kind} for the field \`${field}\``,
  ),
  CNN311: error(
    (field: string, declared: string, brought: string) =>
      `the field \`${field}\` is declared as ${declared}, but its source makes ${brought}`,
  ),
  CNN470: error(
    (what: string) => `\`SqrtSize\` takes the roots of width and height, but this section is for ${what}`,
    (what) =>
      what === 'a box by its corners'
        ? 'declare the field as `box[center]`, or leave `SqrtSize` out'
        : 'write it into a section of the box: `prepare box { SqrtSize }`',
  ),
  CNN471: error(
    (least: number) => `a width or height comes to ${least} here, which has no square root`,
    () => 'put `SqrtSize` before `Rescaling`',
  ),
  CNN472: error(
    (field: string) => `\`Resizing\` is of images, and \`${field}\` is a box`,
    () => 'write it into `prepare { … }`: what resizes an image moves its box, too',
  ),
  CNN462: error(
    (what: string, _optional: boolean) => `${what} is given an empty name`,
    (_what, optional) =>
      optional ? 'name the file, or leave it out' : 'name the directory: `"."` is that of the `.cnn` file',
  ),
  CNN313: error(
    () => '`augment` is for all fields: what moves an image moves its box, too',
    () => 'leave the name of the field out',
  ),
  CNN314: warning(
    (layer: string, given: string, made: string) =>
      `\`${layer}\` keeps pixels within ${given}, but \`prepare\` makes them ${made}`,
    () => 'leave `value_range` out: it is what `prepare` makes of 0 to 255',
  ),
  CNN315: error(
    (layer: string, channels: number) =>
      `\`${layer}\` needs pictures of three channels, but these have ${channels}`,
  ),
  CNN316: error(
    (data: string, mode: string) =>
      `\`balance = ${mode}\` needs a class, but the data \`${data}\` declares no class field`,
    () => 'declare it: `field label: class[10]`, or leave `balance` out',
  ),
  CNN317: error(
    (source: string, by: string) => `the source \`${source}\` cannot be divided by ${by}`,
    (_source, _by) => 'leave `by` out: each part then has each class in proportion',
  ),
  CNN318: error(
    (folds: number, part: string) =>
      `\`folds = ${folds}\` makes \`train\` and \`valid\` of what is no test part, but \`${part}\` is given a share`,
    (_folds, part) => `leave \`${part}\` out`,
  ),
  CNN319: warning(
    (field: string, room: number, most: number) =>
      `\`${field}\` has room for ${room} objects, and a picture may have ${most}: the largest are kept`,
    (_field, _room, most) => `make it \`boxes[${most}, …]\``,
  ),
  CNN320: error(
    () => '`Resizing` cannot both crop a picture and give it margins',
    () => 'write one of `crop_to_aspect_ratio` and `pad_to_aspect_ratio`',
  ),
  CNN321: error(
    (made: string, field: string, points: number) =>
      `the output is ${made}, but \`${field}\` has an x and a y of ${points} ${points === 1 ? 'point' : 'points'}`,
    (_made, _field, points) =>
      `end the output in \`Dense(${2 * points})\`, or give it the shape [${points}, 2]`,
  ),
  CNN360: error(
    (layer: string, made: string) =>
      `\`${layer}\` counts pixels from 0 up, as Keras does, but \`prepare\` makes them ${made}`,
    () => 'let `prepare` make them 0 to 1: `Rescaling(1/255)`',
  ),
  CNN361: error(
    (parameter: string, given: number) =>
      `\`${parameter}\` must be odd, so that there is a pixel in the middle, but is ${given}`,
    (parameter, given) => `write \`${parameter}=${given + 1}\``,
  ),
  CNN362: error(
    (parameter: string, given: number, channels: number) =>
      `\`${parameter}\` has ${given} values, but the pictures have ${channels} channel${channels === 1 ? '' : 's'}`,
    (_parameter, _given, channels) =>
      channels === 1 ? 'give one value' : `give one value for all, or ${channels} of them`,
  ),
  CNN363: error(
    (layer: string, field: string, kind: string) =>
      `\`${layer}\` mixes two examples, but of \`${field}\`, which is ${kind}, there is no mixture`,
    (layer) => `leave \`${layer}\` out: it is of classes and numbers`,
  ),
  CNN364: error(
    (layer: string, isTwice: boolean) =>
      isTwice
        ? `\`${layer}\` mixes a batch that another step mixes as well`
        : `\`${layer}\` mixes batches, which are made of examples that are ready: it must be the last step`,
    (layer, isTwice) => (isTwice ? 'leave one of them out' : `move \`${layer}\` to the end`),
  ),
  CNN312: warning((data: string) => `the data \`${data}\` is never trained on`),
} as const;
