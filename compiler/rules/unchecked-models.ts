import type { TrainDeclaration } from '../../grammar/ast.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { ExpandedModel } from '../resolve/expand-model.ts';

/** Warns about models that could not be expanded because parameters have no default; a train block says so itself. */
export function warnOfUncheckedModels(
  models: readonly ExpandedModel[],
  trains: readonly TrainDeclaration[],
  reporter: Reporter,
): void {
  for (const { name, span, missing } of models) {
    if (missing.length === 0 || trains.some(({ model }) => model.text === name)) continue;
    reporter.report('CNN136', span, [name, missing]);
  }
}
