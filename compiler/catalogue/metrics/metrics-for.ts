import { defaultsOf } from '../parameters/defaults-of.ts';
import type { Judged } from './define-metric.ts';
import { metricDefinitions } from './registry.ts';

/** The metrics that can judge an output, with the defaults of their parameters. */
export const metricsFor = (judged: Judged): typeof metricDefinitions =>
  metricDefinitions.filter((metric) => metric.misfit(judged, defaultsOf(metric.params)) === undefined);
