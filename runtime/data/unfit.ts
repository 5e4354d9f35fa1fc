import type { DataSpec } from '../../compiler/data/data-spec.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import type { WantedField } from './batches.ts';

/** For a picture that is not of the shape that is wanted of it once it is prepared. */
export function unfit(
  { prepare }: DataSpec,
  { field, input }: WantedField,
  shape: readonly number[],
  found: readonly number[],
  file: string | undefined,
): RunError {
  const step = prepare.findLast(
    ({ kind, field: of }) => kind === 'Resizing' && (of ?? field.name) === field.name,
  );
  const [height = 1, width = 1, channels] = shape;
  const remedy =
    channels !== found[2]
      ? `make the model's input ${formatShape(found)}`
      : step === undefined
        ? `add \`prepare { Resizing(${height}, ${width}) }\``
        : `make it \`Resizing(${height}, ${width})\``;
  const name = input?.name ?? field.name;
  return new RunError(
    runtimeMessages.imageUnfit(field.span, name, formatShape(shape), formatShape(found), file, remedy),
  );
}

const formatShape = (shape: readonly number[]): string => `[${shape.join(', ')}]`;
