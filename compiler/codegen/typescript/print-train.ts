import type { CodeData } from '../model/data.ts';
import type { CodeModel } from '../model/items.ts';
import { metricsIn } from '../model/metrics-of.ts';
import type { CodeLoss, CodeObjective, CodePhase, CodeTrain } from '../model/train.ts';
import type { LayerParams, ParameterValue } from '../../catalogue/parameters/parameters.ts';
import type { MetricSpec } from '../../catalogue/metrics/registry.ts';
import type { Shape } from '../../sizes/shape.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { camelCase } from './camel-case.ts';
import type { ModuleContext, TsCode } from './module-context.ts';
import { outputKey } from './print-tensor.ts';
import { printArguments, printOptions } from './print-call.ts';
import type { DataNames } from './print-data.ts';
import type { ModelNames } from './print-model.ts';
import { writtenParams } from '../model/written-params.ts';
import { lossRows, metricRows, optimizerRows } from './rows/values.ts';

const { code } = ts;

/** What a training is of. */
export interface Trained {
  readonly train: CodeTrain;
  readonly model: CodeModel;
  readonly named: ModelNames;
  readonly data: CodeData;
  readonly dataNames: DataNames;
}

/** `train Model on Data { … }`: its phases, and the function that goes through them. */
export function printTrain(trained: Trained, isOnly: boolean, context: ModuleContext): TsCode {
  const { train, model, named, dataNames } = trained;
  const name = isOnly ? '' : train.symbol.name.charAt(0).toUpperCase() + train.symbol.name.slice(1);
  const phases = context.names.fresh(name === '' ? 'phases' : `phasesOf${name}`);
  const fn = context.names.fresh(`train${name}`);
  const evaluate = context.names.fresh(`evaluate${name}`);
  const feed = code`${context.part('feed', 'Feed')}<${dataNames.examples}>`;
  const head = code`keyof ${named.outputs}`;
  const fields = model.inputs.map((input) => ts.text(train.inputs.get(input.name) ?? input.name));
  const trainee = code`{ model, inputs: [${ts.join(fields)}], ${entry('heads', named.heads)} }`;
  const doc =
    train.doc ??
    `Trains ${model.symbol.name} in its phases: each freezes, compiles and begins its optimizer anew.`;
  const learnt = train.phases.map((phase) => printObjectives(phase, context));
  const [first] = learnt;
  const isOnce = first !== undefined && learnt.length > 1 && new Set(learnt.map(String)).size === 1;
  const objectives = isOnce
    ? context.names.fresh(name === '' ? 'objectives' : `objectivesOf${name}`)
    : undefined;
  const shared = objectives && entry('objectives', code`${objectives}`);
  return ts.lines([
    ...(objectives !== undefined && first !== undefined
      ? [
          code`/** What every phase of \`train\` learns by. */`,
          code`const ${objectives}: ${context.part('phase', 'Phase')}<${head}>["objectives"] = ${first};`,
          ts.empty,
        ]
      : []),
    code`/** The phases of \`train\`; what they say can be read and changed here. */`,
    code`export const ${phases}: readonly ${context.part('phase', 'Phase')}<${head}>[] = [`,
    ...train.phases.map((phase, index) => {
      const own = code`objectives: ${learnt[index] ?? ts.empty}`;
      return code`${printPhase(phase, shared ?? own, context)},`;
    }),
    code`];`,
    ts.empty,
    code`${ts.doc(doc)}export async function ${fn}(model: tf.LayersModel, data: { readonly train: ${feed}; readonly valid?: ${feed} }, options: ${context.part('train-options', 'TrainOptions')} = {}): Promise<${context.part('train-options', 'EpochLog')}[]> {`,
    code`return ${context.part('train', 'trainPhases')}(${trainee}, ${phases}, data, options);`,
    code`}`,
    ts.empty,
    code`/** The loss and the metrics of a model on examples. */`,
    code`export async function ${evaluate}(model: tf.LayersModel, data: ${feed}): Promise<Record<string, number>> {`,
    code`return ${context.part('evaluate', 'evaluateOn')}(${trainee}, ${phases}, data);`,
    code`}`,
  ]);
}

function printPhase(phase: CodePhase, objectives: TsCode, context: ModuleContext): TsCode {
  const { name, epochs, batch, accumulate = 1, frozenParts, freezes, optimizer } = phase;
  const row = optimizerRows[optimizer.kind];
  if (row === undefined) throw new RangeError(`no optimizer is ${optimizer.kind}`);
  const isGeneral = row.general !== undefined && optimizer.params[row.general.where] === true;
  const make = context.part(isGeneral ? (row.general?.part ?? row.part) : row.part, row.name);
  const settings = printParams(
    Object.fromEntries(optimizer.arguments.map((each) => [each.name, optimizer.params[each.name] ?? null])),
  );
  const members = [
    code`name: ${name},`,
    code`epochs: ${epochs},`,
    code`batch: ${batch},`,
    ...(accumulate === 1 ? [] : [code`accumulate: ${accumulate},`]),
    code`optimizer: () => ${make}(${settings}),`,
    ...(frozenParts.length === 0
      ? []
      : [
          ...freezes.map(({ text }) => ts.remark(`freeze ${text}`)),
          code`freeze: [${ts.join(frozenParts.map((each) => ts.text(each)))}],`,
        ]),
    code`${objectives},`,
  ];
  return code`{\n${ts.lines(members)}\n}`;
}

function printObjectives({ objectives }: CodePhase, context: ModuleContext): TsCode {
  const members = objectives.map(
    (objective) => code`${outputKey(objective.head)}: ${printObjective(objective, context)},`,
  );
  return code`{\n${ts.lines(members)}\n}`;
}

function printObjective({ target, losses, weight, metrics }: CodeObjective, context: ModuleContext): TsCode {
  const [first] = losses;
  const loss =
    losses.length === 1 && first !== undefined && first.factor === 1
      ? printLoss(first, context)
      : code`${context.part('sum-of', 'sumOf')}(${ts.join(losses.map((each) => code`[${ts.number(each.factor)}, ${printLoss(each, context)}]`))})`;
  const shown = metricsIn('typescript', { metrics }).map((metric) =>
    entry(metric.name, printMetric(metric, context)),
  );
  const members = [
    code`target: ${target}`,
    code`loss: ${loss}`,
    ...(weight === 1 ? [] : [code`weight: ${ts.number(weight)}`]),
    ...(shown.length === 0 ? [] : [code`metrics: { ${ts.join(shown)} }`]),
  ];
  return code`{ ${ts.join(members)} }`;
}

function printLoss(loss: CodeLoss, context: ModuleContext): TsCode {
  if (loss.type === 'named') {
    const row = lossRows[loss.kind];
    if (row === undefined) throw new RangeError(`no loss is ${loss.kind}`);
    if (row.plain === true) return context.of(row);
    const given = writtenParams(loss);
    return code`${context.of(row)}(${Object.keys(given).length === 0 ? ts.empty : printParams(given)})`;
  }
  const callee = context.use(loss.symbol);
  const options = printArguments(loss.arguments, { type: 'block', symbol: loss.symbol }, context);
  const first = context.program.firstInput(loss.symbol);
  const [x, other] = first === 'target' ? ['target', 'prediction'] : ['prediction', 'target'];
  const given = printOptions([...options, [ts.name(other), ts.name(other)]]);
  const shapes = code`{ target: ${shape(loss.target)}, prediction: ${shape(loss.prediction)} }`;
  return code`${context.part('loss-of', 'lossOf')}((at, { prediction, target }) => ${callee}(at, ${ts.name(x)}, ${given}), ${shapes})`;
}

const shape = (sizes: Shape): TsCode =>
  code`[${ts.join(sizes.map((size) => (typeof size === 'number' ? ts.number(size) : code`null`)))}]`;

function printMetric({ kind, params, box }: MetricSpec, context: ModuleContext): TsCode {
  const row = metricRows[kind];
  if (row === undefined) throw new RangeError(`no metric is ${kind}`);
  if (row.plain === true) return context.of(row);
  if (kind !== 'box_iou') return code`${context.of(row)}(${printParams(params)})`;
  const steps = (box?.encoding ?? []).map((step) =>
    step.kind === 'SqrtSize'
      ? code`{ kind: "sqrtSize" }`
      : code`{ kind: "rescaling", scale: ${ts.number(step.scale)}, offset: ${ts.number(step.offset)} }`,
  );
  const format = code`format: ${box?.format ?? 'center'}`;
  return code`${context.of(row)}({ ${ts.join([format, ...(steps.length === 0 ? [] : [code`steps: [${ts.join(steps)}]`])])} })`;
}

/** A member of an object. */
const entry = (key: string, value: TsCode): TsCode =>
  String(value) === key ? value : code`${ts.name(key)}: ${value}`;

/** Settings by their names in camel case. */
function printParams(params: LayerParams): TsCode {
  const entries = Object.entries(params).map(
    ([name, value]) => code`${ts.name(camelCase(name))}: ${printValue(value)}`,
  );
  return entries.length === 0 ? ts.empty : code`{ ${ts.join(entries)} }`;
}

const printValue = (value: ParameterValue): TsCode =>
  typeof value === 'number'
    ? ts.number(value)
    : typeof value === 'boolean' || typeof value === 'string'
      ? code`${value}`
      : code`null`;
