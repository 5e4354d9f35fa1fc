import { formatCount } from './format.ts';

/** More classes than this are not named one by one: the run folder has all. */
const mostNamed = 12;

/** `0 daisy, 1 roses, 2 tulips, … and 97 more`: the numbers that a network gives, with their names. */
export function classesLine(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).map((name, number) => `${number} ${name}`);
  const others = names.length - named.length;
  return `${named.join(', ')}${others > 0 ? `, … and ${formatCount(others)} more` : ''}`;
}
