import type { Piece } from './piece.ts';

/** What stands between brackets: statements, members of a section, or what commas part. */
export type OpenType =
  | 'module'
  | 'body'
  | 'parallel'
  | 'data'
  | 'split'
  | 'prepare'
  | 'augment'
  | 'train'
  | 'phase'
  | 'objective'
  | 'weights'
  | 'import'
  | 'parameters'
  | 'targets'
  | 'call'
  | 'group'
  | 'list'
  | 'sizes'
  | 'index'
  | 'hole';

/** Brackets that are open at a place of a text, or the text itself. */
export interface Open {
  readonly type: OpenType;
  /** Where the bracket stands. */
  readonly start: number;
  /** What is being written in them: the beginning of a statement, a member, an argument, an item. */
  readonly pieces: readonly Piece[];
  /** What stands before that. */
  readonly before: readonly (readonly Piece[])[];
}

/** Those in braces, whose members no commas part; the text as well. */
const braced: ReadonlySet<OpenType> = new Set([
  ...(['module', 'body', 'parallel', 'data', 'split', 'prepare', 'augment'] as const),
  ...(['train', 'phase', 'objective', 'weights', 'import'] as const),
]);

export const isBraced = ({ type }: Open): boolean => braced.has(type);

const bodies: ReadonlySet<OpenType> = new Set(['body', 'parallel']);

/** Whether statements stand in them. */
export const hasStatements = ({ type }: Open): boolean => bodies.has(type);

/** What an opening bracket begins, as far as what stands before it says. */
export function openedBy(bracket: string, { type, pieces }: Open): OpenType {
  if (bracket === '{') return bracesAfter(type, pieces);
  const [first, last] = [pieces[0]?.image, pieces.at(-1)];
  if (bracket === '(') {
    if (type === 'module' && (first === 'block' || first === 'model')) return 'parameters';
    if (last?.image === 'for') return 'targets';
    return last?.type === 'word' || last?.type === 'kind' ? 'call' : 'group';
  }
  const isType = pieces.some(({ image }) => image === ':');
  if (isType && (first === 'input' || first === 'field')) return 'sizes';
  return last?.type === 'word' || last?.type === 'brackets' ? 'index' : 'list';
}

const items: Readonly<Record<string, OpenType>> = { data: 'data', train: 'train', import: 'import' };
const sections: Readonly<Record<string, OpenType>> = {
  split: 'split',
  prepare: 'prepare',
  augment: 'augment',
  phase: 'phase',
  objective: 'objective',
};

function bracesAfter(type: OpenType, pieces: readonly Piece[]): OpenType {
  const first = pieces[0]?.image ?? '';
  if (type === 'module') return items[first] ?? 'body';
  if (type !== 'body' && type !== 'parallel') return sections[first] ?? type;
  if (first === 'weights') return 'weights';
  if (pieces.some(({ image }) => image === 'parallel')) return 'parallel';
  const isPassed = ['for', 'repeat', 'if'].includes(first);
  return isPassed ? type : 'body';
}
