import { classOf } from '../../catalogue/entry/entry.ts';
import { metrics, type MetricKind, type MetricSpec } from '../../catalogue/metrics/registry.ts';
import type { ParameterValue } from '../../catalogue/parameters/parameters.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import type { TrainPlace } from './print-train.ts';

const { code } = python;

type Printer = (spec: MetricSpec, head: string, place: TrainPlace) => Code<'python'>;

const printValue = (value: ParameterValue): Code<'python'> =>
  typeof value === 'number' ? python.number(value) : code`${typeof value === 'string' ? value : 'None'}`;

/** A metric of Keras's, with what of its parameters is not at its default, and under the name that it has here. */
const ofKeras =
  (className: string, ...given: readonly Code<'python'>[]): Printer =>
  ({ kind, name, params }, _head, { unit }) => {
    const { params: table } = metrics[kind] as {
      readonly params: Readonly<Record<string, { default?: unknown }>>;
    };
    const said = Object.entries(params).filter(
      ([key, value]) => key !== 'average' && value !== null && value !== table[key]?.default,
    );
    const own = said.map(([key, value]) => code`${python.name(key)}=${printValue(value)}`);
    return code`${unit.keras('metrics')}.${python.name(className)}(${python.join([...own, ...given, code`name=${name}`])})`;
  };

const fromLogits = ({ scores }: MetricSpec): readonly Code<'python'>[] =>
  scores?.logits === undefined ? [] : [code`from_logits=True`];

/** Of a class that is a number, of shares of each, or of yes or no. */
const crossentropy: Printer = (spec, head, place) => {
  const isOne = spec.scores?.kind === 'classes';
  const ofShares = place.classHeads.has(head) ? 'SparseCategoricalCrossentropy' : 'CategoricalCrossentropy';
  return ofKeras(isOne ? ofShares : 'BinaryCrossentropy', ...fromLogits(spec))(spec, head, place);
};

const printed: Readonly<Partial<Record<MetricKind, Printer>>> = {
  rmse: ofKeras('RootMeanSquaredError'),
  r2_score: ofKeras('R2Score'),
  precision: ofKeras('Precision'),
  recall: ofKeras('Recall'),
  auc: (spec, head, place) => ofKeras('AUC', ...fromLogits(spec))(spec, head, place),
  log_loss: crossentropy,
};

/** A metric of a head as `compile` takes it. */
export function metricOf(spec: MetricSpec, head: string, place: TrainPlace): Code<'python'> {
  const { name, kind, params, box } = spec;
  const { unit, data, classHeads } = place;
  if (kind === 'box_iou') {
    const given = [
      ...(box?.format === 'corners' ? [code`"corners"`] : []),
      ...(data?.decode === undefined ? [] : [code`decode=${data.decode}`]),
    ];
    return code`${unit.part('BoxIoU')}(${python.join(given)})`;
  }
  const own = printed[kind];
  if (own !== undefined) return own(spec, head, place);
  if (typeof params['k'] !== 'number') return name === 'accuracy' ? code`"accuracy"` : code`${kind}`;
  const given = python.join([code`k=${params['k']}`, code`name=${name}`]);
  // A class is a number here, which Keras only compares with the sparse one.
  const isSparse = kind === 'top_k_categorical_accuracy' && classHeads.has(head);
  const counted = isSparse ? 'sparse_top_k_categorical_accuracy' : kind;
  return code`${unit.keras('metrics')}.${python.name(classOf(metrics[counted]))}(${given})`;
}
