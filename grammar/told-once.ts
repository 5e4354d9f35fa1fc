import type { Diagnostic } from './diagnostic.ts';

/** Mistakes that a person makes throughout a text, if at all: a mark or a spelling of another language. */
const habits = new Set([
  ...['CNN001', 'CNN003', 'CNN006', 'CNN007', 'CNN008', 'CNN031', 'CNN032', 'CNN037', 'CNN054', 'CNN057'],
]);

/** What mistakes of the same habit have in common. */
const kindOf = ({ code, arguments: details }: Diagnostic): string => `${code} ${JSON.stringify(details)}`;

/** Mistakes in the order of the text, each kind of habit told where it is first, with the edits for all its places. */
export function toldOnce(diagnostics: readonly Diagnostic[]): Diagnostic[] {
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
