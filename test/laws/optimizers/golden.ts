import { readFileSync } from 'node:fs';

export type Arguments = Readonly<Record<string, number | boolean | string | null | readonly number[]>>;

/** What Keras came to: see test/golden/make_optimizers.py. */
export interface GoldenCase {
  readonly optimizer: string;
  readonly arguments: Arguments;
  readonly schedule?: readonly [kind: string, arguments: Arguments];
  readonly accumulate?: number;
  readonly losses: readonly number[];
  /** Of each weight its norm and its product with a drawn vector. */
  readonly weights: readonly (readonly number[])[];
  readonly averages?: readonly (readonly number[])[];
  readonly evaluated?: number;
}

interface Golden {
  readonly batch: number;
  readonly cases: readonly GoldenCase[];
  readonly schedules: readonly {
    readonly kind: string;
    readonly arguments: Arguments;
    readonly rates: readonly number[];
  }[];
  readonly plateaus: readonly {
    readonly arguments: Arguments;
    readonly values: readonly number[];
    readonly rates: readonly number[];
  }[];
}

export const golden = JSON.parse(
  readFileSync(new URL('../../golden/optimizers.json', import.meta.url), 'utf8'),
) as Golden;

/** Arguments as the language writes them. */
export const written = (given: Arguments): string =>
  Object.entries(given)
    .map(([name, value]) => `${name}=${value === null ? 'none' : writtenValue(value)}`)
    .join(', ');

const writtenValue = (value: Exclude<Arguments[string], null>): string =>
  typeof value === 'object' ? `[${value.join(', ')}]` : String(value);
