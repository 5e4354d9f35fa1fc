import type { Argument } from '../../grammar/ast.ts';
import { maximumArguments } from './limits.ts';
import type { Place } from './place.ts';

/** Whether an application has no more arguments than may be; more are told once, and not looked at. */
export function checkCount(args: readonly Argument[], { reporter }: Place): boolean {
  const surplus = args[maximumArguments];
  if (surplus === undefined) return true;
  reporter.report('CNN128', surplus.span, ['there are too many arguments', maximumArguments]);
  return false;
}
