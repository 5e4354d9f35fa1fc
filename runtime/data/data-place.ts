import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FileSource } from '../../compiler/catalogue/sources/registry.ts';
import type { DataSpec, FieldSpec } from '../../compiler/data/data-spec.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { dataRoom } from './data-room.ts';
import type { DataPlace } from './data-root.ts';
import type { Watch } from './pictures/measure.ts';

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
  /** Which fold is the validation part, as `--fold` has it. */
  readonly fold?: string | undefined;
  /** Who is told how far pictures have been looked at. */
  readonly watch?: Watch;
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
    throw new RunError(
      options.directory === undefined
        ? runtimeMessages.noDirectory(source.span, directory, spec.name)
        : runtimeMessages.noGivenDirectory(directory, spec.name),
    );
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

function classesOf(fields: readonly FieldSpec[]): number | undefined {
  for (const { type } of fields) if (type.kind === 'class') return type.classes;
  return undefined;
}
