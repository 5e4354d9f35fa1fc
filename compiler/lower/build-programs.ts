import type { ConcreteGraph } from '../graph/graph.ts';
import { losses } from '../catalogue/losses/registry.ts';
import { lowerMetric, metricTarget } from '../catalogue/metrics/lower-metric.ts';
import { factorKey, hostScalars } from '../catalogue/optimizers/host-scalars.ts';
import { optimizers, type OptimizerSpec } from '../catalogue/optimizers/registry.ts';
import type { BlockLoss, LossSpec, ObjectiveSpec, PhaseSpec } from '../train/train-spec.ts';
import { readFromRows } from '../targets/detections/finding.ts';
import { readRows } from './read-rows.ts';
import { isWhole } from '../train/measure-names.ts';
import { addUp, buildApply, type GradientSum } from './accumulate-gradients.ts';
import { Builder } from '../ops/builder.ts';
import { differentiate } from '../passes/differentiate.ts';
import type { InputRole, Program, TensorType, Value, Variable } from '../ir/ir.ts';
import { MaskTarget, maskNumbers } from './mask-target.ts';
import { graphVariables, type GraphVariables, lowerGraph, type LowerOptions } from './lower-graph.ts';
import { simplify } from '../passes/simplify.ts';
import { batched, fixed, sameShape, type SymbolicShape } from '../ir/extent.ts';
import { penaltiesOn, type TrainedWeight, trainedWeights } from './trained-weights.ts';
import { withAverages } from './average-weight.ts';
import { globalLimit } from './clip-gradients.ts';
import { updateTogether, type WeightGradient } from './update-together.ts';
import { scalarInputs, updateWeight } from './update-weight.ts';

/** What a phase runs. All programs share `variables`. */
export interface PhasePrograms {
  /** Forward, loss, backward and update; where the phase accumulates, the gradients are added up in place of the update. */
  readonly step: Program;
  /** Where the phase accumulates: the update, by the mean of what was added up since the last one. */
  readonly apply?: Program;
  /** Forward in inference mode, losses and metrics. */
  readonly evaluate: Program;
  /** Weights and statistics of the model, then the optimizer's slots. */
  readonly variables: readonly Variable[];
  readonly optimizer: OptimizerSpec;
  /** What the rate is multiplied by for some weights. */
  readonly factors?: readonly number[];
}

/** What the host feeds as `optimizer/<key>` in update `iteration` of a phase, counted from 1; `rate`: where that is no number. */
export const scalarsOf = (
  { optimizer: { kind, params }, factors = [] }: Pick<PhasePrograms, 'optimizer' | 'factors'>,
  iteration: number,
  rate = Number(params['learning_rate']),
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [1, ...factors].flatMap((factor) =>
      Object.entries(hostScalars(optimizers[kind], params, iteration, rate * factor)).map(
        ([key, value]) => [factorKey(key, factor), value] as const,
      ),
    ),
  );

/** Writes the programs of a train phase. `variables` may be given so that phases share a model's weights. */
export function buildPrograms(
  graph: ConcreteGraph,
  phase: PhaseSpec,
  weights: GraphVariables = graphVariables(graph),
): PhasePrograms {
  const slots: Variable[] = [];
  const { step, apply } = buildTraining(graph, phase, weights, slots);
  return {
    step: simplify(step),
    ...(apply === undefined ? {} : { apply: simplify(apply) }),
    evaluate: simplify(buildEvaluate(graph, phase, withAverages(weights, slots))),
    variables: [...weights.values(), ...slots],
    optimizer: phase.optimizer,
    ...(phase.factors && { factors: [...new Set(Object.values(phase.factors))] }),
  };
}

/**
 * The program that predicts: every head of a graph, in inference mode; of heads that `finds` names, which are rows of `Detections`, also the
 * box of each row and how sure it is of each class.
 */
export function buildPredict(
  graph: ConcreteGraph,
  weights: GraphVariables = graphVariables(graph),
  finds: readonly string[] = [],
): Program {
  const build = new Builder();
  const heads = forward(build, graph, weights, { training: false, frozen: new Set() });
  for (const [name, value] of heads) build.output(name, value);
  for (const name of finds) {
    const rows = heads.get(name);
    if (rows === undefined) throw new RangeError(`no head ${name}`);
    const { boxes, scores } = readRows(build, rows);
    build.output(readFromRows.boxes(name), boxes);
    build.output(readFromRows.scores(name), scores);
  }
  return simplify(build.finish('predict'));
}

/** What a program that inspects tells of a head besides what an evaluation does, by the names of its outputs; no measure is named so. */
export const inspected = {
  /** Its values, as the model gives them. */
  prediction: (head: string): string => `${head}/each/prediction`,
  /** The loss of each example: [B]. */
  losses: (head: string): string => `${head}/each/loss`,
} as const;

/** The program that evaluates and tells of each example: losses and metrics of a batch, and of every objective its predictions and losses. */
export function buildInspect(
  graph: ConcreteGraph,
  phase: PhaseSpec,
  weights: GraphVariables = graphVariables(graph),
): Program {
  const build = new Builder();
  const { heads } = addLoss(build, graph, phase, weights, false, (head, losses) =>
    build.output(inspected.losses(head), losses),
  );
  for (const [name, value] of heads) build.output(inspected.prediction(name), value);
  return simplify(build.finish('inspect'));
}

/** Adds inputs and the forward pass; gives the value of each head. */
function forward(
  build: Builder,
  graph: ConcreteGraph,
  weights: GraphVariables,
  options: LowerOptions,
): ReadonlyMap<string, Value> {
  const inputs = new Map(
    graph.inputs.map(({ name, shape }) => [
      name,
      build.input(`input/${name}`, { shape: batched(shape), dtype: 'float32' }, { kind: 'input', key: name }),
    ]),
  );
  const values = lowerGraph(build, graph, weights, inputs, options);
  return new Map(
    graph.heads.map(({ name, tensor }) => {
      const value = values.get(tensor);
      if (value === undefined) throw new RangeError(`head ${name} has no value`);
      return [name, value];
    }),
  );
}

/** Takes the loss of each example of a head's objective: [B]. */
type EachLoss = (head: string, losses: Value) => void;

/** Adds every objective's loss and metrics as outputs; gives the weighted total with all penalties, a scalar. */
function objectives(
  build: Builder,
  phase: PhaseSpec,
  heads: ReadonlyMap<string, Value>,
  penalties: readonly Value[],
  training: boolean,
  eachLoss?: EachLoss,
): Value {
  const parts = phase.objectives.map((objective) => {
    const prediction = heads.get(objective.head);
    if (prediction === undefined) throw new RangeError(`no head ${objective.head}`);
    const losses = [objective.loss, ...(objective.moreLosses ?? [])].map((part) => {
      const each = eachOf(build, objective, part, prediction, training);
      return { part, each, mean: scaledMean(build, part, each, 0) };
    });
    const loss = sumOf(build, losses, ({ mean }) => mean);
    eachLoss?.(
      objective.head,
      sumOf(build, losses, ({ part, each }) => scaledMean(build, part, each, 1)),
    );
    if (phase.objectives.length > 1) build.output(`loss/${objective.head}`, loss);
    build.origin = 'metrics';
    build.stage = 'metrics';
    const whole = objective.metrics.some(isWhole);
    if (whole && !training && eachLoss === undefined)
      build.output(inspected.prediction(objective.head), prediction);
    for (const metric of objective.metrics.filter((each) => !isWhole(each))) {
      const type = metricTarget(metric, prediction.shape, lossTarget(objective.loss, prediction.shape));
      const mask = maskOf(build, objective, prediction);
      const target = mask?.as(type) ?? targetOf(build, objective, type);
      const labelled = mask?.labelled();
      build.output(
        `${objective.head}/${metric.name}`,
        lowerMetric(build, metric, { target, prediction, labelled }),
      );
    }
    build.origin = 'loss';
    build.stage = 'loss';
    return objective.weight === 1 ? loss : build.op('multiply', [loss, build.constant(objective.weight)], {});
  });
  const total = [...parts, ...penalties].reduce((sum, part) => build.op('add', [sum, part], {}));
  build.output('loss', total);
  return total;
}

/** A loss of each example; of a mixture that of both, each times what it counts. */
function eachOf(
  build: Builder,
  objective: ObjectiveSpec,
  part: LossSpec,
  prediction: Value,
  training: boolean,
): Value {
  const loss = (of?: 'other'): Value => lossBetween(build, part, prediction, objective, of);
  if (!training || (objective.weighed !== true && objective.mixed !== true)) return loss();
  const own = weighed(build, objective, loss());
  if (objective.mixed !== true) return own;
  return build.op('add', [own, weighed(build, objective, loss('other'), 'other')], {});
}

/** A loss times what each example counts; its mean is then over the examples all the same, as in Keras. */
function weighed(build: Builder, { target: key }: ObjectiveSpec, each: Value, of?: 'other'): Value {
  const [batch] = each.shape;
  if (batch === undefined) return each;
  const made = build.inputs.find(({ role }) => isOf(role, 'weight', key, of))?.value;
  const weights =
    made ??
    build.input(
      of === undefined ? `weight/${key}` : `weight/${key}/${of}`,
      { shape: batched([]), dtype: 'float32' },
      { kind: 'weight', key, ...(of && { [of]: true }) },
    );
  const shape = each.shape.map((_, axis) => (axis === 0 ? batch : fixed(1)));
  const aligned = shape.length === 1 ? weights : build.op('reshape', [weights], { shape });
  return build.op('multiply', [each, aligned], {});
}

const isOf = (role: InputRole, kind: 'target' | 'weight', key: string, of?: 'other'): boolean =>
  role.kind === kind && role.key === key && (role.other === true) === (of === 'other');

/** The fed value that an objective compares with; objectives on one field share it where its type is the same. */
function targetOf(build: Builder, objective: ObjectiveSpec, type: TensorType, of?: 'other'): Value {
  const key = objective.target;
  const made = build.inputs.filter(({ role }) => isOf(role, 'target', key, of));
  const shared = made.find(({ value }) => value.dtype === type.dtype && sameShape(value.shape, type.shape));
  if (shared !== undefined) return shared.value;
  const name = of === undefined ? `target/${key}` : `target/${key}/${of}`;
  return build.input(made.length === 0 ? name : `${name}/${made.length + 1}`, type, {
    ...{ kind: 'target', key },
    ...(of && { [of]: true }),
  });
}

/** The mask that an objective compares with, where it is one. */
const maskOf = (build: Builder, objective: ObjectiveSpec, { shape }: Value): MaskTarget | undefined =>
  objective.isMask && new MaskTarget(build, targetOf(build, objective, maskNumbers(shape)));

/** A loss of each example (and position) between a prediction and what its objective compares it with. */
function lossBetween(
  build: Builder,
  loss: LossSpec,
  prediction: Value,
  objective: ObjectiveSpec,
  of?: 'other',
): Value {
  const type = lossTarget(loss, prediction.shape);
  const mask = maskOf(build, objective, prediction);
  if (mask === undefined) return lossOf(build, loss, prediction, targetOf(build, objective, type, of));
  const [head] = loss.kind === 'block' ? loss.graph.heads : [];
  const isOfPixels = head === undefined || head.tensor.shape.length === prediction.shape.length - 2;
  const taken = isOfPixels ? prediction : mask.only(prediction);
  const named = loss.kind === 'block' ? loss : { ...loss, params: { ...loss.params, ignore_class: null } };
  const each = lossOf(build, named, taken, mask.as(type));
  return isOfPixels ? mask.counted(each, loss.kind === 'block' ? {} : loss.params) : each;
}

/** What a loss is compared with, for a prediction of this shape. */
function lossTarget(loss: LossSpec, prediction: SymbolicShape): TensorType {
  if (loss.kind !== 'block') return losses[loss.kind].target(prediction);
  const shape = loss.graph.inputs.find(({ name }) => name === 'target')?.shape ?? [];
  return { shape: batched(shape), dtype: 'float32' };
}

/** The block's ops; it has no weights, and none of its layers trains otherwise than it predicts. */
function lowerBlockLoss(build: Builder, { graph }: BlockLoss, target: Value, prediction: Value): Value {
  const { origin } = build;
  const inputs = new Map([
    ['target', target],
    ['prediction', prediction],
  ]);
  const values = lowerGraph(build, graph, new Map(), inputs, { training: false, frozen: new Set() });
  const [head] = graph.heads;
  const value = head === undefined ? undefined : values.get(head.tensor);
  if (value === undefined) throw new RangeError(`the loss ${graph.name} has no value`);
  build.origin = origin;
  return value;
}

function lossOf(build: Builder, loss: LossSpec, prediction: Value, target: Value): Value {
  build.origin = 'loss';
  build.stage = 'loss';
  return loss.kind === 'block'
    ? lowerBlockLoss(build, loss, target, prediction)
    : losses[loss.kind].lower({ build, target, prediction }, loss.params);
}

/** The mean of a loss over the axes from `first` on, times its factor. */
function scaledMean(build: Builder, { factor = 1 }: LossSpec, each: Value, first: number): Value {
  const axes = each.shape.map((_, axis) => axis).slice(first);
  const mean = axes.length === 0 ? each : build.op('reduceMean', [each], { axes, keepDims: false });
  return factor === 1 ? mean : build.op('multiply', [mean, build.constant(factor)], {});
}

const sumOf = <T>(build: Builder, items: readonly T[], value: (item: T) => Value): Value =>
  items.map(value).reduce((sum, each) => build.op('add', [sum, each], {}));

/** The forward pass and the loss, of which penalties on weights and outputs are part, as in Keras. */
function addLoss(
  build: Builder,
  graph: ConcreteGraph,
  phase: PhaseSpec,
  weights: GraphVariables,
  training: boolean,
  eachLoss?: EachLoss,
): {
  readonly loss: Value;
  readonly trained: readonly TrainedWeight[];
  readonly heads: ReadonlyMap<string, Value>;
} {
  const { frozen } = phase;
  const penalties: Value[] = [];
  const heads = forward(build, graph, weights, { training, frozen, penalties });
  const trained = trainedWeights(graph, frozen, weights);
  build.origin = 'loss';
  build.stage = 'loss';
  penalties.push(...penaltiesOn(build, trained));
  return { loss: objectives(build, phase, heads, penalties, training, eachLoss), trained, heads };
}

function buildEvaluate(graph: ConcreteGraph, phase: PhaseSpec, weights: GraphVariables): Program {
  const build = new Builder();
  addLoss(build, graph, phase, weights, false);
  return build.finish('evaluate');
}

/** The step, with the update in it; apart from it, where the gradients of several steps make one update. */
function buildTraining(
  graph: ConcreteGraph,
  phase: PhaseSpec,
  weights: GraphVariables,
  slots: Variable[],
): Pick<PhasePrograms, 'step' | 'apply'> {
  const build = new Builder();
  const { loss, trained } = addLoss(build, graph, phase, weights, true);
  const byValue = new Map(trained.map((each) => [build.read(each.variable), each]));
  const scalars = scalarInputs(build);
  const sums: GradientSum[] = [];
  const waiting: WeightGradient[] = [];
  const isTogether = globalLimit(phase.optimizer.params) !== undefined;
  differentiate(build, loss, [...byValue.keys()], (value, gradient) => {
    const trainedWeight = byValue.get(value);
    if (trainedWeight === undefined) return;
    if (phase.accumulate !== undefined) sums.push(addUp(build, trainedWeight, gradient, scalars));
    else if (isTogether) waiting.push({ trained: trainedWeight, gradient });
    else updateWeight(build, phase, trainedWeight, gradient, slots, scalars);
  });
  updateTogether(build, phase, waiting, slots, scalars);
  const step = build.finish('step');
  slots.push(...sums.map(({ sum }) => sum));
  return phase.accumulate === undefined ? { step } : { step, apply: buildApply(phase, sums, slots) };
}
