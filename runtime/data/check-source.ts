import { isPicture, isTargetPicture } from '../../compiler/catalogue/fields/field-type.ts';
import type { DataSpec, FieldSpec, SplitSpec } from '../../compiler/data/data-spec.ts';
import type { SourceSpec } from '../../compiler/catalogue/sources/registry.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import type { DataSource } from './source.ts';
import { type Fold, partSizes, type Part } from './split.ts';

/** What of a source is compared with its specification. */
export interface SeenSource extends Pick<
  DataSource,
  | 'testCount'
  | 'imageShape'
  | 'bringsBox'
  | 'bringsObjects'
  | 'bringsMask'
  | 'bringsPoints'
  | 'bringsTarget'
  | 'bringsNumbers'
  | 'leftOut'
  | 'faults'
  | 'crowded'
  | 'pointedTwice'
> {
  /** Absent where it is not known how many there are. */
  readonly count?: number;
  /** How many are in each part, where parts come as they are. */
  readonly partCounts?: Readonly<Record<Part, number>> | undefined;
  /** Which of how many folds is validated on. */
  readonly fold?: Fold | undefined;
}

/** The parts that examples are split into, of what sizes, as far as that is known, and what is to be told. */
export interface CheckedSource {
  readonly parts: SplitSpec;
  readonly sizes: Readonly<Record<Part, number>> | undefined;
  readonly warnings: readonly Diagnostic[];
}

/** Throws a RunError where a source does not bring what its data block says of it. */
export function checkSource(spec: DataSpec, source: SeenSource): CheckedSource {
  for (const field of spec.fields) checkField(field, spec.source, source);
  const own = source.testCount > 0;
  const { test } = spec.split;
  const parts = own ? { ...spec.split, test: 0 } : spec.split;
  const warnings = [
    ...leftOut(spec, source),
    ...faults(spec, source),
    ...(source.crowded === undefined ? [] : [runtimeMessages.crowded(spec.source.span, source.crowded)]),
    ...pointedTwice(spec, source),
    ...(own && test > 0 ? [runtimeMessages.ownTestSet(spec.source.span, source.testCount)] : []),
  ];
  const { count } = source;
  if (count === undefined) return { parts, sizes: undefined, warnings };
  // Who is in which part, a look may not tell.
  if (spec.split.own !== undefined && source.partCounts === undefined)
    return { parts, sizes: undefined, warnings };
  const { partCounts = { train: count, valid: 0, test: 0 }, fold } = source;
  const cut = partSizes(partCounts.train, parts);
  const sizes = { ...cut, valid: cut.valid + partCounts.valid, test: cut.test + partCounts.test };
  if (fold === undefined) checkParts(spec, parts, sizes);
  return { parts, sizes, warnings };
}

type Counted = number | { readonly length: number };

const lengthOf = (part: Counted): number => (typeof part === 'number' ? part : part.length);

/** Throws a RunError where a part is empty that should not be. */
export function checkParts(
  spec: DataSpec,
  shares: SplitSpec,
  parts: Readonly<Record<Part, Counted>>,
  fold?: Fold,
): void {
  const { span } = spec.source;
  const count = lengthOf(parts.train) + lengthOf(parts.valid) + lengthOf(parts.test);
  if (fold !== undefined && lengthOf(parts.valid) === 0)
    throw new RunError(runtimeMessages.foldEmpty(span, fold, count));
  for (const part of ['train', 'valid', 'test'] as const) {
    if (lengthOf(parts[part]) > 0) continue;
    if (shares[part] > 0) throw new RunError(emptyPart(spec, part, count));
    if (part === 'valid' && shares.own?.includes(part) === true)
      throw new RunError(runtimeMessages.noValidPart(span, spec.split.by?.kind ?? ''));
  }
}

/** Says what is no example; throws it where the data is strict. */
function leftOut(
  { source: { span }, strict }: DataSpec,
  { leftOut: left }: SeenSource,
): readonly Diagnostic[] {
  if (left === undefined || left.count === 0) return [];
  const told = runtimeMessages.leftOut(span, left, strict);
  if (strict) throw new RunError(told);
  return [told];
}

/** Says which objects are at fault; throws it where the data is strict. */
function faults(
  { source: { span }, strict }: DataSpec,
  { faults: found }: SeenSource,
): readonly Diagnostic[] {
  if (found === undefined || found.count === 0) return [];
  const told = runtimeMessages.objectFaults(span, found, strict);
  if (strict) throw new RunError(told);
  return [told];
}

/** Says in how many pictures the points of one object are taken and those of others not. */
const pointedTwice = (
  { source: { span }, fields }: DataSpec,
  { pointedTwice: pictures = 0 }: SeenSource,
): readonly Diagnostic[] =>
  pictures > 0 && fields.some(({ type }) => type.kind === 'keypoints')
    ? [runtimeMessages.pointedTwice(span, pictures)]
    : [];

const emptyPart = (spec: DataSpec, part: Part, count: number): Diagnostic =>
  runtimeMessages.partEmpty(spec.source.span, part, `${Number((100 * spec.split[part]).toFixed(2))}%`, count);

function checkField(field: FieldSpec, spec: SourceSpec, source: SeenSource): void {
  const { type, name, span } = field;
  const unbrought =
    (type.kind === 'box' && !source.bringsBox) ||
    (type.kind === 'classes' && source.bringsNumbers?.has(name) !== true) ||
    (type.kind === 'mask' && source.bringsMask !== true) ||
    (type.kind === 'keypoints' && source.bringsPoints !== true) ||
    (type.kind === 'boxes' && source.bringsObjects !== true) ||
    (isTargetPicture(field) && source.bringsTarget !== true) ||
    (type.kind === 'tensor' &&
      !isPicture(field) &&
      !isTargetPicture(field) &&
      source.bringsNumbers?.has(name) !== true);
  if (unbrought) {
    const brings = `\`image\`, a class${source.bringsBox ? ' and a box' : ''}`;
    throw new RunError(runtimeMessages.fieldNotBrought(span, name, spec.kind, brings));
  }
  if (type.kind !== 'tensor' || !isPicture(field)) return;
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
