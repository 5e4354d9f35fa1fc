import { boxEncoding, type BoxStep } from '../../compiler/catalogue/steps/box-encoding.ts';
import type { TrainSpec } from '../../compiler/train/train-spec.ts';

/** What the four numbers of an output are: a box, and what `prepare` made of it, in order, which is to be undone from the last. */
export interface BoxForm {
  readonly format: 'center' | 'corners';
  readonly encoding: readonly BoxStep[];
}

/** By the name of the output. */
export type BoxForms = Readonly<Record<string, BoxForm>>;

/** The outputs that are trained to be boxes, and of what form; undefined where none is. */
export function boxFormsOf({ data, phases }: Pick<TrainSpec, 'data' | 'phases'>): BoxForms | undefined {
  const forms = phases.flatMap(({ objectives }) =>
    objectives.flatMap(({ head, target }) => {
      const type = data.fields.find(({ name }) => name === target)?.type;
      if (type?.kind !== 'box') return [];
      const encoding = boxEncoding(target, data.prepare).map(withoutField);
      return [[head, { format: type.format, encoding }] as const];
    }),
  );
  return forms.length === 0 ? undefined : Object.fromEntries(forms);
}

const withoutField = (step: BoxStep): BoxStep =>
  step.kind === 'SqrtSize'
    ? { kind: step.kind }
    : { kind: step.kind, scale: step.scale, offset: step.offset };
