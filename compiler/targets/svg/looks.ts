import type { Item } from './diagram.ts';

/** Numbers for what a reader sees of items, but for the names of groups: equal ones for what looks the same. */
export class Looks {
  readonly #numbers = new Map<string, number>();
  readonly #known = new WeakMap<Item, number>();

  of(item: Item): number {
    const known = this.#known.get(item);
    if (known !== undefined) return known;
    const text = this.#textOf(item);
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    this.#known.set(item, number);
    return number;
  }

  #textOf(item: Item): string {
    if (item.type === 'terminal') return `terminal ${item.id}`;
    if (item.type === 'group') return `{${item.items.map((inner) => this.of(inner)).join(' ')}}${item.count}`;
    const rows = item.rows.map((row) => [row.kind, row.details, row.frozen]);
    return JSON.stringify([rows, item.count, item.shape]);
  }
}
