import { type MetricResult, resultOf } from '../../compiler/catalogue/metrics/lower-metric.ts';
import { measureNames } from '../../compiler/train/measure-names.ts';
import type { PhaseSpec } from '../../compiler/train/train-spec.ts';
import type { HostTensor } from '../engines/engine.ts';
import type { Measures } from './record.ts';

/** What is added up of an output: its value times the examples, or statistics as they are. */
export type Sum = number | readonly number[];

/** What the statistics among a program's outputs come to, by the names of the outputs. */
export type Results = ReadonlyMap<string, MetricResult>;

/** What the metrics of a phase that are made of statistics come to. */
export const resultsOf = ({ objectives }: Pick<PhaseSpec, 'objectives'>): Results =>
  new Map(
    objectives.flatMap(({ head, metrics }) =>
      metrics.flatMap((metric) => {
        const result = resultOf(metric);
        return result === undefined ? [] : [[`${head}/${metric.name}`, result] as const];
      }),
    ),
  );

/**
 * What a program's outputs come to over examples: the means of losses and metrics, in which each batch counts as many times as it
 * has examples, and of statistics, which are added up, what their sums come to.
 */
export class Tally {
  readonly #results: Results;
  readonly #sums: Map<string, Sum>;
  #examples: number;

  constructor(results: Results, sums: Readonly<Record<string, Sum>> = {}, examples = 0) {
    this.#results = results;
    this.#sums = new Map(Object.entries(sums));
    this.#examples = examples;
  }

  get examples(): number {
    return this.#examples;
  }

  get sums(): Readonly<Record<string, Sum>> {
    return Object.fromEntries(this.#sums);
  }

  add(outputs: ReadonlyMap<string, HostTensor>, count: number): void {
    for (const [name, { data }] of outputs) {
      const before = this.#sums.get(name);
      this.#sums.set(
        name,
        this.#results.has(name)
          ? Array.from(data, (value, index) => (numbersOf(before)[index] ?? 0) + value)
          : (numbersOf(before)[0] ?? 0) + (data[0] ?? 0) * count,
      );
    }
    this.#examples += count;
  }

  /**
   * What it comes to so far, with figures of the whole part besides; a single head's measures go by their own names, several heads' by
   * `head_measure`.
   */
  measures(whole: ReadonlyMap<string, number> = new Map()): Measures {
    const figures = [
      ...[...this.#sums].map(([name, sum]) => [name, this.#figure(name, sum)] as const),
      ...whole,
    ];
    const shown = measureNames(figures.map(([name]) => name));
    const entries = figures.map(([name, figure]) => [shown.get(name) ?? name, figure] as const);
    // The loss is what people look for first.
    entries.sort(([a], [b]) => Number(b === 'loss') - Number(a === 'loss'));
    return Object.fromEntries(entries);
  }

  #figure(name: string, sum: Sum): number {
    const result = this.#results.get(name);
    const numbers = numbersOf(sum);
    return result?.(numbers, this.#examples) ?? (numbers[0] ?? 0) / Math.max(1, this.#examples);
  }
}

const numbersOf = (sum: Sum | undefined): readonly number[] =>
  typeof sum === 'number' ? [sum] : (sum ?? []);
