import type { Statement } from '../../grammar/ast.ts';
import type { LayerNode } from '../graph/graph.ts';
import type { Constant } from './constant.ts';
import type { Current } from './expansion.ts';
import type { ExpansionSite } from './sites.ts';

/** A statement as it was expanded once: in one application of the block, and one round of the loops, around it. */
export interface Traced {
  readonly statement: Statement;
  /** The statement within which it was expanded; of another body where that applies a block. */
  readonly outer: Traced | undefined;
  /** What its body was expanded for. */
  readonly site: ExpansionSite;
  /** The layers that it became: those of all that were written from here … */
  readonly from: number;
  /** … to here, which is none of them. */
  readonly to: number;
  /** What it makes: the tensor behind it, or the output that it names. */
  readonly result: Current;
  /** Of `let`: what the name stands for, where that is known. */
  readonly value: Constant | undefined;
}

/** What the text of a model came to, statement by statement. */
export interface Trace {
  /** In the order in which they were expanded; one that is within another comes after it. */
  readonly steps: readonly Traced[];
  /** Every layer of the text, those too that reach no output. */
  readonly layers: readonly LayerNode[];
  /** The innermost statement that made each of them, in their order. */
  readonly made: readonly Traced[];
}

/** A statement while it is expanded: what it comes to is noted when it is done. */
export type Tracing = { -readonly [K in keyof Traced]: K extends 'outer' ? Tracing | undefined : Traced[K] };

export const noTrace: Trace = { steps: [], layers: [], made: [] };
