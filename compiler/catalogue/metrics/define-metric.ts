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
  /** Whether a loss takes the values of the target for classes or shares of them: a mask under a cross-entropy. */
  readonly asClasses: boolean;
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

/** What a metric is lowered with. */
export interface MetricContext {
  readonly build: Builder;
  readonly target: Value;
  readonly prediction: Value;
  /** Of a metric that reads boxes. */
  readonly box?: BoxNumbers | undefined;
}

/** The facts of a metric. */
export interface MetricDefinition<T extends ParameterTable> extends Entry<T> {
  /** Why it cannot judge an output, where it cannot. */
  misfit(judged: Judged, params: ParamsOf<T>): Misfit | undefined;
  /** The kind of metric that it stands for on an output; absent: it is one itself. */
  standsFor?(judged: Judged): string;
  /** What it is called in logs; absent: as it is written. */
  logged?(params: ParamsOf<T>): string;
  /** Whether it has to know how the numbers of a box are meant. */
  readonly readsBoxes?: true;
  /** What it compares a prediction with; `lossTarget`: what the loss does. */
  target(prediction: SymbolicShape, lossTarget: TensorType): TensorType;
  /** Its value for each example (and position); its mean over the data is what is reported. */
  lower(context: MetricContext, params: ParamsOf<T>): Value;
}

type Untyped = 'misfit' | 'logged' | 'lower';

/** A metric whose parameter types are forgotten, as the registry holds it. */
export interface AnyMetricDefinition extends Omit<MetricDefinition<ParameterTable>, Untyped> {
  misfit(judged: Judged, params: LayerParams): Misfit | undefined;
  logged?(params: LayerParams): string;
  lower(context: MetricContext, params: LayerParams): Value;
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
  const field = type.kind === 'box' ? [4] : type.kind === 'tensor' ? type.shape : [];
  return maybeSame(shape, field)
    ? undefined
    : { why: `it is ${formatSizes(shape)}, but \`${name}\` is ${formatOpenShape(field)}` };
}

/** Why quantities cannot be compared, where they cannot. */
export const quantitiesDiffer = (judged: Judged): Misfit | undefined =>
  judged.target.type.kind === 'class'
    ? { why: `\`${judged.target.name}\` is a class, not a quantity` }
    : sizesDiffer(judged);
