import type { Expression } from '../../grammar/ast.ts';
import type { Details } from '../diagnostics/reporter.ts';
import type { Place } from './place.ts';

/** Where a value stands that may not fit. */
interface Given {
  readonly expression: Expression;
  readonly place: Place;
  /** What can be written in any case: the default. */
  readonly otherwise?: string | undefined;
}

interface Arguments {
  readonly CNN112: readonly [what: string, wanted: string, given: string];
  readonly CNN113: readonly [what: string, bound: string, given: string];
  readonly CNN114: readonly [what: string, given: string];
  readonly CNN116: readonly [what: string, word: string, suggestion: string | undefined];
}

/** Tells of a value that does not fit its parameter, with a way on: the nearest that fits, or else the default. */
export function misfit<C extends keyof Arguments>(
  code: C,
  { expression: { span }, place: { reporter }, otherwise }: Given,
  args: Arguments[C],
  nearest: Details = {},
): undefined {
  const isMended = nearest.fix !== undefined || nearest.edits !== undefined;
  const fallback =
    otherwise === undefined
      ? { fix: `give ${code === 'CNN116' ? 'one that there is' : (args[1] ?? '')}` }
      : { fix: `write \`${otherwise}\`, its default`, edits: [{ span, text: otherwise }] };
  return reporter.report(code, span, args as never, isMended ? nearest : { ...nearest, ...fallback });
}
