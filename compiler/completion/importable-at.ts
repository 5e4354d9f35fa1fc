import type { Module } from '../../grammar/ast.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import { originOf } from '../bind/bound-symbol.ts';
import { expectedAt } from '../bind/expected/expected-at.ts';
import type { Slot } from '../bind/expected/slot.ts';
import type { Fix } from '../../grammar/diagnostic.ts';
import { libraryExports } from '../library/library.ts';
import type { Candidate } from './candidate.ts';
import { acceptedBy } from './known-at.ts';
import { applicable, comparing, symbolCandidate, valued } from './symbol-candidates.ts';

/** A module beside, and the path by which it is imported. */
export interface Beside {
  readonly path: string;
  readonly bound: BoundModule;
}

/** What other modules declare that may stand at a place of a text once it is imported: those of the library, and some beside. */
export function importableAt(
  bound: BoundModule,
  offset: number,
  beside: readonly Beside[],
): readonly Candidate[] {
  const { slot } = expectedAt(bound, offset);
  const wanted = wantedAt(slot);
  if (wanted === undefined) return [];
  const known = new Set([...bound.scope.symbols].map(({ name }) => name));
  const shipped = libraryExports
    .filter(({ path }) => (path === 'cnn:losses') === (wanted === 'loss') && wanted !== 'value')
    .map(({ name, path }): Candidate => ({ name, kind: 'block', doc: `From \`${path}\`.`, from: path }));
  const fits = { applied: applicable, loss: comparing, value: valued }[wanted];
  const others = beside.flatMap(({ path, bound: { scope } }) =>
    [...scope.symbols]
      .filter((symbol) => originOf(symbol) === symbol && symbol.kind !== 'import' && fits(symbol))
      .map((symbol): Candidate => ({ ...symbolCandidate(symbol), from: path })),
  );
  return [...others, ...shipped].filter(({ name }) => !known.has(name));
}

/** What of another module would do at a place. */
function wantedAt(slot: Slot): 'applied' | 'loss' | 'value' | undefined {
  switch (slot.type) {
    case 'statement':
      return slot.isParallel ? undefined : 'applied';
    case 'callee':
      return slot.of === 'label' || slot.of === 'output' || slot.of === 'alias' ? 'applied' : undefined;
    case 'value':
      return acceptedBy(slot.of)?.type === 'loss' ? 'loss' : 'value';
    case 'name':
    case 'nothing':
    case 'item':
    case 'key':
    case 'argument':
    case 'label':
    case 'type':
    case 'word':
    case 'file':
      return undefined;
  }
}

/** The edit that imports a name: it is joined to what is imported from there, else it gets a line of its own. */
export function importEdit(
  { items, source }: Module,
  name: string,
  path: string,
): NonNullable<Fix['edits']>[number] {
  const imports = items.filter((item) => item.type === 'import');
  const known = imports.find((item) => item.path.value === path);
  const last = known?.names.at(-1);
  if (last !== undefined) {
    const { end } = last.span;
    return { span: { source, start: end, end }, text: `, ${name}` };
  }
  const text = `import { ${name} } from "${path}"`;
  const { end } = imports.at(-1)?.span ?? { end: 0 };
  const span = { source, start: end, end };
  return { span, text: end > 0 ? `\n${text}` : `${text}\n${items.length > 0 ? '\n' : ''}` };
}
