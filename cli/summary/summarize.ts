import type { CompiledModule, CompiledTrain } from '../../compiler/compile.ts';
import type { Graph, LayerNode } from '../../compiler/graph/graph.ts';
import { type Shape, sizeOf } from '../../compiler/sizes/shape.ts';
import type { WeightSource } from '../../compiler/graph/weight-source.ts';
import { bytesPerElement } from '../../compiler/ir/ir.ts';
import { essentialConditions } from '../../compiler/sizes/essential-conditions.ts';
import { writeCondition } from '../../compiler/sizes/format-condition.ts';
import { formatSize } from '../../compiler/sizes/format-size.ts';
import { add, multiply, type Size } from '../../compiler/sizes/size.ts';
import { type PhasePlan, largestBatchOf, peakOf } from '../../compiler/lower/phase-plan.ts';
import type { OpenTrain } from '../../compiler/train/train-spec.ts';
import type { Span } from '../../grammar/span.ts';
import { spanIn } from '../../compiler/diagnostics/site.ts';
import { placeToJson } from '../diagnostics-json.ts';
import { writtenBudget } from '../../compiler/train/written-budget.ts';
import { formatBatch } from '../format-batch.ts';
import { settingsToJson } from './settings-to-json.ts';

export interface LayerSummary {
  readonly path: string;
  readonly kind: string;
  readonly shape: Shape;
  readonly params: number;
  readonly macs: Size;
  /** Of its output, for one example. */
  readonly activationBytes: Size;
  /** None where it uses those of another. */
  readonly weights: readonly WeightSummary[];
  /** Where the model's file makes it, itself or by what it applies. */
  readonly span: Span;
  /** The path of the layer whose weights it uses. */
  readonly sharesWith: string | undefined;
}

export interface WeightSummary {
  readonly name: string;
  readonly shape: readonly number[];
  /** False for statistics. */
  readonly trainable: boolean;
  /** The file or the set that it begins with; undefined: its initialiser. */
  readonly from: string | undefined;
}

/** A part of a model that begins with a file or a set of weights. */
export interface WeightPart {
  /** The file's path as it is written, or the name of the set. */
  readonly from: string;
  readonly path: string;
  readonly model: string;
  /** Layers of the part that have weights. */
  readonly layers: number;
}

export interface ModelSummary {
  readonly name: string;
  /** The symbolic sizes, and what they must meet. */
  readonly symbols: readonly string[];
  readonly needs: readonly string[];
  readonly inputs: readonly { readonly name: string; readonly shape: Shape }[];
  readonly params: number;
  readonly trainableParams: number;
  readonly macs: Size;
  readonly activationBytes: Size;
  readonly layers: readonly LayerSummary[];
  /** Layers of the text that reach no output, and the parameters that they would have. */
  readonly leftOut: { readonly layers: number; readonly params: number };
  readonly weightParts: readonly WeightPart[];
  readonly graph: Graph;
}

export interface PhaseSummary {
  readonly name: string;
  readonly batch: number;
  /** Batches whose gradients make one update. */
  readonly accumulate: number;
  /** As `--json` prints them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The batch as it is shown: `16 × 4`. */
  readonly batchText: string;
  /** As it is written. */
  readonly budget: string | undefined;
  readonly peakBytes: number;
  /** In the units of the budget. */
  readonly peakText: string;
  /** Where the peak is: the layer's path and the program. */
  readonly peakAt: string;
  /** The largest batch within the budget; undefined without one. */
  readonly largestBatch: number | undefined;
  readonly trainableParams: number;
  /** Multiply-adds of a step that are done again for want of memory. */
  readonly repeatedMacs: number;
}

export interface TrainSummary {
  readonly name: string;
  readonly model: string;
  readonly data: string;
  readonly phases: readonly PhaseSummary[];
  /** Sizes that only the run knows; without them there are no phases to plan. */
  readonly symbols: readonly string[];
}

export interface Summary {
  readonly models: readonly ModelSummary[];
  readonly trains: readonly TrainSummary[];
  /** As `--json` prints it; see `schema/summary.schema.json`. */
  readonly json: unknown;
}

/** What a file's models and train blocks are made of and cost. */
export function summarize(module: CompiledModule): Summary {
  const models = module.models.map(summarizeModel);
  const trains = [...module.trains.map(summarizeTrain), ...module.openTrains.map(summarizeOpenTrain)];
  return { models, trains, json: { models: models.map(modelToJson), trains: trains.map(trainToJson) } };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const parametersOf = (layer: LayerNode, onlyTrainable: boolean): number =>
  sum(layer.weights.filter((w) => w.trainable || !onlyTrainable).map(({ shape }) => sizeOf(shape)));

function summarizeModel(graph: Graph): ModelSummary {
  const layers = graph.layers.map((layer): LayerSummary => ({
    path: layer.path,
    kind: layer.kind,
    shape: layer.shape,
    params: parametersOf(layer, false),
    macs: layer.macs,
    activationBytes: multiply(sizeOf(layer.shape), bytesPerElement.float32),
    weights: layer.weights.map(({ name, shape, trainable }) => ({
      ...{ name, shape, trainable },
      from: originOf(layer, graph),
    })),
    sharesWith: layer.sharesWith,
    span: spanIn(graph.span.source, layer.span, layer.site),
  }));
  return {
    name: graph.name,
    symbols: graph.symbols,
    needs: essentialConditions(graph.needs.map(({ condition }) => condition)).map(writeCondition),
    inputs: graph.inputs.map(({ name, shape }) => ({ name, shape })),
    params: sum(layers.map(({ params }) => params)),
    trainableParams: sum(graph.layers.map((layer) => parametersOf(layer, true))),
    macs: layers.map(({ macs }) => macs).reduce(add, 0),
    activationBytes: layers.map(({ activationBytes }) => activationBytes).reduce(add, 0),
    layers,
    leftOut: leftOutOf(graph),
    weightParts: graph.weightSources.map(partOf),
    graph,
  };
}

function leftOutOf({ written, layers }: Graph): ModelSummary['leftOut'] {
  const kept = new Set(layers.map(({ path }) => path));
  const applied = new Set(layers.flatMap(({ path, sharesWith }) => [path, sharesWith ?? path]));
  const gone = written.filter(({ path }) => !kept.has(path));
  const alone = gone.filter(({ path }) => !applied.has(path));
  return { layers: gone.length, params: sum(alone.map((layer) => parametersOf(layer, false))) };
}

/** What the weights of a layer begin with: of several sources the last. */
const originOf = (layer: LayerNode, { weightSources }: Graph): string | undefined => {
  const source = weightSources.findLast(({ path }) => layer.path.startsWith(`${path}.`));
  return source === undefined ? undefined : nameOf(source);
};

const nameOf = ({ origin }: WeightSource): string => (origin.kind === 'file' ? origin.path : origin.name);

const partOf = (source: WeightSource): WeightPart => ({
  from: nameOf(source),
  path: source.path,
  model: source.model,
  layers: source.layers.filter(({ weights }) => weights.length > 0).length,
});

const summarizeOpenTrain = ({ name, model, data, symbols }: OpenTrain): TrainSummary => ({
  name,
  model,
  data: data.name,
  phases: [],
  symbols,
});

const summarizeTrain = ({ spec, plans }: CompiledTrain): TrainSummary => ({
  name: spec.name,
  model: spec.graph.name,
  data: spec.data.name,
  phases: plans.map(summarizePhase),
  symbols: [],
});

function summarizePhase(plan: PhasePlan): PhaseSummary {
  const { name, batch, memory } = plan.phase;
  const peak = peakOf(plan, batch);
  const written = writtenBudget(plan.phase);
  return {
    name,
    batch,
    accumulate: plan.phase.accumulate ?? 1,
    settings: settingsToJson(plan.phase),
    batchText: formatBatch(plan.phase),
    budget: memory === undefined ? undefined : written.budget,
    peakBytes: peak.bytes,
    peakText: written.write(peak.bytes),
    peakAt: peak.op === undefined ? '' : `${peak.op.origin} (${peak.op.stage})`,
    largestBatch: memory === undefined ? undefined : largestBatchOf(plan, memory),
    trainableParams: plan.trainableParameters,
    repeatedMacs: plan.repeatedMacs,
  };
}

/** What depends on symbolic sizes has no number. */
const numberOrNull = (size: Size): number | null => (typeof size === 'number' ? size : null);

const modelToJson = ({
  name,
  symbols,
  needs,
  params,
  trainableParams,
  macs,
  layers,
  leftOut,
  weightParts,
}: ModelSummary): unknown => ({
  name,
  symbols,
  needs,
  params,
  trainable_params: trainableParams,
  macs: numberOrNull(macs),
  weight_parts: weightParts,
  left_out: leftOut,
  layers: layers.map((layer) => ({
    path: layer.path,
    kind: layer.kind,
    output_shape: layer.shape.map((size) => (typeof size === 'number' ? size : formatSize(size))),
    params: layer.params,
    macs: numberOrNull(layer.macs),
    weights: layer.weights.map(({ from, ...weight }) => ({ ...weight, from: from ?? null })),
    shares_with: layer.sharesWith ?? null,
    ...placeToJson(layer.span),
  })),
});

const trainToJson = ({ name, model, data, phases, symbols }: TrainSummary): unknown => ({
  name,
  model,
  data,
  symbols,
  phases: phases.map((phase) => ({
    name: phase.name,
    batch: phase.batch,
    accumulate: phase.accumulate,
    settings: phase.settings,
    peak_bytes: phase.peakBytes,
    largest_batch: phase.largestBatch ?? null,
    trainable_params: phase.trainableParams,
    repeated_macs: phase.repeatedMacs,
  })),
});
