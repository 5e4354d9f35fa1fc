import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { withParts } from '../diagnostics/with-parts.ts';

/** What the parser says of the name of a layer, knowing none. */
const ofNames = new Set(['CNN038', 'CNN039']);
/** What is said of the same name by who knows them all. */
const byKnowledge = new Set(['CNN102', 'CNN103', 'CNN104', 'CNN138', 'CNN147', 'CNN160']);

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
  const quoted = found.filter(({ code }) => code === 'CNN115');
  const preferred = mistakes.map((mistake) => {
    if (mistake.code === 'CNN003') return unquoted(mistake, quoted, used);
    const known = ofNames.has(mistake.code) ? found.find((one) => isOfSameName(mistake, one)) : undefined;
    if (known === undefined) return mistake;
    used.add(known);
    return saysTheSame(mistake, known) ? mistake : withEditsOf(mistake, known);
  });
  return { mistakes: preferred, found: found.filter((one) => !used.has(one)) };
}

/**
 * Of a word in single quotes where none are needed the parser says that strings have double ones: the word is written
 * without any, in every place that one of both tells of.
 */
function unquoted(mistake: Diagnostic, quoted: readonly Diagnostic[], used: Set<Diagnostic>): Diagnostic {
  const edits = mistake.fix?.edits?.map((edit) => {
    const known = quoted.find(({ span }) => isSamePlace(span, edit.span));
    if (known !== undefined) used.add(known);
    return known?.fix?.edits?.[0] ?? edit;
  });
  const first = quoted.find(({ span }) => isSamePlace(span, mistake.span));
  const { fix } = first ?? mistake;
  return fix && edits ? withParts(first ?? mistake, { fix: withParts(fix, { edits }) }) : (first ?? mistake);
}

const isSamePlace = (a: Diagnostic['span'], b: Diagnostic['span']): boolean =>
  a?.source === b?.source && a?.start === b?.start && a?.end === b?.end;

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
  return withParts(known, { fix: withParts(fix, { edits: [...(mistake.fix?.edits ?? []), ...fix.edits] }) });
}
