import { metrics, type MetricSpec } from '../catalogue/metrics/registry.ts';
import type { AnyMetricDefinition } from '../catalogue/metrics/define-metric.ts';
import type { ObjectiveSpec } from './train-spec.ts';

/** A loss or metric of a phase, as logs name it. */
export interface Measure {
  readonly name: string;
  /** Which end is better. */
  readonly better: 'more' | 'less';
}

/** What each of a program's outputs (`loss`, `loss/head`, `head/metric`) is shown as; a single head's go by their own names. */
export function measureNames(outputs: readonly string[]): ReadonlyMap<string, string> {
  const heads = new Set(outputs.filter((name) => name.includes('/')).map(headOf));
  return new Map(outputs.map((name) => [name, measureName(name, heads.size > 1)]));
}

const headOf = (name: string): string => {
  const [first = '', second = ''] = name.split('/');
  return first === 'loss' ? second : first;
};

function measureName(name: string, several: boolean): string {
  const [first = '', second] = name.split('/');
  if (second === undefined) return first;
  if (first === 'loss') return several ? `${second}_loss` : 'loss';
  return several ? `${first}_${second}` : second;
}

/** Whether a metric is judged over a whole part, which a training part is not. */
export const isWhole = ({ kind }: Pick<MetricSpec, 'kind'>): boolean => {
  const { whole }: AnyMetricDefinition = metrics[kind];
  return whole !== undefined;
};

const betterOf = ({ kind }: MetricSpec): Measure['better'] => {
  const { better }: AnyMetricDefinition = metrics[kind];
  return better ?? 'less';
};

/** What an epoch of a phase is told by, of the training part and, where there is one, of the validation part. */
export function measuresOf(
  objectives: readonly Pick<ObjectiveSpec, 'head' | 'metrics'>[],
  isValidated: boolean,
): readonly Measure[] {
  const outputs: (Measure & { readonly isWhole?: boolean })[] = [
    { name: 'loss', better: 'less' },
    ...objectives.flatMap(({ head, metrics: told }): (Measure & { readonly isWhole?: boolean })[] => [
      ...(objectives.length > 1 ? [{ name: `loss/${head}`, better: 'less' } as const] : []),
      ...told.map((metric) => ({
        ...{ name: `${head}/${metric.name}`, better: betterOf(metric), isWhole: isWhole(metric) },
      })),
    ]),
  ];
  const names = measureNames(outputs.map(({ name }) => name));
  const shown = outputs.map((output) => ({ ...output, name: names.get(output.name) ?? output.name }));
  const trained = shown.flatMap(({ name, better, isWhole }) => (isWhole === true ? [] : [{ name, better }]));
  const validated = shown.map(({ name, better }) => ({ name: `val_${name}`, better }));
  return isValidated ? [...validated, ...trained] : trained;
}
