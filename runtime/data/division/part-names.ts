import type { PartName } from '../../../compiler/catalogue/splits/define-split.ts';

const names: ReadonlyMap<string, PartName> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['valid', 'valid'],
  ['validation', 'valid'],
  ['val', 'valid'],
  ['dev', 'valid'],
  ['test', 'test'],
  ['testing', 'test'],
  ['eval', 'test'],
]);

/** The part that a folder, or what is written in a column, is called after; undefined where it is none. */
export const partNamed = (name: string): PartName | undefined => names.get(name.toLowerCase());
