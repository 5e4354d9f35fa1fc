import type { CodeItem } from '../model/items.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import { symbolsIn } from './is-fixed.ts';
import { walkItem } from './walk-code.ts';

/** The symbols that an item uses. */
export function namesIn(item: CodeItem): readonly CodeSymbol[] {
  const found = new Set<CodeSymbol>();
  const add = (symbols: readonly CodeSymbol[]): void => {
    for (const symbol of symbols) found.add(symbol);
  };
  walkItem(item, {
    expression: (expression) => {
      add(symbolsIn(expression));
    },
    callee: (symbol) => {
      add([symbol]);
    },
    value: (_, value) => {
      add(symbolsIn(value));
    },
    argument: ({ value }) => {
      add(symbolsIn(value));
    },
  });
  if (item.type === 'train') add([item.model, item.data]);
  return [...found];
}
