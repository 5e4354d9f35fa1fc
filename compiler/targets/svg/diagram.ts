import type { Family } from './family.ts';

/** A model as a reader is to see it: boxes in nested groups, joined by tensors. Sizes and places come later. */
export interface Diagram {
  readonly title: string;
  readonly caption: string;
  readonly items: readonly Item[];
  /** In the order of the text; the first edge into a box is its main one. */
  readonly edges: readonly Edge[];
  readonly frozen: boolean;
}

export type Item = Stack | Terminal | Group;
export type Leaf = Stack | Terminal;

/** Layers drawn on one another: one, and those behind it that only touch up what it makes. */
export interface Stack {
  readonly type: 'stack';
  readonly id: string;
  readonly rows: readonly Row[];
  /** How often it is there in a chain. */
  readonly count: number;
  /** What leaves it: `28×28×64`. */
  readonly shape: string;
}

/** A layer; or several that look the same, where what holds it is repeated. */
export interface Row {
  readonly paths: readonly string[];
  readonly kind: string;
  readonly details: string;
  readonly family: Family;
  readonly frozen: boolean;
  /** Of the model's file, counted from 1, that they stand in, or that applies what they are part of. */
  readonly line: number;
  /** Of one of them. */
  readonly parameters: number;
  /** The path of the layer whose weights it uses. */
  readonly sharesWith?: string;
}

/** Where the model begins or ends. */
export interface Terminal {
  readonly type: 'terminal';
  readonly id: string;
  readonly role: 'input' | 'output';
  readonly name: string;
  readonly shape: string;
}

/** A block, a labelled group or an iteration. */
export interface Group {
  readonly type: 'group';
  readonly id: string;
  readonly title: string;
  /** Its label, or the name that it has without one: the last part of the path. */
  readonly name: string;
  /** The block or model that is applied; empty for a labelled group or a repetition. */
  readonly block: string;
  readonly count: number;
  readonly items: readonly Item[];
}

/** A tensor on its way between two leaves, by their ids. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Every leaf, in order. */
export const leaves = (items: readonly Item[]): readonly Leaf[] =>
  items.flatMap((item) => (item.type === 'group' ? leaves(item.items) : [item]));
