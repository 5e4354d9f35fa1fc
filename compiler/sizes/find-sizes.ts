import type { Range } from './bounds.ts';
import { holds, symbolsIn } from './condition.ts';
import type { KnownSizes } from './known-sizes.ts';
import { rangeFrom } from './range-from.ts';
import { type Assignment, evaluateSize, symbol, symbolsOf } from './size.ts';

/** Sizes that the facts allow and of which something is true, small ones first. */
export function findSizes(
  known: KnownSizes,
  names: readonly string[],
  isWanted: (symbols: Assignment) => boolean,
): Assignment | undefined {
  const all = [...new Set([...names, ...known.others.flatMap(symbolsIn)])];
  const forward = all.map((name) => [name, known.forward(symbol(name))] as const);
  const bases = symbolsOf(...forward.map(([, size]) => size));
  for (const base of assignments(bases, known.rangeOf)) {
    const symbols = Object.fromEntries(forward.map(([name, size]) => [name, evaluateSize(size, base)]));
    const isAllowed = Object.values(symbols).every((value) => value >= 1);
    if (isAllowed && known.others.every((other) => holds(other, symbols)) && isWanted(symbols)) {
      return Object.fromEntries(names.map((name) => [name, symbols[name] ?? 1]));
    }
  }
  return undefined;
}

/** Values to try for a symbol: small ones, and sides of images. */
const tried = [...rangeFrom(0, 15), 31, 63, 99, 127, 223, 255, 511];

function* assignments(names: readonly string[], rangeOf: (name: string) => Range): Generator<Assignment> {
  const depth = names.length < 3 ? tried.length : names.length < 5 ? 6 : 2;
  const [name, ...others] = names.slice(0, 8);
  if (name === undefined) {
    yield {};
    return;
  }
  const { least, most } = rangeOf(name);
  for (const rest of assignments(others, rangeOf)) {
    for (const offset of tried.slice(0, depth)) {
      if (least + offset <= most) yield { ...rest, [name]: least + offset };
    }
  }
}
