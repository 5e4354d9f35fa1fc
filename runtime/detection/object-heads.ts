import { rowColumns } from '../../compiler/catalogue/layers/detection-rows.ts';
import type { ConcreteGraph } from '../../compiler/graph/graph.ts';
import { isWhole } from '../../compiler/train/measure-names.ts';
import type { ObjectiveSpec, PhaseSpec } from '../../compiler/train/train-spec.ts';
import type { MetricSpec } from '../../compiler/catalogue/metrics/registry.ts';
import type { Finding } from '../../compiler/targets/detections/finding.ts';
import type { FindingRules } from './find-objects.ts';

/** A head whose rows tell of objects. */
export interface ObjectHead extends Pick<ObjectiveSpec, 'head' | 'target'> {
  readonly rules: FindingRules;
  /** Its metrics that are judged over a whole part. */
  readonly metrics: readonly MetricSpec[];
}

/** What of a head's rows is taken for objects; undefined where it is no rows of `Detections`. */
export function findingRules(graph: ConcreteGraph, head: string): FindingRules | undefined {
  const tensor = graph.heads.find(({ name }) => name === head)?.tensor;
  if (tensor?.type !== 'layer' || tensor.kind !== 'Detections') return undefined;
  const { params, shape } = tensor;
  return {
    classes: (shape.at(-1) ?? 0) - rowColumns.classes,
    confidence: Number(params['confidence_threshold']),
    overlap: Number(params['iou_threshold']),
    most: Number(params['max_detections']),
  };
}

/** What the heads of a graph that are rows of `Detections` are to find. */
export const findingsOf = (graph: ConcreteGraph): readonly Finding[] =>
  graph.heads.flatMap(({ name, tensor }) => {
    const rules = findingRules(graph, name);
    return rules === undefined ? [] : [{ head: name, rows: tensor.shape[0] ?? 0, ...rules }];
  });

/** The heads of a phase that have metrics which are judged over a whole part. */
export const objectHeads = (
  graph: ConcreteGraph,
  { objectives }: Pick<PhaseSpec, 'objectives'>,
): readonly ObjectHead[] =>
  objectives.flatMap(({ head, target, metrics }) => {
    const whole = metrics.filter(isWhole);
    const rules = whole.length === 0 ? undefined : findingRules(graph, head);
    return rules === undefined ? [] : [{ head, target, rules, metrics: whole }];
  });
