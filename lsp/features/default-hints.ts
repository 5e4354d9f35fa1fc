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
    .filter(isClosed)
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

/** Where defaults stand: before the closing parenthesis, if there is one on the line of the last argument; behind the name where there are none. */
function placeIn({ call }: DefaultArguments): number {
  const { source, end } = call.span;
  if (call.arguments === undefined) return end;
  const last = call.arguments.at(-1)?.span.end ?? end - 1;
  return /[\r\n]/.test(source.text.slice(last, end)) ? last : end - 1;
}

/** Whether a call is written to its end. */
const isClosed = ({ call: { arguments: given, span } }: DefaultArguments): boolean =>
  given === undefined || span.source.text[span.end - 1] === ')';
