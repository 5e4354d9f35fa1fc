import type { ParameterType } from '../catalogue/parameters/parameters.ts';
import { misfit } from './misfit.ts';
import { itemsOf, type NumberReading, readAll, readInteger, readNumber } from './read-number.ts';

type Margins = Extract<ParameterType, { type: 'margins' }>;

/** An axis, or a list of axes; whether a tensor has them is not asked. */
export function readAxes(_spec: unknown, reading: NumberReading): readonly number[] | undefined {
  const items = itemsOf(reading) ?? [reading];
  return readAll(items, (item) => readInteger({ type: 'integer' }, item));
}

/** A number, or a list of them. */
export function readNumbers(_spec: unknown, reading: NumberReading): readonly number[] | undefined {
  const items = itemsOf(reading) ?? [reading];
  return readAll(items, (item) => readNumber({ type: 'number' }, item));
}

const readCells = (reading: NumberReading): number | undefined =>
  readInteger({ type: 'integer', minimum: 0 }, reading);

/** [before, after] of every axis, flat. */
export function readMargins({ rank }: Margins, reading: NumberReading): readonly number[] | undefined {
  const items = itemsOf(reading);
  if (items === undefined) {
    const cells = readCells(reading);
    return cells === undefined ? undefined : Array.from({ length: 2 * rank }, () => cells);
  }
  // One axis has one pair, which Keras writes without a list around it.
  if (rank === 1) return readPair(reading);
  if (items.length !== rank) return wrongLength(rank, items.length, reading);
  return readAll(items, readPair)?.flat();
}

function readPair(reading: NumberReading): readonly number[] | undefined {
  const items = itemsOf(reading);
  if (items === undefined) {
    const cells = readCells(reading);
    return cells === undefined ? undefined : [cells, cells];
  }
  if (items.length !== 2) return wrongLength(1, items.length, reading);
  return readAll(items, readCells);
}

function wrongLength(rank: number, given: number, reading: NumberReading): undefined {
  const wanted = rank === 1 ? 'an integer or [before, after]' : `an integer or a list of ${rank}`;
  return misfit('CNN112', reading, [reading.what, wanted, `a list of ${given}`]);
}
