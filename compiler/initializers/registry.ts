import type { ParameterTable, ParamsOf } from '../layers/parameters.ts';
import { type Initializer, ones, zeros } from './initializer.ts';

/** One of Keras's initialisers: its class, its word, its parameters, and what they make. */
export interface InitializerDefinition {
  readonly name: string;
  readonly words: readonly string[];
  readonly params: ParameterTable;
  make(params: Readonly<Record<string, unknown>>): Initializer;
}

function defineInitializer<const T extends ParameterTable>(definition: {
  readonly name: string;
  readonly words: readonly string[];
  readonly params: T;
  make(params: ParamsOf<T>): Initializer;
}): InitializerDefinition {
  return definition;
}

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
): InitializerDefinition =>
  defineInitializer({
    name,
    words: [word],
    params: { seed },
    make: (params) => ({ kind: 'variance_scaling', scale, mode, distribution, ...seeded(params.seed) }),
  });

/** Every initialiser, with Keras's defaults. */
export const initializerDefinitions: readonly InitializerDefinition[] = [
  scaling('GlorotUniform', 'glorot_uniform', 1, 'fan_avg', 'uniform'),
  scaling('GlorotNormal', 'glorot_normal', 1, 'fan_avg', 'truncated_normal'),
  scaling('HeUniform', 'he_uniform', 2, 'fan_in', 'uniform'),
  scaling('HeNormal', 'he_normal', 2, 'fan_in', 'truncated_normal'),
  scaling('LecunUniform', 'lecun_uniform', 1, 'fan_in', 'uniform'),
  scaling('LecunNormal', 'lecun_normal', 1, 'fan_in', 'truncated_normal'),
  defineInitializer({
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
  defineInitializer({
    name: 'RandomNormal',
    words: ['random_normal', 'normal'],
    params: {
      mean: { type: 'number', default: 0, doc: 'The mean.' },
      stddev: { type: 'number', minimum: 0, default: 0.05, doc: 'The standard deviation.' },
      seed,
    },
    make: ({ mean, stddev, seed: own }) => ({ kind: 'random_normal', mean, stddev, ...seeded(own) }),
  }),
  defineInitializer({
    name: 'RandomUniform',
    words: ['random_uniform', 'uniform'],
    params: {
      minval: { type: 'number', default: -0.05, doc: 'The least value.' },
      maxval: { type: 'number', default: 0.05, doc: 'The greatest value.' },
      seed,
    },
    make: ({ minval, maxval, seed: own }) => ({ kind: 'random_uniform', minval, maxval, ...seeded(own) }),
  }),
  defineInitializer({
    name: 'TruncatedNormal',
    words: ['truncated_normal'],
    params: {
      mean: { type: 'number', default: 0, doc: 'The mean.' },
      stddev: { type: 'number', minimum: 0, default: 0.05, doc: 'The standard deviation.' },
      seed,
    },
    make: ({ mean, stddev, seed: own }) => ({ kind: 'truncated_normal', mean, stddev, ...seeded(own) }),
  }),
  defineInitializer({ name: 'Zeros', words: ['zeros', 'zero'], params: {}, make: () => zeros }),
  defineInitializer({ name: 'Ones', words: ['ones', 'one'], params: {}, make: () => ones }),
  defineInitializer({
    name: 'Constant',
    words: ['constant'],
    params: { value: { type: 'number', default: 0, doc: 'Every value.' } },
    make: ({ value }) => ({ kind: 'constant', value }),
  }),
];

/** The words that name initialisers. */
export const initializerWords: readonly string[] = initializerDefinitions.flatMap(({ words }) => words);

/** An initialiser by its word (`he_normal`) or its class (`HeNormal`). */
export const initializerDefinition = (name: string): InitializerDefinition | undefined =>
  initializerDefinitions.find((definition) => definition.name === name || definition.words.includes(name));
