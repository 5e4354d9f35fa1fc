import type { ExampleStep } from '../../catalogue/steps/augmentations.ts';
import type { Bounds } from '../../catalogue/steps/define-augmentation.ts';
import type { Sampling } from '../../catalogue/steps/sampling.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import type { Unit } from './unit.ts';

const { code } = python;

/** A step of `augment` as the layer of Keras's that it is; `more`: what it is given besides. */
export function augmentLayer(step: ExampleStep, more: readonly Code<'python'>[], unit: Unit): Code<'python'> {
  const given = python.join([...argumentsOf(step), ...more]);
  return code`${unit.keras('layers')}.${python.name(step.kind)}(${given})`;
}

const movers: ReadonlySet<ExampleStep['kind']> = new Set<ExampleStep['kind']>([
  ...(['RandomFlip', 'RandomRotation', 'RandomTranslation', 'RandomZoom'] as const),
  ...(['RandomShear', 'RandomPerspective', 'RandomCrop', 'RandAugment'] as const),
]);

/** Whether a step moves pixels, and boxes with them. */
export const isGeometric = ({ kind }: ExampleStep): boolean => movers.has(kind);

function argumentsOf(step: ExampleStep): readonly Code<'python'>[] {
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
    case 'RandomShear':
      return [
        ...named('x_factor', slants(step.x)),
        ...named('y_factor', slants(step.y)),
        ...sampling(step.sampling),
      ];
    case 'RandomPerspective':
      return [
        ...chance(step.probability),
        ...unless(1, step.scale, 'scale'),
        ...sampling({ ...step.sampling, fill: 'reflect' }),
      ];
    case 'RandomCrop':
      return [code`${step.height}`, code`${step.width}`];
    case 'RandomErasing':
      return [
        ...chance(step.probability),
        ...(step.scale[0] === 0.02 && step.scale[1] === 0.33 ? [] : named('scale', pair(step.scale))),
        ...(step.fill === undefined ? [] : named('fill_value', listed(step.fill))),
        range(step.range),
      ];
    case 'RandomContrast':
      return [deviations(step.factor), range(step.range)];
    case 'RandomBrightness':
      return [factor(step.factor), range(step.range)];
    case 'RandomGrayscale':
      return [code`${step.factor}`];
    case 'RandomHue':
    case 'RandomSaturation':
    case 'RandomColorDegeneration':
    case 'RandomSharpness':
      return [upTo(0, step.factor), range(step.range)];
    case 'RandomPosterization':
      return [upTo(1, step.bits), range(step.range)];
    case 'RandomGaussianBlur':
      return [
        ...chance(step.probability),
        ...unless(3, step.size, 'kernel_size'),
        ...(step.sigma[0] === 0 && step.sigma[1] === 1 ? [] : named('sigma', upTo(0, step.sigma))),
        range(step.range),
      ];
    case 'RandomInvert':
      return [...chance(step.probability), range(step.range)];
    case 'Solarization':
      return [upTo(0, step.addition), upTo(0, step.threshold), range(step.range)];
    case 'AutoContrast':
      return [range(step.range)];
    case 'Equalization':
      return [range(step.range), ...unless(256, step.bins, 'bins')];
    case 'RandAugment':
      return [
        range(step.range),
        ...unless(2, step.picks, 'num_ops'),
        ...named('factor', upTo(0, step.factor)),
        ...(step.interpolation === 'bilinear' ? [] : named('interpolation', code`${step.interpolation}`)),
      ];
    case 'RandomColorJitter':
      return [range(step.range), ...step.steps.flatMap(jitter)];
  }
}

type Jitter = Extract<ExampleStep, { kind: 'RandomColorJitter' }>['steps'][number];

function jitter(step: Jitter): readonly Code<'python'>[] {
  switch (step.kind) {
    case 'RandomBrightness':
      return named('brightness_factor', factor(step.factor));
    case 'RandomContrast':
      return named('contrast_factor', deviations(step.factor));
    case 'RandomSaturation':
      return named('saturation_factor', upTo(0, step.factor));
    case 'RandomHue':
      return named('hue_factor', upTo(0, step.factor));
  }
}

const named = (name: string, value: Code<'python'>): readonly Code<'python'>[] => [
  code`${python.name(name)}=${value}`,
];

const unless = (preset: number, value: number, name: string): readonly Code<'python'>[] =>
  value === preset ? [] : named(name, code`${value}`);

const pair = ([lower, upper]: Bounds): Code<'python'> => code`(${lower}, ${upper})`;

/** From the least on by a single number. */
const upTo = (least: number, bounds: Bounds): Code<'python'> =>
  bounds[0] === least ? code`${bounds[1]}` : pair(bounds);

/** A number stands for either way; two are without a sign. */
const slants = (bounds: Bounds): Code<'python'> =>
  bounds[0] === -bounds[1] ? code`${bounds[1]}` : pair(bounds);

/** How probable it is, where that is not said by default. */
const chance = (probability: Bounds): readonly Code<'python'>[] =>
  probability[0] === 0 && probability[1] === 1 ? [] : named('factor', upTo(0, probability));

/** A single factor draws from 1 up; a pair, how much less and how much more. */
const deviations = ([lower, upper]: Bounds): Code<'python'> =>
  code`(${short(1 - lower)}, ${short(upper - 1)})`;

const listed = (values: readonly number[]): Code<'python'> => {
  const [only, ...others] = values;
  return others.length === 0 && only !== undefined
    ? code`${only}`
    : code`(${python.join(values.map((value) => code`${value}`))})`;
};

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
