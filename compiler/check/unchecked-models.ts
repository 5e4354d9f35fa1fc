import type { Module } from '../../grammar/ast.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { ExpandedModel } from '../expand/expand-model.ts';
import { collectReferences } from './references.ts';

/**
 * Warns about models that could not be expanded because parameters have no default. A train block says so
 * itself, and where another model applies one, it is checked there.
 */
export function warnOfUncheckedModels(
  models: readonly ExpandedModel[],
  syntax: Module,
  reporter: Reporter,
): void {
  const trains = syntax.items.filter((item) => item.type === 'train');
  const references = collectReferences(syntax);
  for (const { name, span, missing } of models) {
    if (missing.length === 0 || trains.some(({ model }) => model.text === name)) continue;
    if (references.hasKind(name, syntax.span)) continue;
    reporter.report('CNN136', span, [name, missing]);
  }
}
