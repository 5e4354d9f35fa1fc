import type { Item } from '../../grammar/ast.ts';
import { type BoundModule, referencesIn } from '../bind/bound-module.ts';
import { calleeOf, isLowerCase } from '../expand/callee.ts';
import { isSameItem } from './same-tree.ts';

/** The items of one version of a file, by what they declare: found without going through all of them for each. */
export class ModuleItems {
  /** What the module declares, as far as the words of messages depend on it: every name, and as what. */
  readonly signature: string;
  readonly #bound: BoundModule;
  readonly #byName = new Map<string, Item[]>();
  readonly #byDeclaration = new Map<string, Item[]>();
  /** What is meant by callees that are spelled otherwise, by where they stand. */
  readonly #meant = new Map<number, string>();

  constructor(bound: BoundModule) {
    this.#bound = bound;
    const { items } = bound.syntax;
    for (const item of items) {
      for (const name of namesOf(item)) add(this.#byName, name, item);
      add(this.#byDeclaration, declarationOf(item), item);
    }
    this.signature = items.map(declarationOf).join('\n');
    for (const call of bound.applied) {
      const callee = isLowerCase(call.callee) ? calleeOf(call, bound) : undefined;
      if (callee !== undefined) this.#meant.set(call.callee.span.start, callee.name);
    }
  }

  /** What goes by a name, and all that it uses, through whatever others: those that go by any name in it. */
  behind(model: string): readonly Item[] {
    const used = new Set(this.#byName.get(model));
    for (const each of used) {
      for (const { name, span } of referencesIn(this.#bound, each.span)) {
        const meant = this.#meant.get(span.start) ?? name;
        for (const other of this.#byName.get(meant) ?? []) used.add(other);
      }
    }
    return [...used];
  }

  /** The item that is written as one of another version is. */
  same(as: Item): Item | undefined {
    return this.#byDeclaration.get(declarationOf(as))?.find((item) => isSameItem(as, item));
  }
}

const declarationOf = (item: Item): string => `${item.type} ${namesOf(item).join(' ')}`;

/** The names that an item declares in its module. */
function namesOf(item: Item): readonly string[] {
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

function add(items: Map<string, Item[]>, key: string, item: Item): void {
  const known = items.get(key);
  if (known === undefined) items.set(key, [item]);
  else known.push(item);
}
