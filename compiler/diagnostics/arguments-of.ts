import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { type Code, type compilerMessages } from './messages/messages.ts';

export type ArgumentsOf<C extends Code> = Parameters<(typeof compilerMessages)[C]['message']>;

/** What a diagnostic is made from, where it has one of our codes; undefined for one of another code. */
export function argumentsOf<C extends Code>(diagnostic: Diagnostic, code: C): ArgumentsOf<C> | undefined {
  return diagnostic.code === code ? (diagnostic.arguments as ArgumentsOf<C> | undefined) : undefined;
}
