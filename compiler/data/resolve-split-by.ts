import type { Entry } from '../../grammar/ast.ts';
import { sourceDefinition, type SourceSpec } from '../catalogue/sources/registry.ts';
import { type SplitBy, splitDefinitions } from '../catalogue/splits/registry.ts';
import { rename } from '../diagnostics/rename.ts';
import { chooseEntry } from '../expand/choose-entry.ts';
import { evaluate } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';
import { suggest } from '../foreign/suggest.ts';
import { entryElsewhere } from '../catalogue/entry/entry.ts';

const kinds = splitDefinitions.map(({ kind }) => kind);

/** `by = group("patient")`: what the parts go by; undefined where it is at fault, which has been reported. */
export function resolveSplitBy(
  { value: expression }: Entry,
  source: SourceSpec | undefined,
  place: Place,
): SplitBy | undefined {
  const { reporter } = place;
  const { span } = expression;
  const choice = {
    what: '`by`',
    wanted: `one of ${kinds.map((kind) => `\`${kind}\``).join(', ')}`,
    entries: splitDefinitions,
    unknown(text: string): undefined {
      const suggestion = entryElsewhere(splitDefinitions, text)?.kind ?? suggest(text, kinds);
      const notes = [`\`by\` is ${kinds.map((kind) => `\`${kind}\``).join(', ')}`];
      const edits = expression.type === 'path' ? rename(span, suggestion) : undefined;
      return reporter.report('CNN116', span, ['`by`', text, suggestion], { edits, notes });
    },
  };
  const chosen = chooseEntry(choice, evaluate(expression, place), expression, place);
  if (chosen === undefined) return undefined;
  // What an entry makes is of its kind: `SplitBy` derives the one from the other.
  const by = { kind: chosen.entry.kind, ...chosen.entry.make(chosen.params) } as SplitBy;
  const possible = source && ['class', ...(sourceDefinition(source).dividedBy ?? [])];
  if (source === undefined || possible?.includes(by.kind) === true) return by;
  const edits = [{ span, text: 'class' }];
  return reporter.report('CNN317', span, [source.kind, `\`${by.kind}\``], { edits });
}
