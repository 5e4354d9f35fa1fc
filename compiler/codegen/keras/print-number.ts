import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';

const { code } = python;

/** A factor as it was most likely written: `1 / 255`. */
export function printFactor(value: number): Code<'python'> {
  const divisor = Number((1 / value).toPrecision(12));
  const isPlain = String(value).length < 8 || 1 / divisor !== value || Math.abs(value) >= 1;
  return isPlain ? python.number(value) : code`1 / ${divisor}`;
}

/** A number that Keras wants to have a point: a learning rate of 1 is none to it. */
export const float = (value: number): Code<'python'> =>
  /^\d+$/.test(String(value)) ? code`${value}.0` : code`${value}`;
