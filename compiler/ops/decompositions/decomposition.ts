import type { Builder } from '../builder.ts';
import type { OpNodeOf, Value } from '../../ir/ir.ts';
import type { OpKind } from '../../ir/op-attributes.ts';

/** An op's outputs made of simpler ops; each value given is made by the decomposition itself. */
export type Decomposition<K extends OpKind> = (build: Builder, op: OpNodeOf<K>) => readonly Value[];

/** A decomposition for some of the ops. */
export type Decompositions = { readonly [K in OpKind]?: Decomposition<K> };
