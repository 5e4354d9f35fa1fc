import type { OpKind } from '../../ir/op-attributes.ts';
import type { OpNodeOf } from '../../ir/ir.ts';
import type { EmitContext } from './emit-context.ts';

/** Adds the nodes of one op to the graph. */
export type Row<K extends OpKind> = (op: OpNodeOf<K>, to: EmitContext) => void;

/** A row for each of some kinds. */
export type Rows<K extends OpKind> = { readonly [Kind in K]: Row<Kind> };
