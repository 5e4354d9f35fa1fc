import type { AugmentStep } from '../../catalogue/steps/augmentations.ts';
import type { Bounds } from '../../catalogue/steps/define-augmentation.ts';
import type { Sampling } from '../../catalogue/steps/sampling.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import type { Unit } from './unit.ts';

const { code } = python;

/** A step of `augment` as the layer of Keras's that it is; `more`: what it is given besides. */
export function augmentLayer(step: AugmentStep, more: readonly Code<'python'>[], unit: Unit): Code<'python'> {
  const given = python.join([...argumentsOf(step), ...more]);
  return code`${unit.keras('layers')}.${python.name(step.kind)}(${given})`;
}

/** Whether a step moves pixels, and boxes with them. */
export const isGeometric = ({ kind }: AugmentStep): boolean =>
  ['RandomFlip', 'RandomRotation', 'RandomTranslation', 'RandomZoom', 'RandomCrop'].includes(kind);

function argumentsOf(step: AugmentStep): readonly Code<'python'>[] {
  switch (step.kind) {
    case 'RandomFlip': {
      if (step.horizontal && step.vertical) return [];
      return [code`${step.horizontal ? 'horizontal' : 'vertical'}`];
    }
    case 'RandomRotation':
      return [factor(step.factor), ...sampling(step.sampling)];
    case 'RandomTranslation':
      return [factor(step.height), factor(step.width), ...sampling(step.sampling)];
    case 'RandomZoom':
      return [
        factor(step.height),
        ...(step.width === undefined ? [] : [factor(step.width)]),
        ...sampling(step.sampling),
      ];
    case 'RandomCrop':
      return [code`${step.height}`, code`${step.width}`];
    case 'RandomContrast': {
      // A single factor draws from 1 up; a pair, how much less and how much more.
      const [lower, upper] = step.factor;
      return [code`(${short(1 - lower)}, ${short(upper - 1)})`, range(step.range)];
    }
    case 'RandomBrightness':
      return [factor(step.factor), range(step.range)];
    case 'RandomGrayscale':
      return [code`${step.factor}`];
  }
}

/** A factor either way by its number. */
const factor = ([lower, upper]: Bounds): Code<'python'> =>
  lower === -upper ? code`${upper}` : code`(${lower}, ${upper})`;

const range = ([lower, upper]: Bounds): Code<'python'> =>
  code`value_range=(${short(lower)}, ${short(upper)})`;

/** Without what arithmetic has added behind the last digit that was meant. */
const short = (value: number): number => Number(value.toPrecision(12));

const sampling = ({ fill, interpolation, value }: Sampling): readonly Code<'python'>[] => [
  ...(fill === 'reflect' ? [] : [code`fill_mode=${fill}`]),
  ...(interpolation === 'bilinear' ? [] : [code`interpolation=${interpolation}`]),
  ...(value === 0 ? [] : [code`fill_value=${value}`]),
];
