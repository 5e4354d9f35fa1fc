import type { Import, ImportName } from '../../grammar/ast.ts';
import { type BoundModule, declaredBy } from '../bind/bound-module.ts';
import { canBeImported } from '../bind/bound-symbol.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { Modules } from '../expand/import-modules.ts';
import { suggest } from '../foreign/suggest.ts';

/** Tells of names that are imported from a module that has no such thing to give. */
export function checkImports(bound: BoundModule, modules: Modules, reporter: Reporter): void {
  for (const [item, module] of bound.imported) {
    if (modules.isFaulty(module.syntax)) continue;
    const unknown = item.names.filter(
      (part) => declaredBy(bound, part.as ?? part.name)?.target === undefined,
    );
    const names = unknown.length === 0 ? [] : namesOf(module, modules);
    for (const part of unknown) if (!reporter.isFull) reportUnknown(part, item, names, reporter);
  }
}

/** What a module has to give. */
const namesOf = ({ scope, syntax }: BoundModule, modules: Modules): readonly string[] => [
  ...[...scope.symbols].filter(canBeImported).map(({ name }) => name),
  ...modules
    .wholeOf(syntax)
    .items.flatMap((item) =>
      item.type === 'import' ? item.names.map(({ as, name }) => (as ?? name).text) : [],
    ),
];

function reportUnknown(
  { name: { text, span } }: ImportName,
  { path }: Import,
  names: readonly string[],
  reporter: Reporter,
): void {
  const near = suggest(text, names);
  const edits = near === undefined ? undefined : [{ span, text: near }];
  reporter.report('CNN146', span, [path.value, text, near], { edits });
}
