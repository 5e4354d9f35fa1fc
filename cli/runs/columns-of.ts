import type { RankedRun } from './order.ts';

const mostMeasures = 4;

/** The measure that decides, then what most runs have, of the validation and the test part. */
export function columnsOf(runs: readonly Pick<RankedRun, 'measures'>[], by: string | undefined): readonly string[] {
  const names = [...new Set(runs.flatMap(({ measures }) => Object.keys(measures)))];
  const often = (name: string): number => runs.filter(({ measures }) => name in measures).length;
  const others = names.filter((name) => name !== by).sort((a, b) => often(b) - often(a));
  const told = inTurn(
    others.filter((name) => name.startsWith('test_')),
    others.filter((name) => name.startsWith('val_')),
  );
  const room = by === undefined ? mostMeasures : mostMeasures - 1;
  const rest = [...told, ...others.filter((name) => !told.includes(name))].slice(0, room);
  return [
    ...(by === undefined ? [] : [by]),
    ...rest.filter((name) => !name.startsWith('test_')),
    ...rest.filter((name) => name.startsWith('test_')),
  ];
}

/** Two lists as one, an item of each in turn, so that neither fills the columns alone. */
const inTurn = (first: readonly string[], second: readonly string[]): readonly string[] =>
  Array.from({ length: Math.max(first.length, second.length) }, (_, i) => [first[i], second[i]])
    .flat()
    .filter((name) => name !== undefined);
