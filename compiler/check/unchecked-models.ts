import type { BoundModule } from '../bind/bound-module.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { ExpandedModel } from '../expand/expand-model.ts';

/**
 * Warns about models that could not be expanded because parameters have no default. A train block says so
 * itself, and where another model applies one, it is checked there.
 */
export function warnOfUncheckedModels(
  models: readonly ExpandedModel[],
  { scope, uses }: BoundModule,
  reporter: Reporter,
): void {
  for (const { name, span, missing } of models) {
    const symbol = scope.find(name);
    if (missing.length === 0 || (symbol !== undefined && uses.has(symbol))) continue;
    reporter.report('CNN136', span, [name, missing]);
  }
}
