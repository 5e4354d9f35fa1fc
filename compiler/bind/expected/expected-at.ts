import { openAt } from '../../../grammar/open/open-at.ts';
import { endsOperand, type Piece } from '../../../grammar/open/piece.ts';
import { sizeLimit } from '../../../grammar/parse.ts';
import type { BoundModule } from '../bound-module.ts';
import { canBeImported } from '../bound-symbol.ts';
import { symbolsIn } from '../scope.ts';
import { type Around, scopeOf, unreadParameters } from './around.ts';
import { callSlot } from './call-slot.ts';
import { expressionSlot } from './expression-slot.ts';
import { itemSlot } from './item-slot.ts';
import { sectionSlot } from './section-slot.ts';
import { anyValue, type Called, type Expected, nothing, type Slot, words } from './slot.ts';
import { statementSlot } from './statement-slot.ts';

/** What was asked last of a module: one question of a person's asks the same several times. */
const lastOf = new WeakMap<BoundModule, { readonly offset: number; readonly expected: Expected }>();

/**
 * What may stand at a place of a text: by the tokens before it which brackets and sections it is in, and by what the binder knows
 * which names there are. Total, wherever the text is cut off, and in blocks that nothing applies.
 */
export function expectedAt(bound: BoundModule, offset: number): Expected {
  const last = lastOf.get(bound);
  if (last?.offset === offset) return last.expected;
  const expected = findExpected(bound, offset);
  lastOf.set(bound, { offset, expected });
  return expected;
}

function findExpected(bound: BoundModule, offset: number): Expected {
  const { source } = bound.syntax;
  if (source.text.length > sizeLimit) return { start: offset, slot: nothing, symbols: [] };
  const { open, start, within } = openAt(source, offset);
  const scope = scopeOf(bound, open);
  const around = { bound, offset: start, end: offset, open, scope };
  const known = symbolsIn(scope, start);
  const symbols = [...unreadParameters(source, open, known), ...known];
  const isFile = within === 'string' && open.length === 1 && isImport(open[0]?.pieces ?? []);
  if (within !== undefined) return { start, slot: isFile ? { type: 'file' } : nothing, symbols };
  return { start, slot: slotIn(around, open.length - 1), symbols };
}

const ofParameter: Slot = { type: 'value', of: { type: 'parameter' } };

const isImport = (pieces: readonly Piece[]): boolean =>
  pieces[0]?.image === 'import' && pieces.at(-1)?.image === 'from';

/** What may stand behind some of what is written in the brackets of a level. */
function slotIn(around: Around, level: number, pieces = around.open[level]?.pieces ?? []): Slot {
  const here = around.open[level];
  if (here === undefined) return nothing;
  const { type } = here;
  switch (type) {
    case 'body':
    case 'parallel':
      return statementSlot(pieces, around, here);
    case 'module':
      return itemSlot(pieces, around);
    case 'prepare':
    case 'augment':
      return { type: 'callee', of: type };
    case 'import':
      return importSlot(pieces, around);
    case 'targets':
      return nothing;
    case 'parameters':
      return pieces[1]?.image === '=' ? expressionSlot(pieces.slice(2), ofParameter, around) : nothing;
    case 'call':
      return callSlot(pieces, around, here, calledIn(around, level - 1));
    case 'list':
    case 'group':
      return expressionSlot(pieces, itemIn(pieces, around, level - 1), around);
    case 'sizes': {
      if (pieces.at(-1)?.image === '?') return nothing;
      const name = around.open[level - 1]?.pieces[3]?.image ?? '';
      return expressionSlot(pieces, { type: 'value', of: { type: 'size', name } }, around);
    }
    case 'index':
    case 'hole':
      return expressionSlot(pieces, anyValue, around);
    case 'data':
    case 'split':
    case 'train':
    case 'phase':
    case 'objective':
    case 'weights':
      return sectionSlot(pieces, type, around, here);
  }
}

/** What is called at the end of what is written at a level. */
function calledIn(around: Around, level: number): Called {
  const pieces = around.open[level]?.pieces ?? [];
  const name = pieces.at(-1)?.image ?? '';
  const slot = slotIn(around, level, pieces.slice(0, -1));
  return { name, symbol: around.scope.find(name), slot };
}

/** What an item of a list is: what may stand where the list stands; a path in it begins anew. */
function itemIn(pieces: readonly Piece[], around: Around, level: number): Slot {
  const written = around.open[level]?.pieces ?? [];
  const path = pieces.at(-1)?.image === '.' ? pieces : [];
  const slot = slotIn(around, level, [...written, ...path]);
  return slot.type === 'argument'
    ? { type: 'value', of: { type: 'argument', call: slot.call, position: slot.position } }
    : slot;
}

/** The names of a module that are not imported yet. */
function importSlot(pieces: readonly Piece[], { bound, offset }: Around): Slot {
  if (pieces.length > 0) return endsOperand(pieces.at(-1)) && pieces.length === 1 ? words('as') : nothing;
  const [item, module] =
    [...bound.imported].find(([{ span }]) => span.start <= offset && offset <= span.end) ?? [];
  const given = new Set(item?.names.map(({ name }) => name.text));
  const symbols = [...(module?.scope.symbols ?? [])].filter(
    (symbol) => canBeImported(symbol) && !given.has(symbol.name),
  );
  return { type: 'name', of: 'import', symbols };
}
