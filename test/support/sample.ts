/** Whether every case is asked for, as `npm run test:long` does, and not a sample of them. */
export const isLong = process.env['CNNC_TESTS'] === 'long';

/** So many of the cases, spread over all of them and the same each time; in the long form of the tests, all. */
export const sample = <Case>(cases: readonly Case[], few: number): readonly Case[] =>
  isLong ? cases : cases.filter((_, index) => (index * few) % cases.length < few);

/** How often to try what is drawn by chance: `often` in the long form of the tests. */
export const times = (few: number, often: number): number => (isLong ? often : few);

/** How fast-check draws: the same few inputs each time; in the long form of the tests, others each time, and more. */
export const draws = (few: number, often: number): { readonly seed?: number; readonly numRuns: number } =>
  isLong ? { numRuns: often } : { seed: 1, numRuns: few };
