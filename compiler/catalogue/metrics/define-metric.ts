import type { TensorType, Value } from '../../ir/ir.ts';
import type { SymbolicShape } from '../../ir/extent.ts';
import type { Builder } from '../../ops/builder.ts';
import { formatOpenShape, maybeSame, type OpenSize } from '../../sizes/open-shape.ts';
import type { Shape } from '../../sizes/shape.ts';
import type { Entry } from '../entry/entry.ts';
import type { BoxFormat, FieldType } from '../fields/field-type.ts';
import { formatSizes } from '../layers/input-shape.ts';
import type { LayerParams, ParameterTable, ParamsOf } from '../parameters/parameters.ts';
import type { BoxStep } from '../steps/box-encoding.ts';

/** An output, and the field that it is compared with. */
export interface Judged {
  readonly shape: Shape;
  readonly target: { readonly name: string; readonly type: FieldType<OpenSize> };
  /** How its values speak of classes; absent: they are quantities. */
  readonly scores?: Scores | undefined;
  /** Whether it is rows of `Detections`. */
  readonly isDetections?: boolean;
  /** What a `prepare` of its own makes of a box. */
  readonly encoding: readonly BoxStep[];
}

/** Why a metric cannot judge an output, and the one that can. */
export interface Misfit {
  readonly why: string;
  readonly use?: string;
}

/** How the numbers of a box are meant, and what `prepare` makes of them. */
export interface BoxNumbers {
  readonly format: BoxFormat;
  readonly encoding: readonly BoxStep[];
}

/** How the values of an output speak of classes. */
export interface Scores {
  /** Whether there is one value, of yes or no; or several, each of a yes or no of its own, or of classes of which one is right. */
  readonly kind: 'yes' | 'each' | 'classes';
  /** What makes probabilities of them, where the output does not end in it. */
  readonly logits?: 'softmax' | 'sigmoid';
}

/** What a metric is lowered with. */
export interface MetricContext {
  readonly build: Builder;
  readonly target: Value;
  readonly prediction: Value;
  /** Of a mask, whose target is a share for each class: 1 where a pixel is labelled, else 0. */
  readonly labelled?: Value | undefined;
  /** Of a metric that reads boxes. */
  readonly box?: BoxNumbers | undefined;
  /** Of a metric that reads scores. */
  readonly scores?: Scores | undefined;
}

/** A metric that is the mean of a value of each example. */
interface MeanForm<P> {
  /** Its value for each example (and position); its mean over the data is what is reported. */
  lower(context: MetricContext, params: P): Value;
}

/** A metric that is made of statistics: what they come to over all the data is told, not a mean over batches. */
interface SumForm<P> {
  /** Numbers of a batch that are added up over batches. */
  statistics(context: MetricContext, params: P): Value;
  /** What the sums come to, row by row, over so many examples: a finite number, also of none. */
  result(sums: readonly number[], params: P, examples: number): number;
}

/** The facts of a metric. */
export type MetricDefinition<T extends ParameterTable> = MetricFacts<T> &
  (MeanForm<ParamsOf<T>> | SumForm<ParamsOf<T>>);

interface MetricFacts<T extends ParameterTable> extends Entry<T> {
  /** Why it cannot judge an output, where it cannot. */
  misfit(judged: Judged, params: ParamsOf<T>): Misfit | undefined;
  /** The kind of metric that it stands for on an output; absent: it is one itself. */
  standsFor?(judged: Judged): string;
  /** What it is called in logs; absent: as it is written. */
  logged?(params: ParamsOf<T>): string;
  /** Whether it has to know how the numbers of a box are meant. */
  readonly readsBoxes?: true;
  /** Whether it has to know how values speak of classes. */
  readonly readsScores?: true;
  /** Whether it can judge masks, whose pixels need not all be labelled. */
  readonly ofMasks?: true;
  /** Whether it can judge points, not all of which can be seen. */
  readonly ofPoints?: true;
  /** Which end is better; absent: less. */
  readonly better?: 'more';
  /** What it compares a prediction with; `lossTarget`: what the loss does. */
  target(prediction: SymbolicShape, lossTarget: TensorType): TensorType;
}

/** A metric whose parameter types are forgotten, as the registry holds it. */
export interface AnyMetricDefinition
  extends
    Omit<MetricFacts<ParameterTable>, 'misfit' | 'logged'>,
    Partial<MeanForm<LayerParams>>,
    Partial<SumForm<LayerParams>> {
  misfit(judged: Judged, params: LayerParams): Misfit | undefined;
  logged?(params: LayerParams): string;
  /** Of one that is judged over a whole part, outside of any step: which measure of what was found it is. */
  readonly whole?: 'ap' | 'ap50' | 'ap75';
}

/** Declares a metric. */
export const defineMetric = <const K extends string, const T extends ParameterTable>(
  definition: MetricDefinition<T> & { readonly kind: K },
): AnyMetricDefinition & { readonly kind: K } => definition;

/** Values of the prediction's own shape. */
export const likePrediction = (shape: SymbolicShape): TensorType => ({ shape, dtype: 'float32' });

/** A box is where it is, more or less. */
export const boxIsNeither: Misfit = { why: 'a box is not right or wrong', use: 'mae' };

/** Why an output cannot be compared with a field number by number; a loss that is a block may still compare them. */
export function sizesDiffer({ shape, target: { name, type } }: Judged): Misfit | undefined {
  const field =
    type.kind === 'box'
      ? [4]
      : type.kind === 'tensor'
        ? type.shape
        : type.kind === 'classes'
          ? [type.classes]
          : [];
  return maybeSame(shape, field)
    ? undefined
    : { why: `it is ${formatSizes(shape)}, but \`${name}\` is ${formatOpenShape(field)}` };
}

/** Of several labels the largest alone would be compared, whatever the others say. */
export const labelsAreSeveral = (name: string): Misfit => ({
  why: `\`${name}\` may be of several classes at once, and it would compare the largest value alone`,
  use: 'binary_accuracy',
});

/** Why quantities cannot be compared, where they cannot. */
export const quantitiesDiffer = (judged: Judged): Misfit | undefined =>
  judged.target.type.kind === 'class' || judged.target.type.kind === 'classes'
    ? { why: `\`${judged.target.name}\` is a class, not a quantity` }
    : sizesDiffer(judged);
