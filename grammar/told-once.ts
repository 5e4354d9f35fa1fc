import type { Diagnostic } from './diagnostic.ts';

/** Mistakes that a person makes throughout a text, if at all: a mark or a spelling of another language. */
const habits = new Set([
  ...['CNN001', 'CNN003', 'CNN006', 'CNN007', 'CNN008', 'CNN031', 'CNN032', 'CNN037', 'CNN054', 'CNN057'],
]);

/** What mistakes of the same habit have in common. */
const kindOf = ({ code, arguments: details }: Diagnostic): string => `${code} ${JSON.stringify(details)}`;

/** Mistakes in the order of the text, each kind of habit told where it is first, with the edits for all its places. */
export function toldOnce(all: readonly Diagnostic[]): Diagnostic[] {
  const diagnostics = withLiterals(all);
  const kinds = new Map<string, Diagnostic[]>();
  for (const one of diagnostics) {
    if (!habits.has(one.code) || one.fix?.edits === undefined) continue;
    const kind = kindOf(one);
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [one]);
    else known.push(one);
  }
  const repeated = new Set([...kinds.values()].flatMap((kind) => kind.slice(1)));
  if (repeated.size === 0) return [...diagnostics];
  return diagnostics
    .filter((one) => !repeated.has(one))
    .map((one) => {
      const all = kinds.get(kindOf(one)) ?? [];
      if (one.fix === undefined || all[0] !== one || all.length === 1) return one;
      return { ...one, fix: { ...one.fix, edits: all.flatMap(({ fix }) => fix?.edits ?? []) } };
    });
}

/** A layer behind a module, with the `True` and `None` that stand behind it on its line: one thing to mend. */
function withLiterals(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const modules = diagnostics.filter(({ code }) => code === 'CNN038');
  if (modules.length === 0) return diagnostics;
  const owners = new Map(
    diagnostics.flatMap((one): (readonly [Diagnostic, Diagnostic])[] => {
      const owner = one.code === 'CNN037' ? modules.findLast((module) => isBehind(one, module)) : undefined;
      return owner === undefined ? [] : [[one, owner]];
    }),
  );
  return diagnostics
    .filter((one) => !owners.has(one))
    .map((one) => {
      const own = [...owners].flatMap(([literal, owner]) =>
        owner === one ? (literal.fix?.edits ?? []) : [],
      );
      if (one.fix === undefined || own.length === 0) return one;
      return { ...one, fix: { ...one.fix, edits: [...(one.fix.edits ?? []), ...own] } };
    });
}

const isBehind = ({ span }: Diagnostic, { span: module }: Diagnostic): boolean =>
  span !== undefined &&
  module !== undefined &&
  module.end <= span.start &&
  !span.source.text.slice(module.end, span.start).includes('\n');
