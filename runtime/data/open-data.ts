import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DataSpec, FieldSpec } from '../../compiler/data/data-spec.ts';
import type { SourceSpec } from '../../compiler/catalogue/sources/source-spec.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { classParts, type ClassPart } from './class-parts.ts';
import { checkSource } from './check-source.ts';
import { dataRoom } from './data-room.ts';
import type { DataPlace } from './data-root.ts';
import { openFolder } from './folder/folder-source.ts';
import { openIdx } from './idx/idx-source.ts';
import type { Watch } from './pictures/measure.ts';
import { openShapes } from './shapes/shapes-source.ts';
import type { DataSource } from './source.ts';
import { splitExamples, type Split } from './split.ts';

/** A data block with its source open and its examples split. */
export interface OpenData {
  readonly spec: DataSpec;
  readonly source: DataSource;
  /** `test` holds the source's own test set where it has one. */
  readonly split: Split;
  /** The training part by class, where each is to be drawn as often as the largest. */
  readonly classes?: readonly ClassPart[];
  readonly warnings: readonly Diagnostic[];
}

/** Where relative directories begin, and what replaces the directory of the source. */
export interface OpenDataOptions {
  /** The directory of the .cnn file. */
  readonly base: string;
  /** Replaces the written directory; relative to the working directory. */
  readonly directory?: string | undefined;
  /** Whether links may lead out of the directory; by default they may not. */
  readonly followLinks?: boolean | undefined;
  /** Budgets of bytes that what is held of the data has to fit, each by itself. */
  readonly budgets?: readonly number[];
  /** Who is told how far pictures have been looked at. */
  readonly watch?: Watch;
}

/** Opens and checks a data block's source; throws a RunError that says what is wrong with it. */
export async function openData(spec: DataSpec, options: OpenDataOptions): Promise<OpenData> {
  const source = await openSource(spec, options);
  const own = source.testCount > 0;
  const { parts, warnings } = checkSource(spec, source);
  const split = splitExamples(source.count, parts, spec.seed, (index) => source.labelOf(index));
  const ownTest = Uint32Array.from({ length: source.testCount }, (_, index) => source.count + index);
  return {
    spec,
    source,
    split: own ? { ...split, test: ownTest } : split,
    ...(spec.balance === 'none' ? {} : { classes: classParts(source, split.train, spec.span) }),
    warnings,
  };
}

async function openSource(spec: DataSpec, options: OpenDataOptions): Promise<DataSource> {
  const { source } = spec;
  if (source.kind === 'shapes') return openShapes(source, spec.seed);
  const place = await placeOf(spec, source, options);
  if (source.kind === 'idx') return openIdx(place);
  return openFolder(place, channelsOf(spec.fields), { boxes: boxesOf(spec), watch: options.watch });
}

/** Where the files of a source lie; throws a RunError where there is no such directory. */
export async function placeOf(
  spec: DataSpec,
  source: FileSource,
  options: OpenDataOptions,
): Promise<DataPlace> {
  const directory = options.directory ?? resolve(options.base, source.directory);
  const found = await stat(directory).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new RunError(runtimeMessages.noDirectory(source.span, directory, spec.name));
  }
  return {
    room: dataRoom(options.budgets),
    directory,
    written: options.directory ?? source.directory,
    span: source.span,
    classes: classesOf(spec.fields),
    followLinks: options.followLinks ?? false,
  };
}

type FileSource = Exclude<SourceSpec, { readonly kind: 'shapes' }>;

/** The file of boxes; boxes that no field is for need not be there. */
export const boxesOf = ({ source, fields }: DataSpec): string | undefined =>
  source.kind === 'folder' && fields.some(({ type }) => type.kind === 'box') ? source.boxes : undefined;

function classesOf(fields: readonly FieldSpec[]): number | undefined {
  for (const { type } of fields) if (type.kind === 'class') return type.classes;
  return undefined;
}

/** Channels that images are decoded to: as declared, else three, as in Keras. */
export function channelsOf(fields: readonly FieldSpec[]): number {
  for (const { type } of fields) if (type.kind === 'tensor') return type.shape[2] ?? 3;
  return 3;
}
