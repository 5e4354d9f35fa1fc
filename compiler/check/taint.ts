import type { Item, Module } from '../../grammar/ast.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { textOf } from '../../grammar/span.ts';
import { itemAt } from './item-at.ts';
import { calleeOf, type Placed } from './subject.ts';

/** The items of a file of which something could not be read. */
export interface Tainted {
  /** They, those that are made with them, and the blocks that they apply. */
  readonly items: ReadonlySet<Item>;
  /** Those with the mistakes. */
  readonly broken: ReadonlySet<Item>;
  /** The names of the first two. */
  readonly names: ReadonlySet<string>;
}

/** What follows from shapes and declarations, and so from those that could not be read. */
const derived = new Set([
  ...['CNN119', 'CNN120', 'CNN123', 'CNN125', 'CNN126', 'CNN130', 'CNN139'],
  ...['CNN203', 'CNN206', 'CNN207', 'CNN209', 'CNN210', 'CNN213', 'CNN214', 'CNN215', 'CNN219', 'CNN220'],
  ...['CNN224', 'CNN311', 'CNN403', 'CNN404', 'CNN407', 'CNN415', 'CNN416', 'CNN417', 'CNN418'],
  ...['CNN424', 'CNN427', 'CNN428', 'CNN444', 'CNN452', 'CNN453', 'CNN454', 'CNN501'],
]);
/** What is wrong with a value: where it stands, or where it was given from. */
const ofValues = new Set(['CNN109', 'CNN112', 'CNN113', 'CNN114', 'CNN116', 'CNN138', 'CNN205']);
/** What a call lacks or has too much of, by what it calls. */
const ofCalls = new Set(['CNN107', 'CNN108', 'CNN111', 'CNN443']);

/** The items with a mistake of syntax, those that name them, and so on; then the blocks that these name. */
export function taintedItems(module: Module, mistakes: readonly Diagnostic[]): Tainted {
  const broken = new Set(mistakes.flatMap(({ span }) => (span && itemAt(module, span)) ?? []));
  if (broken.size === 0) return { items: broken, broken, names: new Set() };
  const words = new Map(module.items.map((item) => [item, wordsOf(item)]));
  const users = new Map<string, Item[]>();
  for (const [item, own] of words) {
    for (const word of own) {
      const others = users.get(word);
      if (others === undefined) users.set(word, [item]);
      else others.push(item);
    }
  }
  const made = closure(broken, (item) => namesOf(item).flatMap((name) => users.get(name) ?? []));
  const blocks = new Map(
    module.items.flatMap((item) => (item.type === 'block' ? [[item.name.text, item] as const] : [])),
  );
  const items = closure(made, (item) =>
    [...(words.get(item) ?? [])].flatMap((word) => blocks.get(word) ?? []),
  );
  return { items, broken, names: new Set([...made].flatMap(namesOf)) };
}

/** Items, and all that are reached from them. */
function closure(start: ReadonlySet<Item>, next: (item: Item) => readonly Item[]): ReadonlySet<Item> {
  const reached = new Set(start);
  // A set is gone through with what is added to it meanwhile.
  for (const item of reached) for (const other of next(item)) reached.add(other);
  return reached;
}

const wordsOf = ({ span }: Item): ReadonlySet<string> => new Set(textOf(span).match(/[A-Za-z_]\w*/g));

const namesOf = (item: Item): readonly string[] =>
  item.type === 'import' || item.type === 'train' ? [] : [item.name.text];

/** Whether something is found only because of what could not be read. */
export function followsTaint(one: Placed, module: Module, { items, broken, names }: Tainted): boolean {
  if (items.size === 0) return false;
  const { code, span } = one;
  const item = itemAt(module, span);
  if (item !== undefined && items.has(item)) {
    if (derived.has(code) || (ofValues.has(code) && !broken.has(item))) return true;
  }
  const called = [calleeOf(one) ?? '', /^\w*/.exec(textOf(span))?.[0] ?? ''];
  return ofCalls.has(code) && called.some((name) => names.has(name));
}
