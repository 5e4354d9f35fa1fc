import type { Open } from '../../../grammar/open/open.ts';
import { namesBehind } from '../../../grammar/open/open-at.ts';
import { endsOperand, type Piece } from '../../../grammar/open/piece.ts';
import type { BoundSymbol, Inside } from '../bound-symbol.ts';
import { type Around, insideOf } from './around.ts';
import { expressionSlot } from './expression-slot.ts';
import { pathSlot } from './path-slot.ts';
import { nothing, type SectionType, type Slot } from './slot.ts';
import { typeSlot } from './statement-slot.ts';

/** What may stand at the end of a member of which some is written. */
export function sectionSlot(
  pieces: readonly Piece[],
  section: SectionType,
  around: Around,
  here: Open,
): Slot {
  const [first, second] = pieces;
  const last = pieces.at(-1);
  const key = (): Slot => ({ type: 'key', section, given: givenIn(around, here) });
  if (first === undefined) return key();
  if (second?.image === '=') return valueSlot(pieces, section, around, key);
  switch (first.type === 'keyword' ? first.image : '') {
    case 'field':
      return typeSlot(pieces, 'field', key());
    case 'prepare':
    case 'augment':
      return last?.image === '{' ? key() : name('field', pieces.length === 1 ? fieldsOf(around) : undefined);
    case 'objective':
      if (last?.image === '{') return key();
      return name('head', pieces.length === 1 ? labelled('output', modelOf(around)) : undefined);
    case 'input':
      if (pieces.length === 1) return name('input', labelled('input', modelOf(around)));
      if (last?.image === '=') return name('field', fieldsOf(around));
      return pieces.length === 4 ? key() : nothing;
    case 'freeze':
      if (endsOperand(last)) return key();
      return pathSlot(pieces, modelOf(around)?.labels, { offset: around.offset, isCounted: true });
    case 'split':
    case 'phase':
      return last?.image === '{' ? key() : nothing;
    default:
      return nothing;
  }
}

const name = (
  of: Extract<Slot, { type: 'name' }>['of'],
  symbols: readonly BoundSymbol[] | undefined,
): Slot => (symbols === undefined ? nothing : { type: 'name', of, symbols });

function valueSlot(pieces: readonly Piece[], section: SectionType, around: Around, ended: () => Slot): Slot {
  const key = pieces[0]?.image ?? '';
  const isField = section === 'objective' && key === 'target';
  const value: Slot = isField
    ? { type: 'name', of: 'field', symbols: fieldsOf(around) }
    : { type: 'value', of: { type: 'key', section, key } };
  return expressionSlot(pieces.slice(2), value, around, ended);
}

/** What a section has already, before the place and behind it: keys, and the sections in it. */
function givenIn({ bound, end, open }: Around, here: Open): readonly string[] {
  const { before, pieces } = here;
  const written = [...before, pieces].flatMap(([first, second]) =>
    first !== undefined && second?.image === '=' ? [first.image] : [],
  );
  return here === open.at(-1) ? [...written, ...namesBehind(bound.syntax.source, end, false)] : written;
}

/** The names in the model that is trained, and in the data that is declared or trained on. */
const modelOf = (around: Around): Inside | undefined => insideOf(around, around.open[0]?.pieces[1]?.image);

function fieldsOf(around: Around): readonly BoundSymbol[] {
  const [first, second, , fourth] = around.open[0]?.pieces ?? [];
  const data = first?.image === 'data' ? second : fourth;
  return [...(insideOf(around, data?.image)?.parameters.values() ?? [])];
}

const labelled = (kind: 'input' | 'output', inside: Inside | undefined): readonly BoundSymbol[] =>
  [...(inside?.labels.symbols ?? [])].filter((symbol) => symbol.kind === kind);
