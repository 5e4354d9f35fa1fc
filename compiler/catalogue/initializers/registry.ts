import type { Named } from '../entry/entry.ts';
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
  named: Named,
  scale: number,
  mode: Mode,
  distribution: 'truncated_normal' | 'uniform',
): NamedValueDefinition<Initializer> =>
  defineNamedValue({
    ...named,
    params: { seed },
    make: (params) => ({ kind: 'variance_scaling', scale, mode, distribution, ...seeded(params.seed) }),
  });

/** Every initialiser, with Keras's defaults. */
export const initializerDefinitions: readonly NamedValueDefinition<Initializer>[] = [
  scaling(
    {
      kind: 'glorot_uniform',
      aliases: ['GlorotUniform'],
      elsewhere: 'xavier xavier_uniform',
      doc: 'Uniform within ±√(6 / (fan_in + fan_out)) (Glorot and Bengio 2010).',
    },
    1,
    'fan_avg',
    'uniform',
  ),
  scaling(
    {
      kind: 'glorot_normal',
      aliases: ['GlorotNormal'],
      elsewhere: 'xavier_normal',
      doc: 'Truncated normal with the variance 2 / (fan_in + fan_out) (Glorot and Bengio 2010).',
    },
    1,
    'fan_avg',
    'truncated_normal',
  ),
  scaling(
    {
      kind: 'he_uniform',
      aliases: ['HeUniform'],
      elsewhere: 'kaiming kaiming_uniform he',
      doc: 'Uniform within ±√(6 / fan_in) (He et al. 2015).',
    },
    2,
    'fan_in',
    'uniform',
  ),
  scaling(
    {
      kind: 'he_normal',
      aliases: ['HeNormal'],
      elsewhere: 'kaiming_normal msra',
      doc: 'Truncated normal with the variance 2 / fan_in (He et al. 2015).',
    },
    2,
    'fan_in',
    'truncated_normal',
  ),
  scaling(
    {
      kind: 'lecun_uniform',
      aliases: ['LecunUniform'],
      doc: 'Uniform within ±√(3 / fan_in) (LeCun et al. 1998).',
    },
    1,
    'fan_in',
    'uniform',
  ),
  scaling(
    {
      kind: 'lecun_normal',
      aliases: ['LecunNormal'],
      doc: 'Truncated normal with the variance 1 / fan_in (LeCun et al. 1998).',
    },
    1,
    'fan_in',
    'truncated_normal',
  ),
  defineNamedValue({
    kind: 'variance_scaling',
    aliases: ['VarianceScaling'],
    doc: 'With the variance scale / fan.',
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
    kind: 'random_normal',
    aliases: ['normal', 'RandomNormal'],
    elsewhere: 'gaussian normal_init',
    doc: 'Normal.',
    params: {
      mean: { type: 'number', default: 0, doc: 'The mean.' },
      stddev: { type: 'number', minimum: 0, default: 0.05, doc: 'The standard deviation.' },
      seed,
    },
    make: ({ mean, stddev, seed: own }) => ({ kind: 'random_normal', mean, stddev, ...seeded(own) }),
  }),
  defineNamedValue({
    kind: 'random_uniform',
    aliases: ['uniform', 'RandomUniform'],
    doc: 'Uniform between two values.',
    params: {
      minval: { type: 'number', default: -0.05, doc: 'The least value.' },
      maxval: { type: 'number', default: 0.05, doc: 'The greatest value.' },
      seed,
    },
    make: ({ minval, maxval, seed: own }) => ({ kind: 'random_uniform', minval, maxval, ...seeded(own) }),
  }),
  defineNamedValue({
    kind: 'truncated_normal',
    aliases: ['TruncatedNormal'],
    elsewhere: 'trunc_normal truncated',
    doc: 'Normal; what is more than two standard deviations from the mean is drawn again.',
    params: {
      mean: { type: 'number', default: 0, doc: 'The mean.' },
      stddev: { type: 'number', minimum: 0, default: 0.05, doc: 'The standard deviation.' },
      seed,
    },
    make: ({ mean, stddev, seed: own }) => ({ kind: 'truncated_normal', mean, stddev, ...seeded(own) }),
  }),
  defineNamedValue({
    kind: 'orthogonal',
    aliases: ['Orthogonal'],
    doc: 'An orthogonal matrix: the others of a kernel’s axes taken together, and its last (Saxe et al. 2014).',
    params: { gain: { type: 'number', default: 1, doc: 'The factor.' }, seed },
    make: ({ gain, seed: own }) => ({ kind: 'orthogonal', gain, ...seeded(own) }),
  }),
  defineNamedValue({
    kind: 'identity',
    aliases: ['Identity'],
    doc: 'An identity matrix, of matrices only.',
    params: { gain: { type: 'number', default: 1, doc: 'What is on the diagonal.' } },
    make: ({ gain }) => ({ kind: 'identity', gain }),
  }),
  defineNamedValue({
    kind: 'zeros',
    aliases: ['zero', 'Zeros'],
    doc: '0 everywhere.',
    params: {},
    make: () => zeros,
  }),
  defineNamedValue({
    kind: 'ones',
    aliases: ['one', 'Ones'],
    doc: '1 everywhere.',
    params: {},
    make: () => ones,
  }),
  defineNamedValue({
    kind: 'constant',
    aliases: ['Constant'],
    doc: 'One value everywhere.',
    params: { value: { type: 'number', default: 0, doc: 'Every value.' } },
    make: ({ value }) => ({ kind: 'constant', value }),
  }),
];
