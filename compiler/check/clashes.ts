import { type BoundModule, referencesIn, scopeAt } from '../bind/bound-module.ts';
import { type BoundSymbol, canBeApplied, isMissing, isValue, originOf } from '../bind/bound-symbol.ts';
import { layerDefinition } from '../catalogue/layers/registry.ts';
import type { Details, Reporter } from '../diagnostics/reporter.ts';
import { isFunctionName } from '../expand/function-names.ts';
import { isKnownWord } from '../expand/vocabulary.ts';
import { describeKind } from './describe-kind.ts';

/** Tells of names that are taken, for nothing hides something else, and warns of values that are spelled like a word of the language. */
export function checkClashes(bound: BoundModule, reporter: Reporter): void {
  for (const symbol of bound.symbols) if (!reporter.isFull) checkSymbol(symbol, bound, reporter);
}

function checkSymbol(symbol: BoundSymbol, bound: BoundModule, reporter: Reporter): void {
  const { name, clash } = symbol;
  const [span] = symbol.spans;
  if (span === undefined || isMissing(symbol) || (clash !== undefined && isMissing(clash))) return;
  const owner = clash === undefined ? ownerOf(symbol) : describeKind(clash);
  if (owner !== undefined) reporter.report('CNN105', span, [name, owner], detailsOf(symbol, bound));
  else if (isValue(symbol) && isKnownWord(name)) {
    const what = describeKind(symbol).replace(/^an? /, '');
    reporter.report('CNN132', span, [what, name]);
  }
}

/** What the language calls by the name of a symbol. */
function ownerOf(symbol: BoundSymbol): string | undefined {
  const { name } = symbol;
  const isData = originOf(symbol).kind === 'data';
  if (!isValue(symbol) && !canBeApplied(symbol) && !isData) return undefined;
  if (layerDefinition(name) !== undefined) return 'a layer kind';
  return isFunctionName(name) ? 'a function' : undefined;
}

function detailsOf(symbol: BoundSymbol, bound: BoundModule): Details {
  const { clash, kind } = symbol;
  if (clash === undefined) return {};
  const related = clash.spans.slice(0, 1).map((span) => ({ span, message: 'it is declared here' }));
  if (kind === 'size' && clash.kind === 'size') return { related, ...asUse(symbol) };
  const isLocal = kind === 'value' || kind === 'size';
  return isLocal && clash.kind === 'parameter' ? { related, ...renamed(symbol, clash, bound) } : { related };
}

/** `?h` once more is written `h`: the same size. */
function asUse({ name, declaration: { span } }: BoundSymbol): Details {
  return { fix: `write \`${name}\`, where it is the same size`, edits: [{ span, text: name }] };
}

/** Another name for a value, there and where it is used in the scope around it. */
function renamed({ name, spans, declaration }: BoundSymbol, clash: BoundSymbol, bound: BoundModule): Details {
  const names = new Set([...bound.symbols, ...bound.references].map((each) => each.name));
  let other = `own_${name}`;
  while (names.has(other)) other = `${other}_`;
  const { end } = scopeAt(bound, declaration.span.start).span;
  const below = referencesIn(bound, { ...declaration.span, start: declaration.span.end, end });
  const uses = below.filter(({ symbol }) => symbol === clash).map(({ span }) => span);
  const edits = [...spans, ...uses].map((span) => ({ span, text: other }));
  return { fix: `give it a name of its own: \`${other}\``, edits };
}
