import { defineSetting } from './define-setting.ts';

const share = { type: 'number', minimum: 0, maximum: 1 } as const;

export const trainPart = defineSetting({
  kind: 'train',
  elsewhere: 'training fit',
  doc: 'The share of the examples that is trained on: `80%`. Without a `split` all are.',
  sections: ['split'],
  accepts: share,
  default: 0,
});

export const validPart = defineSetting({
  kind: 'valid',
  elsewhere: 'validation val dev eval validate validation_split val_split valid_split',
  doc: 'The share that each epoch ends with a measurement on.',
  sections: ['split'],
  accepts: share,
  default: 0,
});

export const testPart = defineSetting({
  kind: 'test',
  elsewhere: 'testing test_size test_split',
  doc: 'The share that the run ends with a measurement on.',
  sections: ['split'],
  accepts: share,
  default: 0,
});
