import { registryOf } from '../entry/entry.ts';
import { byClass } from './by-class.ts';
import { byColumn } from './by-column.ts';
import { byFolder } from './by-folder.ts';
import { byGroup } from './by-group.ts';
import { byList } from './by-list.ts';
import type { AnySplitDefinition } from './define-split.ts';

/** Every way to divide examples into parts, by kind. */
export const splits = registryOf(byClass, byGroup, byFolder, byColumn, byList);

export type SplitKind = keyof typeof splits;

/** What a way to divide is specified by. */
export type SplitBy = {
  readonly [K in SplitKind]: { readonly kind: K } & Readonly<ReturnType<(typeof splits)[K]['make']>>;
}[SplitKind];

/** Every way to divide, in the order of messages and of the reference. */
export const splitDefinitions: readonly (AnySplitDefinition & { readonly kind: SplitKind })[] =
  Object.values(splits);

/** The facts of a way to divide. */
export const splitDefinition = ({ kind }: SplitBy): AnySplitDefinition => splits[kind];
