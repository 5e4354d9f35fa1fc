import type { DataSpec, FieldSpec, SplitSpec } from '../../compiler/data/data-spec.ts';
import type { SourceSpec } from '../../compiler/catalogue/sources/registry.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import type { DataSource } from './source.ts';
import { partSizes, type Part } from './split.ts';

/** What of a source is compared with its specification. */
export interface SeenSource extends Pick<DataSource, 'testCount' | 'imageShape' | 'bringsBox' | 'leftOut'> {
  /** Absent where it is not known how many there are. */
  readonly count?: number;
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
  const { train, valid, test } = spec.split;
  const parts = own ? { train, valid, test: 0 } : spec.split;
  const warnings = [
    ...leftOut(spec, source),
    ...(own && test > 0 ? [runtimeMessages.ownTestSet(spec.source.span, source.testCount)] : []),
  ];
  const { count } = source;
  if (count === undefined) return { parts, sizes: undefined, warnings };
  const sizes = partSizes(count, parts);
  for (const part of ['train', 'valid', 'test'] as const) {
    if (parts[part] > 0 && sizes[part] === 0) throw new RunError(emptyPart(spec, part, count));
  }
  return { parts, sizes, warnings };
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

const emptyPart = (spec: DataSpec, part: Part, count: number): Diagnostic =>
  runtimeMessages.partEmpty(spec.source.span, part, `${Number((100 * spec.split[part]).toFixed(2))}%`, count);

function checkField(field: FieldSpec, spec: SourceSpec, source: SeenSource): void {
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
