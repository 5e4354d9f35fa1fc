import { defaultsOf } from '../parameters/defaults-of.ts';
import type { AnyMetricDefinition, Judged, Misfit } from './define-metric.ts';
import type { LayerParams } from '../parameters/parameters.ts';
import { metricDefinitions } from './registry.ts';

/** Why a metric cannot judge an output, where it cannot. */
export function metricMisfit(
  metric: AnyMetricDefinition,
  judged: Judged,
  params: LayerParams,
): Misfit | undefined {
  const { name, type } = judged.target;
  if (type.kind === 'boxes' && metric.whole === undefined)
    return { why: `\`${name}\` is a list of boxes`, use: 'ap' };
  if (type.kind === 'keypoints' && metric.ofPoints !== true)
    return { why: `\`${name}\` is a list of points, not all of which can be seen`, use: 'keypoint_distance' };
  if (type.kind === 'mask' && metric.ofMasks !== true)
    return { why: `\`${name}\` is a mask, not all of whose pixels need be labelled`, use: 'mean_iou' };
  return metric.misfit(judged, params);
}

/** The metrics that can judge an output, with the defaults of their parameters. */
export const metricsFor = (judged: Judged): typeof metricDefinitions =>
  metricDefinitions.filter((metric) => metricMisfit(metric, judged, defaultsOf(metric.params)) === undefined);
