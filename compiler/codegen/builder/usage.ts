import type { CodeItem } from '../model/items.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import { symbolsIn } from './is-fixed.ts';
import { walkItem } from './walk-code.ts';

/**
 * The values, parameters and things to apply on which what is made hangs: what only gives addresses of weights, or is given
 * to parameters that do, is none.
 */
export function usedSymbols(
  items: ReadonlyMap<CodeSymbol, CodeItem>,
  roots: readonly CodeSymbol[],
): ReadonlySet<CodeSymbol> {
  const used = new Set<CodeSymbol>(roots);
  const edges = new Map<CodeSymbol, CodeSymbol[]>();
  const link = (from: CodeSymbol, to: readonly CodeSymbol[]): void => {
    const known = edges.get(from);
    if (known === undefined) edges.set(from, [...to]);
    else known.push(...to);
  };
  for (const [symbol, item] of items) {
    walkItem(item, {
      expression: (expression) => {
        link(symbol, symbolsIn(expression));
      },
      callee: (callee) => {
        link(symbol, [callee]);
      },
      value: (name, value) => {
        link(name, symbolsIn(value));
      },
      argument: ({ symbol: parameter, value }) => {
        link(parameter ?? symbol, symbolsIn(value));
      },
    });
    if (item.type === 'train') link(symbol, [item.model, item.data]);
  }
  for (const symbol of used) for (const next of edges.get(symbol) ?? []) used.add(next);
  return used;
}
