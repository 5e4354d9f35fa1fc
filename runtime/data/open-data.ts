import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DataSpec, FieldSpec } from '../../compiler/data/data-spec.ts';
import type { SourceSpec } from '../../compiler/catalogue/sources/source-spec.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { classParts, type ClassPart } from './class-parts.ts';
import { dataRoom } from './data-room.ts';
import { openFolder } from './folder/folder-source.ts';
import { openIdx } from './idx/idx-source.ts';
import type { Watch } from './pictures/measure.ts';
import { openShapes } from './shapes/shapes-source.ts';
import type { DataSource } from './source.ts';
import { partSizes, splitExamples, type Part, type Split } from './split.ts';

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
  for (const field of spec.fields) checkField(field, spec.source, source);
  const own = source.testCount > 0;
  const { train, valid, test } = spec.split;
  const parts = own ? { train, valid, test: 0 } : spec.split;
  const warnings = [
    ...leftOut(spec, source),
    ...(own && test > 0 ? [runtimeMessages.ownTestSet(spec.source.span, source.testCount)] : []),
  ];
  const sizes = partSizes(source.count, parts);
  for (const part of ['train', 'valid', 'test'] as const) {
    if (parts[part] > 0 && sizes[part] === 0) throw new RunError(emptyPart(spec, part, source.count));
  }
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

/** Says what is no example; throws it where the data is strict. */
function leftOut(
  { source: { span }, strict }: DataSpec,
  { leftOut: left }: DataSource,
): readonly Diagnostic[] {
  if (left === undefined || left.count === 0) return [];
  const told = runtimeMessages.leftOut(span, left, strict);
  if (strict) throw new RunError(told);
  return [told];
}

const emptyPart = (spec: DataSpec, part: Part, count: number): Diagnostic =>
  runtimeMessages.partEmpty(spec.source.span, part, `${Number((100 * spec.split[part]).toFixed(2))}%`, count);

async function openSource(spec: DataSpec, options: OpenDataOptions): Promise<DataSource> {
  const { source } = spec;
  if (source.kind === 'shapes') return openShapes(source, spec.seed);
  const directory = options.directory ?? resolve(options.base, source.directory);
  const found = await stat(directory).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new RunError(runtimeMessages.noDirectory(source.span, directory, spec.name));
  }
  const place = {
    room: dataRoom(options.budgets),
    directory,
    written: options.directory ?? source.directory,
    span: source.span,
    classes: classesOf(spec.fields),
    followLinks: options.followLinks ?? false,
  };
  if (source.kind === 'idx') return openIdx(place);
  // Boxes that no field is for need not be there.
  const boxes = spec.fields.some(({ type }) => type.kind === 'box') ? source.boxes : undefined;
  return openFolder(place, channelsOf(spec.fields), { boxes, watch: options.watch });
}

function classesOf(fields: readonly FieldSpec[]): number | undefined {
  for (const { type } of fields) if (type.kind === 'class') return type.classes;
  return undefined;
}

/** Channels that images are decoded to: as declared, else three, as in Keras. */
function channelsOf(fields: readonly FieldSpec[]): number {
  for (const { type } of fields) if (type.kind === 'tensor') return type.shape[2] ?? 3;
  return 3;
}

function checkField(field: FieldSpec, spec: SourceSpec, source: DataSource): void {
  const { type, name, span } = field;
  const unbrought =
    (type.kind === 'box' && !source.bringsBox) || (type.kind === 'tensor' && name !== 'image');
  if (unbrought) {
    const brings = `\`image\`, a class${source.bringsBox ? ' and a box' : ''}`;
    throw new RunError(runtimeMessages.fieldNotBrought(span, name, spec.kind, brings));
  }
  if (type.kind !== 'tensor') return;
  const fits =
    type.shape.length === 3 &&
    type.shape.every((size, axis) => {
      const brought = source.imageShape[axis] ?? null;
      return size === null || brought === null || size === brought;
    });
  if (!fits) {
    const found = `${type.dtype}${formatSizes(source.imageShape)}`;
    throw new RunError(
      runtimeMessages.fieldShape(span, name, `${type.dtype}${formatSizes(type.shape)}`, found),
    );
  }
}

const symbols = ['?h', '?w', '?c'];

const formatSizes = (sizes: readonly (number | null)[]): string =>
  `[${sizes.map((size, axis) => size ?? symbols[axis] ?? '?').join(', ')}]`;
