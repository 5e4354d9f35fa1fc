import type { AugmentStep, MixStep } from '../../../compiler/catalogue/steps/augmentations.ts';
import type { Bounds } from '../../../compiler/catalogue/steps/define-augmentation.ts';
import type { RandomStream } from '../../random.ts';
import type { Picture } from '../source.ts';
import { between, happens } from './between.ts';
import type { GeometricStep } from './geometry.ts';
import type { Tint } from './photometry.ts';
import { clip } from './tints/map-values.ts';
import { placeOf } from './tints/patch.ts';

/** A step that is some of other steps. */
export type CompositeStep = Extract<AugmentStep, { steps: readonly AugmentStep[] }>;

export type PhotometricStep = Exclude<AugmentStep, GeometricStep | CompositeStep | MixStep>;

type Shape = Omit<Picture, 'data'>;

/** Draws what a step does to the values of a picture of a shape; undefined where that is nothing. */
export function drawTint(step: PhotometricStep, shape: Shape, random: RandomStream): Tint | undefined {
  switch (step.kind) {
    case 'RandomContrast':
      return { kind: 'contrast', factor: between(step.factor, random), range: step.range };
    case 'RandomBrightness': {
      const [low, high] = step.range;
      return { kind: 'brightness', delta: between(step.factor, random) * (high - low), range: step.range };
    }
    case 'RandomGrayscale':
      return random.uniform() < step.factor ? { kind: 'grayscale' } : undefined;
    case 'RandomHue': {
      const turn = between(step.factor, random) * 0.5;
      return { kind: 'hue', turn: random.uniform() > 0.5 ? -turn : turn, range: step.range };
    }
    case 'RandomSaturation': {
      const drawn = between(step.factor, random);
      return { kind: 'saturation', factor: drawn / (1 - drawn + 1e-7), range: step.range };
    }
    case 'RandomColorDegeneration':
      return { kind: 'degeneration', factor: between(step.factor, random), range: step.range };
    case 'RandomSharpness':
      return { kind: 'sharpness', factor: between(step.factor, random), range: step.range };
    case 'RandomPosterization': {
      const [least, end] = step.bits;
      return {
        kind: 'posterization',
        bits: least + random.below(Math.max(1, end - least)),
        range: step.range,
      };
    }
    case 'RandomGaussianBlur': {
      if (!happens(step.probability, random)) return undefined;
      const deviation = (): number => between(step.sigma, random) + 1e-6;
      return { kind: 'blur', size: step.size, sigma: [deviation(), deviation()], range: step.range };
    }
    case 'RandomInvert':
      return happens(step.probability, random) ? { kind: 'invert', range: step.range } : undefined;
    case 'Solarization': {
      const level = ([lower, upper]: Bounds): number => between([lower, upper * 255], random);
      return {
        kind: 'solarization',
        addition: level(step.addition),
        threshold: level(step.threshold),
        range: step.range,
      };
    }
    case 'AutoContrast':
      return { kind: 'auto contrast', range: step.range };
    case 'Equalization':
      return { kind: 'equalization', bins: step.bins, range: step.range };
    case 'RandomErasing':
      return drawPatch(step, shape, random);
  }
}

function drawPatch(
  { probability, scale, fill, range: [low, high] }: Extract<PhotometricStep, { kind: 'RandomErasing' }>,
  shape: Shape,
  random: RandomStream,
): Tint | undefined {
  if (!happens(probability, random)) return undefined;
  const share = (): number => Math.sqrt(between(scale, random));
  const shares = [share(), share()] as const;
  const place = placeOf(shape, [random.uniform(), random.uniform()], shares);
  const length = (place.right - place.left) * (place.bottom - place.top) * shape.channels;
  const patch = Float32Array.from({ length }, (_, index) =>
    clip(
      fill === undefined
        ? random.normal() * high
        : (fill[index % Math.min(fill.length, shape.channels)] ?? 0),
      low,
      high,
    ),
  );
  return { kind: 'patch', place, patch };
}
