import type { BoundModule } from '../../bind/bound-module.ts';
import { type BoundSymbol, originOf } from '../../bind/bound-symbol.ts';
import type { CodeItem } from '../model/items.ts';
import type { CodeImport, CodeModule, CodeOrigin, CodeProgram } from '../model/module.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import { inferTypes } from './infer-types.ts';
import { ItemBuilder } from './item-builder.ts';
import { Spec } from './spec.ts';
import type { SpecAnswers } from './spec-answers.ts';
import { usedSymbols } from './usage.ts';
import { appliedSymbols, finish } from './finish-items.ts';
import { namesIn } from './names-in.ts';

/** What is built of a spec. */
export interface CodeOrder {
  /** A model by itself, without training; absent: all that the file has. */
  readonly model?: string;
  /** One training of several, with its model and data. */
  readonly train?: string;
  readonly origin: CodeOrigin;
  /** What the classes of a field are called, by field, where that is known. */
  readonly classes?: Readonly<Record<string, readonly string[]>>;
}

/** What the code of a spec without mistakes says. */
export function buildCodeProgram(answers: SpecAnswers, order: CodeOrder): CodeProgram {
  const spec = new Spec(answers);
  const roots = rootsOf(spec, order);
  const all = reach(roots, new ItemBuilder(spec, order, () => true), spec);
  const used = usedSymbols(all, [...roots.map((root) => spec.symbolOf(root)), ...trainsIn(all)]);
  const items = reach(roots, new ItemBuilder(spec, order, (symbol) => used.has(symbol)), spec);
  inferTypes([...items.values()], (parameter) => spec.valuesGivenTo(parameter));
  const applied = appliedSymbols(items);
  const finished = new Map(
    [...items].map(([symbol, item]) => [symbol, finish(item, items, applied)] as const),
  );
  const modules = spec.modules.flatMap((module) => moduleOf(module, finished, spec) ?? []);
  const main = modules.at(-1);
  if (main === undefined) throw new RangeError('what is asked for is in a module');
  return { main, modules: modules.slice(0, -1), origin: order.origin };
}

/** What is asked for: a model, or all models of the file and its data. */
function rootsOf({ answers: { bound } }: Spec, { model, train }: CodeOrder): readonly BoundSymbol[] {
  const symbols = [...bound.scope.symbols];
  if (model !== undefined) return symbols.filter(({ name }) => name === model);
  if (train !== undefined) return [];
  return symbols.filter(({ kind }) => kind === 'model' || kind === 'data');
}

const trainsIn = (items: ReadonlyMap<CodeSymbol, CodeItem>): readonly CodeSymbol[] =>
  [...items].flatMap(([symbol, { type }]) => (type === 'train' ? [symbol] : []));

/** The items of symbols, and of all that these use; and the trainings, where they are asked for. */
function reach(
  roots: readonly BoundSymbol[],
  builder: ItemBuilder,
  spec: Spec,
): ReadonlyMap<CodeSymbol, CodeItem> {
  const items = new Map<CodeSymbol, CodeItem>(builder.trains().map((train) => [train.symbol, train]));
  const seen = new Set<BoundSymbol>();
  const want = (symbols: Iterable<BoundSymbol>): void => {
    for (const symbol of symbols) seen.add(originOf(symbol));
  };
  const wantNames = (item: CodeItem): void => {
    want(
      namesIn(item).flatMap((symbol) => (symbol.module === undefined ? [] : (spec.boundOf(symbol) ?? []))),
    );
  };
  want(roots);
  for (const item of items.values()) wantNames(item);
  // What is found while this is walked is walked too.
  for (const bound of seen) {
    const item = builder.itemOf(bound);
    items.set(spec.symbolOf(bound), item);
    wantNames(item);
  }
  return items;
}

/** The module's code; undefined where nothing of it is used. */
function moduleOf(
  module: BoundModule,
  items: ReadonlyMap<CodeSymbol, CodeItem>,
  spec: Spec,
): CodeModule | undefined {
  const name = spec.nameOf(module);
  const isMain = module === spec.answers.bound;
  const own = [...items].filter(
    ([{ module: owner }, { type }]) => owner === name || (isMain && type === 'train'),
  );
  if (own.length === 0 && !isMain) return undefined;
  const sorted = inOrder(own, (symbol) => spec.boundOf(symbol)?.declaration.span.start ?? Infinity);
  const used = new Set(
    sorted.flatMap(namesIn).filter((symbol) => symbol.module !== undefined && symbol.module !== name),
  );
  const origins = new Set([...used].map((symbol) => symbol.module ?? ''));
  const usedElsewhere = new Set(
    [...items].filter(([, item]) => !sorted.includes(item)).flatMap(([, item]) => namesIn(item)),
  );
  const doc = headDoc(module, spec);
  const exported = own.filter(
    ([symbol, { type }]) => usedElsewhere.has(symbol) || (isMain && type !== 'value' && type !== 'factory'),
  );
  return {
    name,
    source: sourceName(module),
    doc: doc?.text,
    imports: [...origins].map((from): CodeImport => ({
      module: from,
      symbols: [...used].filter((symbol) => symbol.module === from),
    })),
    items: sorted.map((item) => (item.symbol === doc?.symbol ? { ...item, doc: undefined } : item)),
    exports: new Set(exported.map(([symbol]) => symbol)),
  };
}

/** What the first lines of a text say, where an alias, a value or an import stands behind them: that is of all of the module. */
function headDoc(
  { syntax: { comments, items, source } }: BoundModule,
  spec: Spec,
): { readonly text: string; readonly symbol: CodeSymbol | undefined } | undefined {
  const [first] = items;
  const [head] = comments;
  const isHead = head?.doc === true && source.text.slice(0, head.span.start).trim() === '';
  if (!isHead || (first?.type !== 'layer-alias' && first?.type !== 'let' && first?.type !== 'import'))
    return undefined;
  const lines = comments.filter(({ doc, span }) => doc && span.end <= first.span.start);
  const bound = first.type === 'import' ? undefined : spec.declaredAt(first.name);
  return { text: lines.map(({ text }) => text).join('\n'), symbol: bound && spec.symbolOf(bound) };
}

/** As a person knows it: of a file its name, of the library its whole name. */
const sourceName = ({ syntax: { source } }: BoundModule): string =>
  source.name.startsWith('cnn:') ? source.name : (source.name.split(/[/\\]/).at(-1) ?? source.name);

/** Items in the order of the text, but for what is used: that stands before. */
function inOrder(
  own: readonly (readonly [CodeSymbol, CodeItem])[],
  startOf: (symbol: CodeSymbol) => number,
): readonly CodeItem[] {
  const items = new Map(own);
  const sorted = new Set<CodeItem>();
  const open = new Set<CodeItem>();
  const place = (item: CodeItem): void => {
    if (sorted.has(item) || open.has(item)) return;
    open.add(item);
    for (const symbol of namesIn(item)) {
      const needed = items.get(symbol);
      if (needed !== undefined) place(needed);
    }
    sorted.add(item);
  };
  for (const [, item] of own.toSorted(([a], [b]) => startOf(a) - startOf(b))) place(item);
  return [...sorted];
}
