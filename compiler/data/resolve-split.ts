import type { DataDeclaration, Entry, SplitSection } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import { type KeyIn, keysIn, settings } from '../catalogue/settings/registry.ts';
import { splitWords } from '../foreign/settings.ts';
import type { Details } from '../diagnostics/reporter.ts';
import type { Place } from '../expand/place.ts';
import { keyedEntries, readEntry } from '../expand/read-entries.ts';
import type { SourceSpec } from '../catalogue/sources/registry.ts';
import { splitDefinition } from '../catalogue/splits/registry.ts';
import type { SplitSpec } from './data-spec.ts';
import { resolveSplitBy } from './resolve-split-by.ts';

const keys = keysIn('split');
const parts = ['train', 'valid', 'test'] as const;

/** How the examples are divided; without a `split` all are trained on. */
export function resolveSplit(
  data: DataDeclaration,
  source: SourceSpec | undefined,
  place: Place,
): SplitSpec | undefined {
  const sections = data.members.filter((member) => member.type === 'split');
  const [section, second] = sections;
  if (second !== undefined) place.reporter.report('CNN109', second.span, ['split']);
  return section === undefined ? { train: 1, valid: 0, test: 0 } : readSplit(data, section, source, place);
}

type Entries = Partial<Record<KeyIn<'split'>, Entry>>;

function readSplit(
  data: DataDeclaration,
  section: SplitSection,
  source: SourceSpec | undefined,
  place: Place,
): SplitSpec | undefined {
  const entries = keyedEntries('split', '`split`', section.entries, place.reporter, splitWords);
  const isComplete = section.entries.every(({ key }) => keys.some((name) => name === key.text));
  const by = entries.by === undefined ? null : resolveSplitBy(entries.by, source, place);
  const folds = readEntry(entries.folds, settings.folds.accepts, place);
  if (!isComplete || reportWholePercents(section, place) || by === undefined) return undefined;
  if (entries.folds !== undefined && typeof folds !== 'number') return undefined;
  const shares = parts.map((part) =>
    entries[part] === undefined ? 0 : readEntry(entries[part], settings[part].accepts, place),
  );
  const [train, valid, test] = shares;
  if (typeof train !== 'number' || typeof valid !== 'number' || typeof test !== 'number') return undefined;
  const brought = (by && splitDefinition(by).parts?.(by)) ?? [];
  const own = brought.filter((part) => entries[part] === undefined);
  const divided = { train, valid, test };
  const more = {
    ...(by !== null && by.kind !== 'class' && { by }),
    ...(own.length > 0 && { own }),
  };
  if (typeof folds === 'number') return inFolds(divided, folds, entries, more, place);
  if (own.length > 0 && entries.train === undefined && valid + test < 1)
    return { ...divided, train: 1 - valid - test, ...more };
  if (!checkTotal(divided, data, section, place)) return undefined;
  return { ...divided, ...more };
}

/** Of what is no test part, each fold is as large as the others. */
function inFolds(
  { test }: SplitSpec,
  folds: number,
  entries: Entries,
  more: Pick<SplitSpec, 'by' | 'own'>,
  { reporter }: Place,
): SplitSpec | undefined {
  for (const cut of ['train', 'valid'] as const) {
    const entry = entries[cut];
    if (entry !== undefined) return reporter.report('CNN318', entry.span, [folds, cut]);
  }
  const valid = (1 - test) / folds;
  return { train: 1 - test - valid, valid, test, ...more, folds };
}

/** Whether the shares make 100 %, of which something is trained on. */
function checkTotal(
  { train, valid, test }: SplitSpec,
  data: DataDeclaration,
  section: SplitSection,
  place: Place,
): boolean {
  const shares = [train, valid, test];
  const total = train + valid + test;
  const shareOf = (name: string): number => shares[parts.findIndex((part) => part === name)] ?? 0;
  if (Math.abs(total - 1) > 1e-9) {
    const written = section.entries.filter(({ key }) => parts.some((part) => part === key.text));
    place.reporter.report('CNN304', section.span, [percent(total)], {
      ...rest(section, total, shares),
      notes: [written.map(({ key }) => `${key.text} ${percent(shareOf(key.text))}`).join(' + ')],
    });
    return false;
  }
  if (train === 0) place.reporter.report('CNN305', section.span, [data.name.text]);
  return train > 0;
}

/** Shares of 80 and 20, which lack their sign; whether that was it. */
function reportWholePercents({ entries }: SplitSection, { reporter }: Place): boolean {
  const whole = entries.flatMap(({ key, value }) =>
    parts.some((part) => part === key.text) &&
    value.type === 'number' &&
    value.value > 1 &&
    value.value <= 100
      ? [value]
      : [],
  );
  const [first] = whole;
  if (first === undefined) return false;
  const edits = whole.map(({ span }) => ({ span: { ...span, start: span.end }, text: '%' }));
  const fix = `write \`${textOf(first.span)}%\``;
  const key = entries.find(({ value }) => value === first)?.key.text ?? '';
  reporter.report('CNN113', first.span, [`\`${key}\``, '0 to 1', textOf(first.span)], { fix, edits });
  return true;
}

/** The fix of a split that leaves something over: the part that it does not name gets that. */
function rest(
  { entries }: SplitSection,
  total: number,
  shares: readonly unknown[],
): Pick<Details, 'fix' | 'edits'> {
  const part = (['valid', 'test'] as const).find((name) => !entries.some(({ key }) => key.text === name));
  const end = entries.at(-1)?.span;
  if (total > 1 || end === undefined || part === undefined) {
    const [train] = shares;
    const left = typeof train === 'number' ? 1 - (total - train) : 0;
    return left > 0 ? { fix: `give \`train\` ${percent(left)}` } : { fix: 'make them 100% together' };
  }
  const text = `${part} = ${percent(1 - total)}`;
  return { fix: `add \`${text}\``, edits: [{ span: { ...end, start: end.end }, text: `  ${text}` }] };
}

const percent = (value: number): string => `${Number((value * 100).toPrecision(6))}%`;
