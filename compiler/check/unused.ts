import type { BoundModule } from '../bind/bound-module.ts';
import type { BoundSymbol } from '../bind/bound-symbol.ts';
import type { Reporter } from '../diagnostics/reporter.ts';

/** Warns about values, aliases, parameters, imports, blocks and data that nothing uses. */
export function checkUnused(module: BoundModule, reporter: Reporter): void {
  const isLibrary = !module.syntax.items.some(({ type }) => type === 'model');
  for (const symbol of module.symbols) {
    const [span] = symbol.spans;
    if (span === undefined || symbol.clash !== undefined || module.uses.has(symbol)) continue;
    const what = whatIsIdle(symbol, isLibrary);
    if (what === undefined) continue;
    if (what === 'data') reporter.report('CNN312', span, [symbol.name]);
    else reporter.report('CNN131', span, [what, symbol.name]);
  }
}

/** What an unused symbol is called; undefined where it says nothing that a symbol is not used. */
function whatIsIdle({ kind, target }: BoundSymbol, isLibrary: boolean): string | undefined {
  switch (kind) {
    case 'value':
    case 'layer':
    case 'parameter':
    case 'data':
      return kind;
    case 'block':
      return isLibrary ? undefined : kind;
    case 'import':
      // One that is not there has been told.
      return target === undefined ? undefined : kind;
    // Weights, summaries and pictures have the names of labels.
    case 'label':
    case 'model':
    case 'train':
    case 'loop variable':
    case 'size':
    case 'input':
    case 'output':
    case 'weight set':
    case 'field':
    case 'phase':
      return undefined;
  }
}
