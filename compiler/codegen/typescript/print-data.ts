import { isPicture } from '../../catalogue/fields/field-type.ts';
import type { PrepareStep } from '../../catalogue/steps/preparations.ts';
import type { CodeData, CodeField } from '../model/data.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { camelCase } from './camel-case.ts';
import type { ModuleContext, TsCode } from './module-context.ts';

const { code } = ts;

/** What the types and functions of a data block are called. */
export interface DataNames {
  readonly examples: TsCode;
  readonly preprocess: TsCode;
}

export function dataNames({ symbol }: CodeData, isOnly: boolean, context: ModuleContext): DataNames {
  const name = isOnly ? '' : symbol.name.charAt(0).toUpperCase() + symbol.name.slice(1);
  return {
    examples: context.names.fresh(`${name}Examples`),
    preprocess: context.names.fresh(`preprocess${name}`),
  };
}

/** The classes of a data block, the type of its examples, and what `prepare` does. */
export function printData(data: CodeData, named: DataNames, isOnly: boolean, context: ModuleContext): TsCode {
  const classes = data.fields.filter((field) => field.classes !== undefined);
  return ts.lines([
    ...classes.flatMap((field) => [printClasses(field, classes.length === 1 && isOnly, context), ts.empty]),
    code`${ts.doc(`Examples of ${data.symbol.name}, as ${String(named.preprocess)} leaves them; the first axis counts them.`)}export type ${named.examples} = {`,
    ...data.fields.map((field) => code`readonly ${ts.name(field.name)}: ${fieldType(field)};`),
    code`};`,
    ts.empty,
    printPreprocess(data, named, context),
  ]);
}

function printClasses(field: CodeField, isOnly: boolean, { names }: ModuleContext): TsCode {
  const name = names.fresh(isOnly ? 'classes' : `${camelCase(field.name)}Classes`);
  const items = (field.classes ?? []).map((each) => ts.text(each));
  return code`${ts.doc(`The classes of ${field.name}, in the order of their numbers.`)}export const ${name} = [${ts.join(items)}] as const;`;
}

const fieldType = ({ type }: CodeField): TsCode => {
  switch (type.kind) {
    case 'class':
      return code`tf.Tensor1D`;
    case 'classes':
    case 'box':
      return code`tf.Tensor2D`;
    case 'boxes':
    case 'keypoints':
    case 'mask':
      return code`tf.Tensor3D`;
    case 'tensor':
      return code`tf.Tensor${ts.number(type.shape.length + 1)}D`;
  }
};

const isOf = (step: PrepareStep, field: CodeField): boolean => {
  if (step.field !== undefined) return step.field === field.name;
  return isPicture(field) || (step.kind === 'Resizing' && field.type.kind === 'box');
};

/** A function that does what `prepare` does, of all fields that it changes. */
function printPreprocess(
  { fields, prepare, symbol }: CodeData,
  { preprocess }: DataNames,
  context: ModuleContext,
): TsCode {
  const picture = fields.find(isPicture);
  const box = fields.find((field) => field.type.kind === 'box' && prepare.some((step) => isOf(step, field)));
  if (picture === undefined) return ts.empty;
  const names = context.names.inside();
  const image = names.fresh(camelCase(picture.name));
  const boxes = box === undefined ? undefined : names.fresh(camelCase(box.name));
  const lines = prepare.flatMap((step) => [
    ...(boxes !== undefined && box !== undefined && isOf(step, box)
      ? [boxStep(step, boxes, image, box, context)]
      : []),
    ...(isOf(step, picture) ? [pictureStep(step, image, context)] : []),
  ]);
  const what = box === undefined ? 'pictures' : 'pictures and their boxes';
  const doc = ts.doc(`Prepares ${what} of ${symbol.name}, pixels from 0 to 255, as \`prepare\` says.`);
  const parameters =
    boxes === undefined ? code`${image}: tf.Tensor4D` : code`${image}: tf.Tensor4D, ${boxes}: tf.Tensor2D`;
  const keys =
    boxes === undefined || box === undefined
      ? undefined
      : [entry(picture.name, image), entry(box.name, boxes)];
  const type =
    keys === undefined || box === undefined
      ? code`tf.Tensor4D`
      : code`{ ${ts.name(picture.name)}: tf.Tensor4D; ${ts.name(box.name)}: tf.Tensor2D }`;
  const result = keys === undefined ? image : code`{ ${ts.join(keys)} }`;
  return code`${doc}export function ${preprocess}(${parameters}): ${type} {\nreturn tf.tidy(() => {\n${ts.lines([...lines, code`return ${result};`])}\n});\n}`;
}

const entry = (key: string, value: TsCode): TsCode =>
  String(value) === key ? value : code`${ts.name(key)}: ${value}`;

function pictureStep(step: PrepareStep, image: TsCode, context: ModuleContext): TsCode {
  switch (step.kind) {
    case 'Rescaling': {
      const scaled = code`tf.mul<tf.Tensor4D>(${image}, ${factor(step.scale)})`;
      return step.offset === 0
        ? code`${image} = ${scaled};`
        : code`${image} = tf.add<tf.Tensor4D>(${scaled}, ${ts.number(step.offset)});`;
    }
    case 'Resizing':
      return code`${image} = ${context.part('prepare', 'resizePictures')}(${image}, ${resizeOptions(step)});`;
    case 'SqrtSize':
      return ts.empty;
  }
}

/** A number, as a fraction of one where that is what it is. */
function factor(value: number): TsCode {
  const divisor = Math.round(10 / value) / 10;
  return 1 / divisor === value && !Number.isInteger(value)
    ? code`1 / ${ts.number(divisor)}`
    : ts.number(value);
}

const resizeOptions = (step: Extract<PrepareStep, { kind: 'Resizing' }>): TsCode =>
  code`{ height: ${step.height}, width: ${step.width}${
    step.interpolation === 'bilinear' ? ts.empty : code`, interpolation: ${step.interpolation}`
  }${step.cropToAspectRatio ? code`, cropToAspectRatio: true` : ts.empty}${
    step.fill === undefined ? ts.empty : code`, fill: ${ts.number(step.fill)}`
  } }`;

function boxStep(
  step: PrepareStep,
  boxes: TsCode,
  image: TsCode,
  field: CodeField,
  context: ModuleContext,
): TsCode {
  switch (step.kind) {
    case 'Rescaling':
      return code`${boxes} = tf.add<tf.Tensor2D>(tf.mul(${boxes}, ${ts.number(step.scale)}), ${ts.number(step.offset)});`;
    case 'SqrtSize':
      return code`${boxes} = ${context.part('prepare-boxes', 'rootSizes')}(${boxes});`;
    case 'Resizing': {
      const format = field.type.kind === 'box' ? field.type.format : 'center';
      return code`${boxes} = ${context.part('prepare-boxes', 'resizeBoxes')}(${boxes}, ${image}, ${resizeOptions(step)}, ${format});`;
    }
  }
}
