import type { Variable } from '../../ir/ir.ts';

/** Variables that are set from outside at once, and how their numbers are laid out in what is fed for them. */
export interface ImportLayout {
  /** Small ones by one operator, which makes them in any order; else one after the other; a huge one by itself. */
  readonly kind: 'small' | 'large' | 'huge';
  readonly variables: readonly Variable[];
  /** How many numbers each fed list has: one list, but for a huge variable, whose numbers are both. */
  readonly lists: readonly number[];
  /** Where each variable's numbers begin in the first list. */
  readonly offsets: readonly number[];
}

/** Variables of more elements together are not set at once: 32 MB, which are held a second time for so long. */
const mostElements = 2 ** 23;

/** From so many elements on, TensorFlow takes a tensor from an arena, where it matters in which order that happens. */
const arenaElements = 2 ** 16;

/** TensorFlow uses numbers where they lie, and hands out parts of what it is fed, if they are at a multiple of 64 bytes. */
const aligned = 16;

/**
 * Floats at the beginning of a huge variable that are fed apart: malloc puts an array of more than 32 MB 16 bytes behind
 * the start of a page, so that what follows lies at a multiple of 64 bytes, and is not copied before it is fed.
 */
const headElements = 12;

/** As many variables at once as are set together, in their order, small ones first. */
export function importLayouts(variables: readonly Variable[]): readonly ImportLayout[] {
  const small = variables.filter((variable) => elementsOf([variable]) < arenaElements);
  const others = variables.filter((variable) => elementsOf([variable]) >= arenaElements);
  return [...grouped(small).map(smallLayout), ...grouped(others).map(largeLayout)];
}

function grouped(variables: readonly Variable[]): readonly (readonly Variable[])[] {
  const groups: Variable[][] = [];
  let room = 0;
  for (const variable of variables) {
    const elements = elementsOf([variable]);
    if (elements > room) {
      groups.push([]);
      room = mostElements;
    }
    groups.at(-1)?.push(variable);
    room -= elements;
  }
  return groups;
}

/** Behind a number that is none of theirs, so that no part but the first is aligned, of which TensorFlow wants all. */
function smallLayout(variables: readonly Variable[]): ImportLayout {
  let elements = 1;
  const offsets = variables.map((variable) => (elements += elementsOf([variable])) - elementsOf([variable]));
  return { kind: 'small', variables, lists: [elements], offsets };
}

/** Each one behind a multiple. */
function largeLayout(variables: readonly Variable[]): ImportLayout {
  const all = elementsOf(variables);
  if (all > mostElements) {
    return { kind: 'huge', variables, lists: [headElements, all - headElements], offsets: [0] };
  }
  let elements = 1;
  const room = (variable: Variable): number => Math.ceil(elementsOf([variable]) / aligned) * aligned;
  const offsets = variables.map((variable) => (elements += room(variable)) - room(variable));
  return { kind: 'large', variables, lists: [elements], offsets };
}

/** How many numbers the longest list has that is put together from several variables' numbers. */
export const longestList = (layouts: readonly ImportLayout[]): number =>
  Math.max(0, ...layouts.map(({ kind, lists: [first = 0] }) => (kind === 'huge' ? 0 : first)));

/** How many numbers variables hold. */
export const elementsOf = (variables: readonly Variable[]): number =>
  variables.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
