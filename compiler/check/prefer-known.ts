import type { Diagnostic } from '../../grammar/diagnostic.ts';

/** What the parser says of the name of a layer, knowing none. */
const ofNames = new Set(['CNN038', 'CNN039']);
/** What is said of the same name by who knows them all. */
const byKnowledge = new Set(['CNN102', 'CNN103', 'CNN104', 'CNN138', 'CNN147']);

interface Told {
  readonly mistakes: readonly Diagnostic[];
  readonly found: readonly Diagnostic[];
}

/**
 * Of a layer's name (`relu`, `nn.Conv2d`) the parser tells only that it is written otherwise; where the compiler has
 * something else to say of the same name, that stands alone, with the edits of both.
 */
export function preferKnown(mistakes: readonly Diagnostic[], found: readonly Diagnostic[]): Told {
  const used = new Set<Diagnostic>();
  const preferred = mistakes.map((mistake) => {
    const known = ofNames.has(mistake.code) ? found.find((one) => isOfSameName(mistake, one)) : undefined;
    if (known === undefined) return mistake;
    used.add(known);
    return saysTheSame(mistake, known) ? mistake : withEditsOf(mistake, known);
  });
  return { mistakes: preferred, found: found.filter((one) => !used.has(one)) };
}

function isOfSameName({ code, span: written }: Diagnostic, { code: other, span: name }: Diagnostic): boolean {
  if (!byKnowledge.has(other) || written?.source !== name?.source) return false;
  return code === 'CNN038' ? written?.end === name?.start : written?.start === name?.start;
}

const saysTheSame = ({ fix }: Diagnostic, { fix: other }: Diagnostic): boolean =>
  fix?.edits?.length === other?.edits?.length && fix?.edits?.[0]?.text === other?.edits?.[0]?.text;

/** A module before the name goes in any case. */
function withEditsOf(mistake: Diagnostic, known: Diagnostic): Diagnostic {
  const { fix } = known;
  if (fix?.edits === undefined || mistake.code !== 'CNN038') return known;
  return { ...known, fix: { ...fix, edits: [...(mistake.fix?.edits ?? []), ...fix.edits] } };
}
