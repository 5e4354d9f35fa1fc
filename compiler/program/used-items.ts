import type { Item, Module } from '../../grammar/ast.ts';
import { type BoundModule, referencesIn } from '../bind/bound-module.ts';

/** The names that an item declares in its module. */
export function namesOf(item: Item): readonly string[] {
  switch (item.type) {
    case 'import':
      return item.names.map(({ name, as = name }) => as.text);
    case 'train':
      return [];
    case 'block':
    case 'model':
    case 'data':
    case 'let':
    case 'layer-alias':
      return [item.name.text];
  }
}

/** An item and all those that it uses, through whatever others: those that go by any name in it. */
export function usedItems(bound: BoundModule, item: Item): readonly Item[] {
  const byName = new Map<string, Item[]>();
  for (const each of bound.syntax.items) {
    for (const name of namesOf(each)) byName.set(name, [...(byName.get(name) ?? []), each]);
  }
  const used = new Set([item]);
  for (const each of used) {
    for (const { name } of referencesIn(bound, each.span)) {
      for (const other of byName.get(name) ?? []) used.add(other);
    }
  }
  return [...used];
}

/** What a module declares, as far as the words of messages depend on it: every name, and as what. */
export const signatureOf = ({ items }: Module): string =>
  items.map((item) => `${item.type} ${namesOf(item).join(' ')}`).join('\n');
