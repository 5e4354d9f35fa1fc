import type { Outcome } from '../grammar/diagnostic.ts';
import { parse } from '../grammar/parse.ts';
import type { Source } from '../grammar/source.ts';
import { Reporter } from './diagnostics/reporter.ts';
import { collectDeclarations } from './resolve/declarations.ts';
import { type ExpandedModel, expandModel } from './resolve/expand-model.ts';

export function compile(source: Source): Outcome<{ models: ExpandedModel[] }> {
  const parsed = parse(source);
  const reporter = new Reporter();
  const declarations = collectDeclarations(parsed.value, reporter);
  const models = [...declarations.models.values()].map((m) =>
    expandModel(m, declarations.scope, declarations, reporter),
  );
  return { value: { models }, diagnostics: [...parsed.diagnostics, ...reporter.diagnostics] };
}
