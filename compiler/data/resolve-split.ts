import type { DataDeclaration, SplitSection } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import { keysIn, settings } from '../catalogue/settings/registry.ts';
import { splitWords } from '../foreign/settings.ts';
import type { Details } from '../diagnostics/reporter.ts';
import type { Place } from '../expand/place.ts';
import { keyedEntries, readEntry } from '../expand/read-entries.ts';
import type { SplitSpec } from './data-spec.ts';

const parts = keysIn('split');

/** How the examples are divided; without a `split` all are trained on. */
export function resolveSplit(data: DataDeclaration, place: Place): SplitSpec | undefined {
  const sections = data.members.filter((member) => member.type === 'split');
  const [section, second] = sections;
  if (second !== undefined) place.reporter.report('CNN109', second.span, ['split']);
  return section === undefined ? { train: 1, valid: 0, test: 0 } : readSplit(data, section, place);
}

function readSplit(data: DataDeclaration, section: SplitSection, place: Place): SplitSpec | undefined {
  const entries = keyedEntries('split', '`split`', section.entries, place.reporter, splitWords);
  if (reportWholePercents(section, place)) return undefined;
  const complete = section.entries.every((entry) => parts.some((part) => part === entry.key.text));
  const shares = parts.map((part) =>
    entries[part] === undefined ? 0 : readEntry(entries[part], settings[part].accepts, place),
  );
  const [train, valid, test] = shares;
  if (typeof train !== 'number' || typeof valid !== 'number' || typeof test !== 'number' || !complete) {
    return undefined;
  }
  const total = train + valid + test;
  if (Math.abs(total - 1) > 1e-9) {
    return place.reporter.report('CNN304', section.span, [percent(total)], {
      ...rest(section, total, shares),
      notes: [section.entries.map(({ key }, index) => `${key.text} ${percent(shareOf(index))}`).join(' + ')],
    });
  }
  if (train === 0) return place.reporter.report('CNN305', section.span, [data.name.text]);
  return { train, valid, test };

  function shareOf(index: number): number {
    const name = section.entries[index]?.key.text;
    const value = shares[parts.findIndex((part) => part === name)];
    return typeof value === 'number' ? value : 0;
  }
}

/** Shares of 80 and 20, which lack their sign; whether that was it. */
function reportWholePercents({ entries }: SplitSection, { reporter }: Place): boolean {
  const whole = entries.flatMap(({ value }) =>
    value.type === 'number' && value.value > 1 && value.value <= 100 ? [value] : [],
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
