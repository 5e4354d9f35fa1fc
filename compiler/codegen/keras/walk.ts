import type { CodeSymbol } from '../model/symbol.ts';

type Node = Readonly<Record<string, unknown>>;

/** What is known of layers as they came out, and of symbols, is no part of the code. */
const aside = new Set(['facts', 'layer', 'parameter', 'constant', 'shapes', 'params']);

/** Visits every object of a part of the code model. */
export function walk(part: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(part)) {
    for (const each of part as readonly unknown[]) walk(each, visit);
    return;
  }
  if (typeof part !== 'object' || part === null || part instanceof Map || part instanceof Set) return;
  const node = part as Node;
  visit(node);
  if ('kind' in node && 'name' in node && !('arguments' in node)) return;
  for (const [key, value] of Object.entries(node)) if (!aside.has(key)) walk(value, visit);
}

/** The symbols that a part of the code model names, apart from those that it declares or puts something in. */
export function symbolsIn(part: unknown): ReadonlySet<CodeSymbol> {
  const found = new Set<CodeSymbol>();
  walk(part, (node) => {
    const { type, symbol, of } = node as { type?: unknown; symbol?: CodeSymbol; of?: CodeSymbol };
    const names = type === 'symbol' || type === 'variable' || type === 'block' || type === 'model';
    if ((names || type === 'factory') && symbol !== undefined) found.add(symbol);
    if (type === 'output' && of !== undefined && 'kind' in of) found.add(of);
  });
  return found;
}
