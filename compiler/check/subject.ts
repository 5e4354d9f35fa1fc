import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { type ArgumentsOf, argumentsOf } from '../diagnostics/arguments-of.ts';
import type { Code } from '../diagnostics/messages/messages.ts';

/** A diagnostic with a place. */
export type Placed = Diagnostic & { readonly span: Span };

export const hasPlace = (diagnostic: Diagnostic): diagnostic is Placed => diagnostic.span !== undefined;

export const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

/** Something of a diagnostic, by code, from what it is made from. */
type ByCode<T> = { readonly [C in Code]?: (...args: ArgumentsOf<C>) => T };

function read<T>(table: ByCode<T>, diagnostic: Diagnostic): T | undefined {
  const code = diagnostic.code as Code;
  const of = table[code] as ((...args: readonly unknown[]) => T) | undefined;
  const args = argumentsOf(diagnostic, code);
  return of === undefined || args === undefined ? undefined : of(...args);
}

const calls: ByCode<string> = {
  CNN107: (owner) => owner,
  CNN108: (owner) => owner,
  CNN109: (name) => name,
  CNN111: (owner) => owner,
  CNN443: (_reason, owner) => owner ?? '',
};

/** What is called with too much or too little. */
export const calleeOf = (diagnostic: Diagnostic): string | undefined => read(calls, diagnostic);

const lacks: ByCode<readonly string[]> = {
  CNN108: (_owner, names) => names,
  CNN301: () => ['source'],
  CNN408: (head) => ['objective', head],
  CNN413: (_where, keys) => keys,
  CNN414: () => ['phase'],
  CNN425: () => ['weights'],
};

/** The names of what is missing. */
export const lackingIn = (diagnostic: Diagnostic): readonly string[] => read(lacks, diagnostic) ?? [];

/** The name that an unused or undeclared one goes by. */
export function nameOf(diagnostic: Placed): string {
  const [head] = argumentsOf(diagnostic, 'CNN408') ?? [];
  return head ?? /^\w*/.exec(textOf(diagnostic.span))?.[0] ?? '';
}

/** The name that a fix writes, or begins with. */
export const meantBy = ({ fix }: Diagnostic): string | undefined =>
  /^\w+/.exec(fix?.edits?.[0]?.text ?? '')?.[0];

/** The section that a key stands outside of. */
export const sectionOf = (diagnostic: Diagnostic): string | undefined =>
  argumentsOf(diagnostic, 'CNN302')?.[3];
