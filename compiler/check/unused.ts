import type { Node, PathBranch, Step } from '../../grammar/ast.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import type { BoundSymbol } from '../bind/bound-symbol.ts';
import type { Reporter } from '../diagnostics/reporter.ts';

/** Warns about values, aliases, parameters, labels, imports, blocks and data that nothing uses. */
export function checkUnused(module: BoundModule, reporter: Reporter): void {
  const isLibrary = !module.syntax.items.some(({ type }) => type === 'model');
  const open = openLabels(module);
  for (const symbol of module.symbols) {
    const [span] = symbol.spans;
    if (span === undefined || symbol.clash !== undefined || module.uses.has(symbol)) continue;
    const what = whatIsIdle(symbol, isLibrary);
    if (what === undefined || (symbol.kind === 'label' && open.has(symbol.name))) continue;
    if (what === 'data') reporter.report('CNN312', span, [symbol.name]);
    else reporter.report('CNN131', span, [what, symbol.name]);
  }
}

/** What an unused symbol is called; undefined where it says nothing that a symbol is not used. */
function whatIsIdle({ kind, target, declaration }: BoundSymbol, isLibrary: boolean): string | undefined {
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
    case 'label':
      return isNamed(declaration) && !isNamedInWeights(declaration) ? kind : undefined;
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

const isNamed = (declaration: Node): declaration is Step | PathBranch =>
  (declaration.type === 'step' || declaration.type === 'path-branch') && declaration.label?.type === 'name';

/** Whether a label is the path under which weights are looked up, and kept. */
const isNamedInWeights = (statement: Step | PathBranch): boolean =>
  statement.type === 'step' &&
  statement.operation.type === 'call' &&
  (statement.operation.arguments ?? []).some(({ name }) => name?.text === 'weights');

/** Names in paths whose meaning only the expansion knows: `residual_unit_1.conv`. */
const openLabels = ({ references }: BoundModule): ReadonlySet<string> =>
  new Set(
    references.flatMap(({ role, name, symbol }) => (role === 'label' && symbol === undefined ? [name] : [])),
  );
