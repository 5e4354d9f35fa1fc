import type { Span } from '../../grammar/span.ts';
import type { Place } from './place.ts';

/** Whether there are no more of something than may be; more are told once, at the first that is one too many. */
export function checkCount(
  what: string,
  all: readonly { readonly span: Span }[],
  limit: number,
  { reporter }: Pick<Place, 'reporter'>,
): boolean {
  const surplus = all[limit];
  if (surplus === undefined) return true;
  reporter.report('CNN128', surplus.span, [`there are too many ${what}`, limit]);
  return false;
}
