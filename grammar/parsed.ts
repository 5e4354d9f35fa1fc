import type { Module } from './ast.ts';
import type { Outcome } from './diagnostic.ts';

/** The syntax tree of a text, as whole as it could be made, and every mistake in its syntax, in text order. */
export interface Parsed extends Outcome<Module> {
  /**
   * Whether every token was read as it is written, with braces that pair up: then a statement hangs on no text but its own
   * and that next to it.
   */
  readonly isPlain: boolean;
}
