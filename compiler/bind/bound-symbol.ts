import type { Node } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import type { LabelScope } from './label-scope.ts';

/** What a name is declared as. */
export type SymbolKind =
  | 'import'
  | 'block'
  | 'model'
  | 'data'
  | 'train'
  | 'layer'
  | 'value'
  | 'parameter'
  | 'loop variable'
  | 'size'
  | 'label'
  | 'input'
  | 'output'
  | 'weight set'
  | 'field'
  | 'phase';

/** A name that a module declares. */
export interface BoundSymbol {
  readonly kind: SymbolKind;
  /** As it is written; of a quoted label, what stands between the quotes (`block{i}`). */
  readonly name: string;
  /** Where it is declared; a label, in each branch that gives it. */
  readonly spans: readonly Span[];
  /** The statement, item or member that declares it. */
  readonly declaration: Node;
  /** What has the name already, and keeps it. */
  readonly clash?: BoundSymbol;
  /** Of an import: what it is in the other module, where that has it. */
  readonly target?: BoundSymbol;
  /** Of an alias: what it applies, where a module declares that. */
  readonly applies?: () => BoundSymbol | undefined;
  /** What has names of its own: those. Asked for when all is bound, for what is applied may stand further down. */
  readonly inside?: () => Inside | undefined;
}

/** The names that others see in a symbol: `base.block4`, `Unit(filters=64)`, `weights=imagenet`, `field`. */
export interface Inside {
  /** Labels, inputs and outputs of a block or model, labels of a group. */
  readonly labels: LabelScope;
  /** Parameters of a block or model, fields of data. */
  readonly parameters: Map<string, BoundSymbol>;
  readonly weightSets: Map<string, BoundSymbol>;
}

const values: ReadonlySet<SymbolKind> = new Set(['value', 'parameter', 'loop variable', 'size']);
const applied: ReadonlySet<SymbolKind> = new Set(['layer', 'block', 'model']);

/** Whether a symbol stands for a value. */
export const isValue = (symbol: BoundSymbol): boolean => values.has(originOf(symbol).kind);

/** Whether a symbol stands for something that is applied to a tensor. */
export const canBeApplied = (symbol: BoundSymbol): boolean => applied.has(originOf(symbol).kind);

/** Whether others may import what a symbol stands for. */
export const canBeImported = (symbol: BoundSymbol): boolean => isValue(symbol) || canBeApplied(symbol);

/** Whether a symbol is an import of something that there is not, which is told there: it may be anything. */
export const isMissing = (symbol: BoundSymbol): boolean => originOf(symbol).kind === 'import';

/** What a name is in the end: of an import, what is imported. */
export function originOf(symbol: BoundSymbol): BoundSymbol {
  let origin = symbol;
  while (origin.target !== undefined) origin = origin.target;
  return origin;
}
