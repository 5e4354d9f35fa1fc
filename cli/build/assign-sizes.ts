import { suggest } from '../../compiler/foreign/suggest.ts';
import type { Graph } from '../../compiler/graph/graph.ts';
import { holds } from '../../compiler/sizes/condition.ts';
import type { Assignment } from '../../compiler/sizes/size.ts';
import { usage, UsageError } from '../../runtime/usage-error.ts';
import { numberOf } from '../run/options.ts';

/** Numbers for every open size of a model from `--size NAME=N`; throws a UsageError where one is missing or strange. */
export function assignSizes(graph: Graph, written: readonly string[]): Assignment {
  const { name, symbols } = graph;
  const sizes = Object.fromEntries(written.map(readSize));
  const strange = Object.keys(sizes).find((given) => !symbols.includes(given));
  if (strange !== undefined) {
    const suggestion = suggest(strange, symbols);
    const hint = suggestion === undefined ? `it has ${quoted(symbols)}` : `did you mean \`${suggestion}\`?`;
    throw new UsageError(`\`${name}\` has no open size \`${strange}\`: ${hint}`);
  }
  const missing = symbols.filter((symbol) => !Object.hasOwn(sizes, symbol));
  if (missing.length > 0) throw new UsageError(needed(graph, missing, sizes));
  return sizes;
}

function readSize(written: string): readonly [string, number] {
  const at = written.indexOf('=');
  if (at > 0) return [written.slice(0, at), numberOf('size', written.slice(at + 1))];
  throw usage(`\`--size\` takes NAME=N, not \`${written}\``, 'write `--size h=224`, say');
}

/** Which sizes are open, and an option that gives them. */
function needed(graph: Graph, missing: readonly string[], given: Assignment): string {
  const size = likelySizes.find((each) => fits(graph, { ...given, ...allAs(missing, each) }));
  const options = missing.map((symbol) => `--size ${symbol}=${size ?? 'N'}`).join(' ');
  const open = `the ${missing.length === 1 ? 'size' : 'sizes'} ${quoted(missing)} of \`${graph.name}\``;
  return `${open} may be anything, and a build needs a number for each\n  = fix: give them, \`${options}\`, say`;
}

/** Sizes that pictures often have, and small ones. */
const likelySizes = [224, 256, 128, 64, 32, 28, 16, 8, 4, 2, 1];

const allAs = (symbols: readonly string[], size: number): Assignment =>
  Object.fromEntries(symbols.map((symbol) => [symbol, size]));

const fits = ({ needs }: Graph, sizes: Assignment): boolean =>
  needs.every(({ condition }) => holds(condition, sizes));

const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
