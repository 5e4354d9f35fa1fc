import type { ParameterTable } from '../parameters/parameters.ts';
import type { SourceSpec } from './source-spec.ts';

const directory = { type: 'string', doc: 'The directory, relative to the `.cnn` file.' } as const;

const boxes = {
  type: 'string',
  default: null,
  nullable: true,
  doc: 'A CSV file in the directory with the box of each image.',
} as const;

/** Where examples come from: parameters, and what an example has besides its image. */
export interface SourceDefinition {
  readonly params: ParameterTable;
  readonly unsupported?: Readonly<Record<string, string>>;
  /** Kinds of field it brings. */
  readonly brings: readonly ('class' | 'box')[];
  /** Channels that its images can be given, the usual first; absent where its parameters say. */
  readonly channels?: readonly number[];
}

/** Every data source by its name. */
export const sources: Readonly<Record<'idx' | 'folder' | 'shapes', SourceDefinition>> = {
  idx: { params: { directory }, brings: ['class'], channels: [1] },
  folder: {
    params: { directory, boxes },
    unsupported: { masks: 'masks are not supported yet' },
    brings: ['class'],
    channels: [3, 1, 4],
  },
  shapes: {
    params: {
      count: { type: 'integer', minimum: 1, maximum: 1_000_000, doc: 'How many pictures.' },
      size: { type: 'sizes', rank: 2, minimum: 8, default: [32, 32], doc: 'Height and width.' },
      channels: { type: 'integer', minimum: 1, maximum: 4, default: 1, doc: 'Channels of a picture.' },
      classes: { type: 'integer', minimum: 2, maximum: 10, default: 4, doc: 'How many kinds of shape.' },
    },
    brings: ['class', 'box'],
  },
};

export type SourceKind = keyof typeof sources;

export const sourceKinds = Object.keys(sources) as readonly SourceKind[];

/** Kinds of field that a source brings besides its image. */
export const broughtBy = (source: SourceSpec): readonly ('class' | 'box')[] =>
  source.kind === 'folder' && source.boxes !== undefined ? ['class', 'box'] : sources[source.kind].brings;
