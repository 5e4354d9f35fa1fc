import { isPicture } from '../../catalogue/fields/field-type.ts';
import type { ExampleStep } from '../../catalogue/steps/augmentations.ts';
import type { PrepareStep } from '../../catalogue/steps/preparations.ts';
import type { CodeData, CodeField } from '../model/data.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { augmentLayer, isGeometric } from './augmentations.ts';
import { definition } from './print-function.ts';
import { printFactor } from './print-number.ts';
import type { Unit } from './unit.ts';

const { code } = python;

/** What the functions of a data block are called, and what they are there for. */
export interface DataNames {
  readonly preprocess: Code<'python'>;
  /** Makes of boxes what the model learns; absent where that is what they are. */
  readonly encode?: Code<'python'>;
  readonly decode?: Code<'python'>;
  readonly augment?: Code<'python'>;
  /** The field of the pictures, and that of boxes. */
  readonly image: CodeField;
  readonly box?: CodeField;
}

type Namer = (wanted: string) => Code<'python'>;

/** What a data block comes to; undefined where it has no pictures. */
export function dataNames(data: CodeData, name: Namer): DataNames | undefined {
  const image = data.fields.find(isPicture);
  const box = data.fields.find(({ type }) => type.kind === 'box');
  if (image === undefined) return undefined;
  const encodes =
    box !== undefined && data.prepare.some((step) => isOf(step, box) && step.kind !== 'Resizing');
  return {
    ...{ image, preprocess: name('preprocess') },
    ...(box === undefined ? {} : { box }),
    ...(encodes ? { encode: name('encode_box'), decode: name('decode_box') } : {}),
    ...(data.augment.length === 0 ? {} : { augment: name('augment') }),
  };
}

const isOf = (step: PrepareStep, { name, type }: CodeField): boolean =>
  step.field === undefined ? isPicture({ name, type }) || step.kind === 'Resizing' : step.field === name;

type Give = (name: Code<'python'>) => Code<'python'>;

/** The functions of a data block, which the package gives. */
export function printData(
  data: CodeData,
  names: DataNames,
  unit: Unit,
  give: Give,
): readonly Code<'python'>[] {
  const { image, box, encode, decode, augment, preprocess } = names;
  const classes = data.fields.flatMap((field) => (field.classes === undefined ? [] : [field]));
  for (const name of [preprocess, encode, decode, augment]) if (name !== undefined) give(name);
  return [
    ...classes.map((field) => printClasses(field, classes.length === 1, unit, give)),
    printPreprocess(data, image, preprocess, unit),
    ...(box !== undefined && encode !== undefined && decode !== undefined
      ? [
          printSteps(boxSteps(data, box), encode, 'Make of boxes what the model learns.', encodeStep, unit),
          printSteps(
            boxSteps(data, box).toReversed(),
            decode,
            'Make boxes of what the model gives.',
            decodeStep,
            unit,
          ),
        ]
      : []),
    ...(box !== undefined ? printMove(data, box, unit, give) : []),
    ...(augment === undefined ? [] : printAugment(data, names, augment, unit)),
  ];
}

function printClasses(
  { name, classes = [] }: CodeField,
  only: boolean,
  unit: Unit,
  give: Give,
): Code<'python'> {
  const wanted = only ? 'CLASSES' : `${name.toUpperCase()}_CLASSES`;
  const texts = classes.map((text) => python.text(text));
  const items = texts.length === 1 ? code`(${texts},)` : code`(${python.join(texts)})`;
  return code`${give(unit.names.fresh(wanted))} = ${items}`;
}

/** Everything that is done to pictures before the model sees them. */
function printPreprocess(
  { prepare, augment }: CodeData,
  image: CodeField,
  name: Code<'python'>,
  unit: Unit,
): Code<'python'> {
  const steps = prepare.filter((step) => isOf(step, image)).map((step) => pictureStep(step, unit));
  const crops = augment.flatMap((step) => {
    if (step.kind === 'AutoContrast') return [augmentLayer(step, [], unit)];
    if (step.kind !== 'RandomCrop') return [];
    return [code`${unit.keras('layers')}.Resizing(${step.height}, ${step.width}, crop_to_aspect_ratio=True)`];
  });
  unit.imports.module('numpy as np');
  const lines = [
    code`x = np.asarray(${python.name('image')}, "float32")`,
    ...steps.map((layer) => code`x = ${layer}(x)`),
    ...(crops.length === 0
      ? []
      : [code`if not training:`, python.indent(python.lines(crops.map((layer) => code`x = ${layer}(x)`)))]),
    steps.length + crops.length === 0
      ? code`return x`
      : code`return ${unit.keras('ops')}.convert_to_numpy(x)`,
  ];
  const training = crops.length === 0 ? [] : [code`training=False`];
  const doc =
    'Prepare pictures, one or a batch, as those that the model learns from.' +
    (crops.length === 0 ? '' : '\n\nPictures to train on are cropped at random by `augment`.');
  return definition(code`def ${name}(${python.join([code`image`, ...training])}):`, doc, lines);
}

function pictureStep(step: PrepareStep, unit: Unit): Code<'python'> {
  const layers = unit.keras('layers');
  if (step.kind === 'Rescaling') {
    const offset = step.offset === 0 ? [] : [code`offset=${step.offset}`];
    return code`${layers}.Rescaling(${python.join([printFactor(step.scale), ...offset])})`;
  }
  if (step.kind === 'SqrtSize') throw new RangeError('a picture has no size to take the root of');
  const options = [
    ...(step.interpolation === 'bilinear' ? [] : [code`interpolation=${step.interpolation}`]),
    ...(step.cropToAspectRatio ? [code`crop_to_aspect_ratio=True`] : []),
    ...(step.fill === undefined ? [] : [code`pad_to_aspect_ratio=True`]),
    ...(step.fill === undefined || step.fill === 0 ? [] : [code`fill_value=${step.fill}`]),
  ];
  return code`${layers}.Resizing(${python.join([code`${step.height}`, code`${step.width}`, ...options])})`;
}

const boxSteps = ({ prepare }: CodeData, box: CodeField): readonly PrepareStep[] =>
  prepare.filter((step) => isOf(step, box) && step.kind !== 'Resizing');

function printSteps(
  steps: readonly PrepareStep[],
  name: Code<'python'>,
  doc: string,
  print: (step: PrepareStep, unit: Unit) => Code<'python'>,
  unit: Unit,
): Code<'python'> {
  const lines = steps.map((step) => code`box = ${print(step, unit)}`);
  return definition(code`def ${name}(box):`, doc, [...lines, code`return box`]);
}

function encodeStep(step: PrepareStep, unit: Unit): Code<'python'> {
  if (step.kind === 'SqrtSize') return code`${unit.part('sqrt_size')}(box)`;
  if (step.kind === 'Resizing') return code`box`;
  return step.offset === 0
    ? code`box * ${printFactor(step.scale)}`
    : code`box * ${printFactor(step.scale)} + ${step.offset}`;
}

function decodeStep(step: PrepareStep, unit: Unit): Code<'python'> {
  if (step.kind === 'SqrtSize') return code`${unit.part('square_size')}(box)`;
  if (step.kind === 'Resizing') return code`box`;
  return step.offset === 0
    ? code`box / ${printFactor(step.scale)}`
    : code`(box - ${step.offset}) / ${printFactor(step.scale)}`;
}

/** Boxes go with the part of a picture that `Resizing` keeps. */
function printMove(data: CodeData, box: CodeField, unit: Unit, give: Give): readonly Code<'python'>[] {
  if (box.type.kind !== 'box') return [];
  const { format } = box.type;
  const steps = data.prepare.flatMap((step) => (step.kind === 'Resizing' && isOf(step, box) ? [step] : []));
  const moves = ({ cropToAspectRatio, fill }: (typeof steps)[number]): boolean =>
    cropToAspectRatio || fill !== undefined;
  if (!steps.some(moves)) return [];
  const formatted = format === 'center' ? [] : [code`box_format=${format}`];
  const lines = steps.flatMap((step) => {
    const size = code`(${step.height}, ${step.width})`;
    const options = [...formatted, ...(step.fill === undefined ? [] : [code`padded=True`])];
    const call = code`${unit.part('move_box')}(${python.join([code`box`, code`size`, size, ...options])})`;
    return [...(moves(step) ? [code`box = ${call}`] : []), code`size = ${size}`];
  });
  const doc = 'Prepare the boxes of pictures of a size (height, width), in fractions of it.';
  const head = code`def ${give(unit.names.fresh('preprocess_box'))}(box, size):`;
  return [definition(head, doc, [...lines.slice(0, -1), code`return box`])];
}

/** The layers that change what is trained on, and the function that draws. */
function printAugment(
  { augment: steps }: CodeData,
  { box, encode, decode }: DataNames,
  name: Code<'python'>,
  unit: Unit,
): readonly Code<'python'>[] {
  const list = unit.names.fresh('AUGMENTATION');
  const hasBox = box !== undefined;
  const made = steps.map((step: ExampleStep) =>
    augmentLayer(step, hasBox && isGeometric(step) ? [code`bounding_box_format="xyxy"`] : [], unit),
  );
  const doc = 'Change pictures that are trained on, each time in another way.';
  const layers = code`${list} = [${python.join(made)}]`;
  if (box?.type.kind !== 'box') {
    const lines = [
      code`for layer in ${list}:`,
      python.indent(code`image = layer(image, training=True)`),
      code`return ${unit.keras('ops')}.convert_to_numpy(image)`,
    ];
    return [layers, definition(code`def ${name}(image):`, doc, lines)];
  }
  const { format } = box.type;
  const formatted = format === 'center' ? [] : [code`box_format=${format}`];
  const part = unit.part('augment_boxes');
  const given = python.join([
    list,
    code`image`,
    decode === undefined ? code`box` : code`${decode}(box)`,
    ...formatted,
  ]);
  const lines =
    encode === undefined
      ? [code`return ${part}(${given})`]
      : [code`image, box = ${part}(${given})`, code`return image, ${encode}(box)`];
  return [layers, definition(code`def ${name}(image, box):`, doc, lines)];
}
