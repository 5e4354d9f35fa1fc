import { type Match, type Slip, slipsIn } from './slip.ts';

const why = 'a step of `augment` is a layer, with what it does in its parentheses';

/** What settings of Keras's `ImageDataGenerator` are as layers, from their values. */
const steps: Readonly<Record<string, (value: string) => string>> = {
  horizontal_flip: () => 'RandomFlip(horizontal)',
  vertical_flip: () => 'RandomFlip(vertical)',
  rotation_range: (degrees) => `RandomRotation(${degrees}/360)`,
  width_shift_range: (share) => `RandomTranslation(0, ${share})`,
  height_shift_range: (share) => `RandomTranslation(${share}, 0)`,
  zoom_range: (share) => `RandomZoom(${share})`,
  brightness_range: () => 'RandomBrightness(0.2)',
};
/** Settings that have no layer here, or are how it is done anyway. */
const others = 'shear_range|channel_shift_range|fill_mode|cval|featurewise_center|samplewise_center';

const stepOf = (key: string, value: string): string =>
  /^(?:false|none|0|0\.0)$/.test(value) ? '' : (steps[key]?.(value) ?? '');

const ofEntry = ({ texts: [, key = '', value = ''] }: Match): string => stepOf(key, value);

const ofPairs =
  (before: string, after: string) =>
  ({ items: [, pairs = []] }: Match): string => {
    const layers = pairs.map((pair) => {
      const [, key = '', value = ''] = /^(\w+)\s*=\s*(.*)$/s.exec(pair) ?? [];
      return stepOf(key, value);
    });
    return `${before}${layers.filter((layer) => layer !== '').join('  ')}${after}`;
  };

const keys = [...Object.keys(steps), others].join('|');

/** Keras's `ImageDataGenerator`, and its settings alone, as steps of `augment`. */
export const generatorSlips: readonly Slip[] = [
  ...[' ,', ''].map((comma) => slipsIn('steps')(`<|${keys}> =|: <value>${comma}`, why, ofEntry)),
  slipsIn('steps')('ImageDataGenerator ( <pairs> )', why, ofPairs('', '')),
  slipsIn('data')('augment =|: ImageDataGenerator ( <pairs> )', why, ofPairs('augment { ', ' }')),
];
