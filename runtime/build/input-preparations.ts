import type { DataSpec } from '../../compiler/data/data-spec.ts';
import type { ConcreteGraph } from '../../compiler/graph/graph.ts';
import type { InputPreparation, PictureStep } from '../../compiler/targets/prepare/input-preparation.ts';
import type { PrepareStep } from '../../compiler/catalogue/steps/preparations.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';

/** Data, and the field that feeds each input. */
interface Feed {
  readonly data: DataSpec;
  readonly inputs: ReadonlyMap<string, string>;
}

/** What the inputs of a model are made of by `prepare`. Throws a RunError where no data say so. */
export function inputPreparations(
  { name: model, inputs }: ConcreteGraph,
  feed: Feed | undefined,
): readonly InputPreparation[] {
  return inputs.map(({ name, shape }) => {
    const field = feed?.data.fields.find((each) => each.name === feed.inputs.get(name));
    if (feed === undefined || field?.type.kind !== 'tensor')
      throw new RunError(runtimeMessages.prepareUnknown(model, name));
    const { dtype, shape: raw } = field.type;
    const steps = feed.data.prepare.filter((step) => isOf(step, field.name));
    const isResized = steps.some(({ kind }) => kind === 'Resizing');
    const known = raw.map((size, axis) => size ?? (isResized && axis < 2 ? -1 : (shape[axis] ?? -1)));
    return { input: name, dtype, shape: known, steps };
  });
}

const isOf = (step: PrepareStep, field: string): step is PictureStep =>
  step.kind !== 'SqrtSize' && (step.field === undefined || step.field === field);
