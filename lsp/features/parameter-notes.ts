import type { BoundModule } from '../../compiler/bind/bound-module.ts';
import type { BoundSymbol } from '../../compiler/bind/bound-symbol.ts';
import type { Candidate } from '../../compiler/completion/candidate.ts';
import { givenTo } from '../../compiler/completion/given-to.ts';
import { signatureAt } from '../../compiler/completion/signature-at.ts';
import type { Span } from '../../grammar/span.ts';

/** What a parameter of a block or model is for: what in its body it is given to, and what that is. */
export function purposeOf(symbol: BoundSymbol, bound: BoundModule): string {
  if (symbol.kind !== 'parameter' || symbol.declaration.span.source !== bound.syntax.source) return '';
  const given = givenTo(bound, symbol);
  const [only, ...more] = given;
  if (only === undefined) return '';
  const doc = more.length === 0 ? (only.parameter.doc ?? '') : '';
  const list = given.map(({ callee, parameter }) => `\`${parameter.name}\` of \`${callee}\``).join(', ');
  return `Given to ${list}. ${doc}`.trim();
}

/** The parameters of what is called by a word, each with what it is. */
export function parametersBehind({ source, end }: Span, bound: BoundModule): string {
  const [bracket] = /^[ \t]*\(/.exec(source.text.slice(end, end + 20)) ?? [];
  if (bracket === undefined) return '';
  const { parameters = [] } = signatureAt(bound, end + bracket.length) ?? {};
  return parameters.map(parameterLine).join('\n');
}

function parameterLine({ name, doc = '', accepts, default: preset }: Candidate): string {
  const otherwise = preset === undefined ? 'must be given' : `by default \`${preset}\``;
  const takes = accepts === undefined ? otherwise : `${accepts}; ${otherwise}`;
  return `- \`${name}\` (${takes}) ${doc}`.trimEnd();
}
