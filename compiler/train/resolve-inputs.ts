import type { TrainDeclaration } from '../../grammar/ast.ts';
import type { FieldSpec } from '../data/data-spec.ts';
import { fieldMeant } from '../data/field-meant.ts';
import type { ResolvedData } from '../data/resolve-data.ts';
import { formatOpenShape } from '../sizes/open-shape.ts';
import { preparedShape } from '../data/resolve-prepare.ts';
import { suggest } from '../foreign/suggest.ts';
import type { GraphInput } from '../graph/graph.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import { formatSize } from '../sizes/format-size.ts';
import type { Place } from '../expand/place.ts';
import { headMeant } from './meant.ts';
import { remedyInSource } from './remedy-in-source.ts';
import type { Subject } from './resolve-objectives.ts';

/** Which field feeds each input of the model; undefined where one has none that fits. */
export function resolveInputs(
  train: TrainDeclaration,
  { model, data }: Pick<Subject, 'model' | 'data'>,
  place: Place,
): ReadonlyMap<string, string> | undefined {
  const bindings = bindingsOf(train, { model, data }, place);
  const inputs = new Map<string, string>();
  if (bindings.faulty) return undefined;
  let faulty = false;
  for (const input of model.inputs) {
    const bound = bindings.fields.get(input.name);
    const field = data.fields.find(({ name }) => name === (bound ?? input.name));
    if (field === undefined) {
      faulty = true;
      if (data.complete && bound === undefined) {
        place.reporter.report('CNN416', train.data.span, [data.name, input.name], {
          related: [{ span: input.span, message: 'the input' }],
        });
      }
    } else if (fits(input, field, data, train, place)) inputs.set(input.name, field.name);
    else faulty = true;
  }
  return faulty ? undefined : inputs;
}

interface Bindings {
  readonly fields: ReadonlyMap<string, string>;
  readonly faulty: boolean;
}

function bindingsOf(
  train: TrainDeclaration,
  { model, data }: Pick<Subject, 'model' | 'data'>,
  place: Place,
): Bindings {
  const { reporter } = place;
  const fields = new Map<string, string>();
  let faulty = false;
  const fail = (_reported: undefined): void => {
    faulty = true;
  };
  for (const member of train.members) {
    if (member.type !== 'input-binding') continue;
    const { input, field } = member;
    if (fields.has(input.text)) fail(reporter.report('CNN109', input.span, [input.text]));
    else if (model.complete && headMeant('input', input, model.inputs, place) === undefined) {
      const near = suggest(
        input.text,
        model.inputs.map(({ name }) => name),
      );
      fail(reporter.report('CNN419', input.span, [model.name, input.text, near]));
    } else if (data.complete && fieldMeant(field, data.fields, place) === undefined) {
      const near = suggest(
        field.text,
        data.fields.map(({ name }) => name),
      );
      fail(reporter.report('CNN309', field.span, [data.name, field.text, near]));
    } else fields.set(input.text, field.text);
  }
  return { fields, faulty };
}

/** Whether a field, once prepared, has the shape that an input wants, as far as that is known. */
function fits(
  input: GraphInput,
  field: FieldSpec,
  data: ResolvedData,
  train: TrainDeclaration,
  { reporter, environment }: Place,
): boolean {
  const shape =
    field.type.kind === 'tensor'
      ? preparedShape(field.name, field.type.shape, data.spec ?? { prepare: [], augment: [] })
      : undefined;
  if (shape !== undefined && data.spec === undefined) return true;
  const same =
    shape?.length === input.shape.length &&
    shape.every(
      (size, axis) => size === null || size === input.shape[axis] || typeof input.shape[axis] !== 'number',
    );
  if (same) return true;
  const given = shape === undefined ? `a ${field.type.kind}` : formatOpenShape(shape);
  reporter.report('CNN415', train.data.span, [input.name, formatSizes(input.shape), field.name, given], {
    related: [
      { span: input.span, message: `wants ${formatSizes(input.shape)}` },
      { span: field.span, message: `is ${given} once prepared` },
    ],
    ...((data.spec && remedyInSource(input.shape, field, data.spec, environment.bound)) ?? {
      fix: shape?.length === 3 ? mend(input, shape, data) : undefined,
    }),
  });
  return false;
}

/** Resizing mends height and width; channels are what the pictures have. */
function mend(
  { name, shape: wanted }: GraphInput,
  given: readonly (number | null)[],
  { spec }: ResolvedData,
): string {
  const sizes = wanted.slice(0, 2).map(formatSize).join(', ');
  const channels = given[2];
  if (channels === null || channels === wanted[2]) {
    const isCropped = spec?.augment.some(({ kind }) => kind === 'RandomCrop') === true;
    if (isCropped)
      return `crop to the input's size, \`RandomCrop(${sizes})\`, or write \`input ${name}: float32[${given.join(', ')}]\``;
    const isResized = spec?.prepare.some(({ kind }) => kind === 'Resizing') === true;
    return `${isResized ? `write \`Resizing(${sizes})\`` : `add \`Resizing(${sizes})\` to \`prepare\``}, or change the input`;
  }
  return `write \`input ${name}: float32[${sizes}, ${channels}]\``;
}
