import type { For, Repeat } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import type { BoundSymbol } from '../bind/bound-symbol.ts';
import { type Constant, formatConstant } from '../expand/constant.ts';
import type { ExpansionSite } from '../expand/sites.ts';
import type { Traced } from '../expand/trace.ts';
import type { PlacedTrace } from './hint.ts';

/** What a name stands for where its declaration was expanded, in models of its file or others: each value once, as it is written. */
export function valuesOf(symbol: BoundSymbol, traces: readonly PlacedTrace[]): readonly string[] {
  const found = new Set<string>();
  const { kind } = symbol;
  if (kind !== 'value' && kind !== 'parameter' && kind !== 'loop variable') return [];
  for (const { trace, place } of traces) {
    const isDeclaredIn = ({ span }: Pick<Traced['statement'], 'span'>): boolean => {
      const here = place(span);
      return here?.source === symbol.declaration.span.source && here.start === symbol.declaration.span.start;
    };
    const seen = new Set<ExpansionSite>();
    for (const { statement, value, site } of trace.steps) {
      if (kind === 'value' && value !== undefined && isDeclaredIn(statement))
        found.add(formatConstant(value));
      if (kind === 'value' || seen.has(site)) continue;
      seen.add(site);
      const text = kind === 'parameter' ? parameterAt(symbol, site, isDeclaredIn) : undefined;
      if (text !== undefined) found.add(text);
    }
    if (kind !== 'loop variable') continue;
    const loops = trace.steps.flatMap(({ statement }) =>
      (statement.type === 'for' || statement.type === 'repeat') && isDeclaredIn(statement.body)
        ? [statement]
        : [],
    );
    for (const loop of new Set(loops))
      for (const text of roundsOf(symbol.name, loop, trace.steps)) found.add(text);
  }
  return [...found];
}

/** What a parameter was given in an application, or is where it is not. */
function parameterAt(
  { name }: BoundSymbol,
  site: ExpansionSite,
  isDeclared: (node: Pick<Traced['statement'], 'span'>) => boolean,
): string | undefined {
  if (site.type !== 'application') return undefined;
  const parameter = site.declaration.parameters.find(isDeclared);
  if (parameter === undefined) return undefined;
  const value = site.bound.values.get(name);
  if (value !== undefined) return formatConstant(value);
  return parameter.default && textOf(parameter.default.span);
}

/** What a variable was in each round of its loop. */
function roundsOf(name: string, loop: For | Repeat, steps: readonly Traced[]): readonly string[] {
  const sites = new Set(steps.map(({ site }) => site));
  return [...sites].flatMap((site) => {
    if (site.type !== 'round' || site.span !== loop.span) return [];
    if (loop.index?.text === name || loop.type === 'repeat') return [String(site.index)];
    const value = itemOf(name, loop, site.item);
    return value === undefined ? [] : [formatConstant(value)];
  });
}

function itemOf(
  name: string,
  { targets, destructured }: For,
  item: Constant | undefined,
): Constant | undefined {
  const index = targets.findIndex(({ text }) => text === name);
  if (!destructured) return item;
  return item?.type === 'tuple' || item?.type === 'list' ? item.items[index] : undefined;
}
