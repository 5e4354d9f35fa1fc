import { elements, fixed, known } from '../../ir/extent.ts';
import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import { classOf, lastAxis, toFloat } from './arithmetic.ts';
import { boxIsNeither, type Judged, type MetricContext, type Misfit, sizesDiffer } from './define-metric.ts';

/** Probabilities and what is so, both float32 [positions, values]. */
export interface ClassScores {
  readonly build: Builder;
  /** 0 or 1, or a share of 0 to 1. */
  readonly target: Value;
  readonly prediction: Value;
  readonly values: number;
  /** Whether one of the values is right, rather than each of them or none. */
  readonly exclusive: boolean;
  /** 1 for what counts, else 0, of each row: [positions, 1]; absent: all counts. */
  readonly labelled?: Value;
}

/** Why an output is no matter of classes, where it is none. */
export function notOfClasses(judged: Judged): Misfit | undefined {
  const { name, type } = judged.target;
  if (type.kind === 'box') return { ...boxIsNeither, use: 'box_iou' };
  if (type.kind === 'class' || type.kind === 'mask') return undefined;
  return judged.scores === undefined
    ? { why: `\`${name}\` has quantities, not classes`, use: 'mae' }
    : sizesDiffer(judged);
}

/** Why an output is not one of several classes (two of one value), where it is not. */
export const notOfOneClass =
  (use: string) =>
  (judged: Judged): Misfit | undefined => {
    const misfit = notOfClasses(judged);
    if (misfit !== undefined) return misfit;
    return judged.scores?.kind === 'each'
      ? { why: 'its values say yes or no each by itself', use }
      : undefined;
  };

/** What an output says of classes, a row for each example and position. */
export function classScores({ build, target, prediction, labelled, scores }: MetricContext): ClassScores {
  const values = known(prediction.shape[lastAxis(prediction)]);
  const logits = scores?.logits;
  const probabilities = logits === undefined ? prediction : build.op(logits, [prediction], {});
  const shape = [elements(prediction.shape.slice(0, -1)), fixed(values)];
  const asRows = (value: Value): Value =>
    value.shape.length === 2 ? value : build.op('reshape', [value], { shape });
  return {
    build,
    target: asRows(target),
    prediction: asRows(probabilities),
    values,
    exclusive: values > 1 && scores?.kind !== 'each',
    ...(labelled && {
      labelled: build.op('reshape', [labelled], { shape: [...shape.slice(0, 1), fixed(1)] }),
    }),
  };
}

/** What counts of values, where not all of it does: the others are 0. */
export const countedOf = ({ build, labelled }: ClassScores, values: Value): Value =>
  labelled === undefined ? values : build.op('multiply', [values, labelled], {});

/** 1 where a value is above a bound, else 0. */
export const above = (build: Builder, value: Value, bound: number): Value =>
  toFloat(build, build.op('greater', [value, build.constant(bound)], {}));

/** 1 for the class of the largest value of a row, else 0. */
export const largestOf = (build: Builder, rows: Value): Value =>
  build.op('oneHot', [classOf(build, rows)], { depth: known(rows.shape[lastAxis(rows)]) });
