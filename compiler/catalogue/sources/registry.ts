import type { Span } from '../../../grammar/span.ts';
import { registryOf } from '../entry/entry.ts';
import type { AnySourceDefinition } from './define-source.ts';
import { cifar } from './cifar.ts';
import { coco } from './coco.ts';
import { csv } from './csv.ts';
import { folder } from './folder.ts';
import { idx } from './idx.ts';
import { npz } from './npz.ts';
import { shapes } from './shapes.ts';
import { voc } from './voc.ts';
import { yolo } from './yolo.ts';
import { tar } from './tar.ts';

/** Every data source, by kind. */
export const sources = registryOf(idx, folder, csv, cifar, npz, tar, coco, voc, yolo, shapes);

export type SourceKind = keyof typeof sources;

/** Where examples come from, of a kind of source: what it makes of its parameters. */
export type SourceOf<K extends SourceKind> = {
  readonly [One in K]: { readonly kind: One; readonly span: Span } & Readonly<
    ReturnType<(typeof sources)[One]['make']>
  >;
}[K];

export type SourceSpec = SourceOf<SourceKind>;

/** A source whose examples lie in files. */
export type FileSource = Extract<SourceSpec, { readonly directory: string }>;

/** Whether a source reads files, from a directory. */
export const readsFiles = (source: SourceSpec): source is FileSource => 'directory' in source;

/** Every source, in the order of messages and of the reference. */
export const sourceDefinitions: readonly (AnySourceDefinition & { readonly kind: SourceKind })[] =
  Object.values(sources);

/** The facts of a source's kind. */
export const sourceDefinition = ({ kind }: SourceSpec): AnySourceDefinition => sources[kind];
