import { type InlayHint, InlayHintKind } from 'vscode-languageserver';
import { defaultArguments, type DefaultArguments } from '../../compiler/completion/default-arguments.ts';
import type { BoundModule } from '../../compiler/bind/bound-module.ts';
import type { Span } from '../../grammar/span.ts';

/** How many defaults stand beside a call; all of them are told when the pointer is on them. */
const mostShown = 4;

/** Behind the arguments of what is applied in a part of a file, the defaults that it takes besides. */
export const defaultHints = (
  bound: BoundModule,
  { start, end }: Pick<Span, 'start' | 'end'>,
): readonly InlayHint[] =>
  defaultArguments(bound)
    .map((each) => ({ ...each, at: placeIn(each) }))
    .filter(({ at }) => start <= at && at <= end)
    .map(({ call, texts, at }) => {
      const more = texts.length > mostShown ? ', …' : '';
      const list = texts.slice(0, mostShown).join(', ') + more;
      return {
        position: call.span.source.position(at),
        label: call.arguments === undefined ? `(${list})` : call.arguments.length === 0 ? list : `, ${list}`,
        kind: InlayHintKind.Parameter,
        ...(more !== '' && { tooltip: texts.join(', ') }),
      };
    });

/** Where defaults stand: behind the last argument; behind the name where there are no parentheses. */
function placeIn({ call }: DefaultArguments): number {
  const last = call.arguments?.at(-1);
  if (last !== undefined) return last.span.end;
  return call.arguments === undefined ? call.span.end : call.span.end - 1;
}
