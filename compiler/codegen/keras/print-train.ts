import { optimizers } from '../../catalogue/optimizers/registry.ts';
import type { Balance } from '../../data/data-spec.ts';
import type { ParameterValue } from '../../catalogue/parameters/parameters.ts';
import type { CodeModel } from '../model/items.ts';
import { measuresOf } from '../../train/measure-names.ts';
import { metricsIn } from '../model/metrics-of.ts';
import type { CodePhase, CodeTrain } from '../model/train.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { frozenNames } from './frozen-names.ts';
import type { DataNames } from './print-data.ts';
import { definition } from './print-function.ts';
import { lossOf, type Objective } from './print-loss.ts';
import { metricOf } from './print-metric.ts';
import { float } from './print-number.ts';
import { plateauOf, printRate, type PrintedRate } from './print-rate.ts';
import type { Unit } from './unit.ts';

const { code } = python;

/** What a train block is written with. */
export interface TrainPlace {
  readonly unit: Unit;
  readonly model: CodeModel;
  readonly name: Code<'python'>;
  readonly data: DataNames | undefined;
  readonly seed: number;
  readonly balance: Balance;
  /** The class field, which `balance` goes by. */
  readonly classField: string | undefined;
  /** Heads that are compared with a class. */
  readonly classHeads: ReadonlySet<string>;
}

/** The losses of a train block, and `def train(model, train_data, valid_data=None, callbacks=()):`. */
export function printTrain(train: CodeTrain, place: TrainPlace): readonly Code<'python'>[] {
  const { name } = place;
  const losses: Code<'python'>[] = [];
  const known = new Map<string, Code<'python'>>();
  const augment = printAugmentBatch(train, place);
  const balance = printBalance(train, place);
  const freezes = train.phases.some(({ frozen }) => frozen.length > 0);
  const phases = train.phases.flatMap((phase, index) => {
    const objectives = phase.objectives.map((objective) => {
      const made = lossOf(objective, place, known);
      losses.push(...made.definitions);
      return { ...objective, metrics: metricsIn('keras', objective), printed: made.loss };
    });
    const measures = train.phases
      .slice(0, index)
      .some((before) => before.objectives.some((each) => metricsIn('keras', each).length > 0));
    const oversample = place.balance === 'oversample' ? balance : undefined;
    return printPhase(phase, objectives, { freezes, augment, balance, oversample, measures }, place);
  });
  const doc = `${train.doc ?? 'Train a model; give what `fit` tells of each phase.'}\n\n${dataDoc(place)}`;
  const lines = [code`history = {}`, ...phases, code`return history`];
  const head = code`def ${name}(model, train_data, valid_data=None, callbacks=()):`;
  return [...losses, ...augment.definitions, definition(head, doc, lines)];
}

function dataDoc({ model, data }: TrainPlace): string {
  const [input, ...inputs] = model.inputs;
  const [head, ...heads] = model.heads;
  const from = inputs.length === 0 ? `an array for \`${input?.name ?? ''}\`` : 'a dict of arrays by input';
  const to = heads.length === 0 ? `one for \`${head?.name ?? ''}\`` : 'a dict of arrays by output';
  const boxes = data?.encode === undefined ? '' : `, and boxes as \`${String(data.encode)}\` gives them`;
  const prepared =
    data === undefined ? '' : `\nPictures are as \`${String(data.preprocess)}\` leaves them${boxes}.`;
  return `Data are a pair, ${from} and ${to},\nor anything of batches that \`fit\` takes.${prepared}`;
}

interface Batch {
  readonly freezes: boolean;
  /** Whether a phase before has metrics, which Keras keeps where none are given. */
  readonly measures: boolean;
  readonly augment: { readonly name?: Code<'python'> };
  readonly balance: Code<'python'> | undefined;
  /** The option that makes epochs longer. */
  readonly oversample: Code<'python'> | undefined;
}

/** How many updates an epoch has. */
function updatesLine(
  { batch, accumulate = 1 }: CodePhase,
  oversample: Code<'python'> | undefined,
  unit: Unit,
): Code<'python'> {
  const given = [
    code`train_data`,
    code`${batch}`,
    ...(accumulate === 1 ? [] : [code`${accumulate}`]),
    ...(oversample === undefined ? [] : [oversample]),
  ];
  return code`updates = ${unit.part('updates_of')}(${python.join(given)})`;
}

function printPhase(
  phase: CodePhase,
  objectives: readonly Objective[],
  { freezes, measures, augment, balance, oversample }: Batch,
  place: TrainPlace,
): readonly Code<'python'>[] {
  const { unit, seed } = place;
  const frozen = frozenNames(phase.frozen, unit.shared.layerNames);
  const rate = printRate(phase.optimizer.params['learning_rate'] ?? null, phase, unit);
  const compile = python.join([
    code`optimizer=${printOptimizer(phase, rate, unit)}`,
    code`loss=${byHead(objectives, place, ({ printed }) => printed)}`,
    ...weightsOf(objectives, place),
    ...metricsOf(objectives, measures, place),
  ]);
  const options = python.join([
    code`epochs=${phase.epochs}`,
    code`batch=${phase.batch}`,
    code`callbacks=callbacks`,
    code`seed=${seed}`,
    ...bestOf(phase, objectives),
    ...plateauOf(phase),
    ...(augment.name === undefined ? [] : [code`augment=${augment.name}`]),
    ...(balance === undefined ? [] : [balance]),
  ]);
  return [
    python.empty,
    ...phase.freezes.map(({ text }) => python.remark(`freeze ${text}`)),
    ...(freezes
      ? [code`${unit.part('freeze')}(${python.join([code`model`, ...frozen.map((name) => code`${name}`)])})`]
      : []),
    ...(rate?.needsUpdates === true ? [updatesLine(phase, oversample, unit)] : []),
    code`model.compile(${compile})`,
    code`history[${phase.name}] = ${unit.part('fit')}(model, train_data, valid_data, ${options})`,
  ];
}

/** What Keras's `EarlyStopping` goes by, which also puts the best weights back. */
function bestOf({ monitor, epochs }: CodePhase, objectives: readonly Objective[]): readonly Code<'python'>[] {
  if (monitor === undefined) return [];
  const { name, better, patience = epochs, minDelta } = monitor;
  if (!measuresOf(objectives, true).some((measure) => measure.name === name)) return [];
  const given = [
    code`${'monitor'}: ${name}`,
    code`${'mode'}: ${better === 'more' ? 'max' : 'min'}`,
    code`${'patience'}: ${patience}`,
    ...(minDelta === 0 ? [] : [code`${'min_delta'}: ${minDelta}`]),
  ];
  return [code`best={${python.join(given)}}`];
}

/** One value, or a `dict` of them where the model has several heads. */
function byHead(
  objectives: readonly Objective[],
  { model }: TrainPlace,
  value: (objective: Objective) => Code<'python'>,
): Code<'python'> {
  const [only] = objectives;
  if (model.heads.length === 1 && only !== undefined) return value(only);
  return code`{${python.join(objectives.map((each) => code`${each.head}: ${value(each)}`))}}`;
}

function weightsOf(objectives: readonly Objective[], place: TrainPlace): readonly Code<'python'>[] {
  if (objectives.every(({ weight }) => weight === 1)) return [];
  return [code`loss_weights=${byHead(objectives, place, ({ weight }) => python.number(weight))}`];
}

function metricsOf(
  objectives: readonly Objective[],
  measures: boolean,
  place: TrainPlace,
): readonly Code<'python'>[] {
  const measured = objectives.filter(({ metrics }) => metrics.length > 0);
  if (measured.length === 0) return measures ? [code`metrics=[]`] : [];
  const list = ({ metrics, head }: Objective): Code<'python'> =>
    code`[${python.join(metrics.map((metric) => metricOf(metric, head, place)))}]`;
  return [code`metrics=${byHead(measured, place, list)}`];
}

function printOptimizer(
  { optimizer, accumulate = 1 }: CodePhase,
  rate: PrintedRate | undefined,
  unit: Unit,
): Code<'python'> {
  const { kind, params } = optimizer;
  const definitionOf = optimizers[kind];
  const given = Object.entries(params).flatMap(([name, value]) => {
    const isDefault = name !== 'learning_rate' && value === definitionOf.params[name]?.default;
    if (name === 'learning_rate' && rate !== undefined) return [code`learning_rate=${rate.rate}`];
    return isDefault
      ? []
      : [code`${python.name(name)}=${printValue(value, definitionOf.params[name]?.type)}`];
  });
  const steps = accumulate === 1 ? [] : [code`gradient_accumulation_steps=${accumulate}`];
  return code`${unit.keras('optimizers')}.${python.name(kind)}(${python.join([...given, ...steps])})`;
}

function printValue(value: ParameterValue, type: string | undefined): Code<'python'> {
  if (typeof value === 'number') return type === 'integer' ? code`${value}` : float(value);
  return typeof value === 'boolean' ? code`${value}` : code`None`;
}

interface AugmentBatch {
  readonly definitions: readonly Code<'python'>[];
  readonly name?: Code<'python'>;
}

/** A function of a batch, where examples are augmented. */
function printAugmentBatch(train: CodeTrain, { data, model, unit }: TrainPlace): AugmentBatch {
  if (data?.augment === undefined) return { definitions: [] };
  const { image, box, augment } = data;
  const fed = [...train.inputs].find(([, field]) => field === image.name)?.[0];
  const boxHead = train.phases
    .flatMap(({ objectives }) => objectives)
    .find(({ target }) => target === box?.name)?.head;
  const input = model.inputs.length === 1 ? code`inputs` : code`inputs[${fed ?? image.name}]`;
  const target = model.heads.length === 1 ? code`targets` : code`targets[${boxHead ?? ''}]`;
  const name = unit.names.fresh('augment_batch');
  const changes =
    boxHead === undefined
      ? [
          code`changed = ${augment}(${box === undefined ? input : code`${input}, np.zeros((len(${input}), 4))`})${box === undefined ? python.empty : code`[0]`}`,
        ]
      : [code`changed, moved = ${augment}(${input}, ${target})`];
  const inputs = model.inputs.length === 1 ? code`changed` : code`{**inputs, ${fed ?? image.name}: changed}`;
  const targets =
    boxHead === undefined
      ? code`targets`
      : model.heads.length === 1
        ? code`moved`
        : code`{**targets, ${boxHead}: moved}`;
  const lines = [...changes, code`return ${inputs}, ${targets}`];
  const doc = 'Change the pictures of a batch that is trained on.';
  return { definitions: [definition(code`def ${name}(inputs, targets):`, doc, lines)], name };
}

/** The option that makes small classes count: it names the head of the class where there are several. */
function printBalance(
  train: CodeTrain,
  { balance, classField, model }: TrainPlace,
): Code<'python'> | undefined {
  if (balance === 'none') return undefined;
  const head = train.phases
    .flatMap(({ objectives }) => objectives)
    .find(({ target }) => target === classField)?.head;
  const targets = model.heads.length === 1 ? code`targets` : code`targets[${head ?? ''}]`;
  if (balance === 'oversample') return code`balance=lambda targets: ${targets}`;
  return model.heads.length === 1 ? code`class_weights=True` : code`class_weights=${head ?? ''}`;
}
