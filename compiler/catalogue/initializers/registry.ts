import { defineNamedValue, type NamedValueDefinition } from '../parameters/named-value.ts';
import { type Initializer, ones, zeros } from '../../ir/initializer.ts';

const seed = {
  type: 'integer',
  minimum: 0,
  nullable: true,
  default: null,
  doc: 'Its own seed; `none`: from the seed of the run.',
} as const;

const seeded = (value: number | null): { readonly seed?: number } => (value === null ? {} : { seed: value });

type Mode = 'fan_in' | 'fan_out' | 'fan_avg';

const scaling = (
  name: string,
  word: string,
  scale: number,
  mode: Mode,
  distribution: 'truncated_normal' | 'uniform',
): NamedValueDefinition<Initializer> =>
  defineNamedValue({
    name,
    words: [word],
    params: { seed },
    make: (params) => ({ kind: 'variance_scaling', scale, mode, distribution, ...seeded(params.seed) }),
  });

/** Every initialiser, with Keras's defaults. */
export const initializerDefinitions: readonly NamedValueDefinition<Initializer>[] = [
  scaling('GlorotUniform', 'glorot_uniform', 1, 'fan_avg', 'uniform'),
  scaling('GlorotNormal', 'glorot_normal', 1, 'fan_avg', 'truncated_normal'),
  scaling('HeUniform', 'he_uniform', 2, 'fan_in', 'uniform'),
  scaling('HeNormal', 'he_normal', 2, 'fan_in', 'truncated_normal'),
  scaling('LecunUniform', 'lecun_uniform', 1, 'fan_in', 'uniform'),
  scaling('LecunNormal', 'lecun_normal', 1, 'fan_in', 'truncated_normal'),
  defineNamedValue({
    name: 'VarianceScaling',
    words: ['variance_scaling'],
    params: {
      scale: { type: 'number', exclusiveMinimum: 0, default: 1, doc: 'The factor.' },
      mode: { type: 'enum', values: ['fan_in', 'fan_out', 'fan_avg'], default: 'fan_in', doc: 'Which fan.' },
      distribution: {
        type: 'enum',
        values: ['truncated_normal', 'untruncated_normal', 'uniform'],
        default: 'truncated_normal',
        doc: 'The distribution.',
      },
      seed,
    },
    make: ({ scale, mode, distribution, seed: own }) => ({
      kind: 'variance_scaling',
      scale,
      mode,
      distribution,
      ...seeded(own),
    }),
  }),
  defineNamedValue({
    name: 'RandomNormal',
    words: ['random_normal', 'normal'],
    params: {
      mean: { type: 'number', default: 0, doc: 'The mean.' },
      stddev: { type: 'number', minimum: 0, default: 0.05, doc: 'The standard deviation.' },
      seed,
    },
    make: ({ mean, stddev, seed: own }) => ({ kind: 'random_normal', mean, stddev, ...seeded(own) }),
  }),
  defineNamedValue({
    name: 'RandomUniform',
    words: ['random_uniform', 'uniform'],
    params: {
      minval: { type: 'number', default: -0.05, doc: 'The least value.' },
      maxval: { type: 'number', default: 0.05, doc: 'The greatest value.' },
      seed,
    },
    make: ({ minval, maxval, seed: own }) => ({ kind: 'random_uniform', minval, maxval, ...seeded(own) }),
  }),
  defineNamedValue({
    name: 'TruncatedNormal',
    words: ['truncated_normal'],
    params: {
      mean: { type: 'number', default: 0, doc: 'The mean.' },
      stddev: { type: 'number', minimum: 0, default: 0.05, doc: 'The standard deviation.' },
      seed,
    },
    make: ({ mean, stddev, seed: own }) => ({ kind: 'truncated_normal', mean, stddev, ...seeded(own) }),
  }),
  defineNamedValue({
    name: 'Orthogonal',
    words: ['orthogonal'],
    params: { gain: { type: 'number', default: 1, doc: 'The factor.' }, seed },
    make: ({ gain, seed: own }) => ({ kind: 'orthogonal', gain, ...seeded(own) }),
  }),
  defineNamedValue({
    name: 'Identity',
    words: ['identity'],
    params: { gain: { type: 'number', default: 1, doc: 'What is on the diagonal.' } },
    make: ({ gain }) => ({ kind: 'identity', gain }),
  }),
  defineNamedValue({ name: 'Zeros', words: ['zeros', 'zero'], params: {}, make: () => zeros }),
  defineNamedValue({ name: 'Ones', words: ['ones', 'one'], params: {}, make: () => ones }),
  defineNamedValue({
    name: 'Constant',
    words: ['constant'],
    params: { value: { type: 'number', default: 0, doc: 'Every value.' } },
    make: ({ value }) => ({ kind: 'constant', value }),
  }),
];

/** The words that name initialisers. */
export const initializerWords: readonly string[] = initializerDefinitions.flatMap(({ words }) => words);
