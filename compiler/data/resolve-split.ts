import type { DataDeclaration, SplitSection } from '../../grammar/ast.ts';
import { splitWords } from '../foreign/settings.ts';
import type { Place } from '../resolve/place.ts';
import { keyedEntries, readEntry } from '../resolve/read-entries.ts';
import type { SplitSpec } from './data-spec.ts';

const parts = ['train', 'valid', 'test'] as const;

const share = { type: 'number', minimum: 0, maximum: 1, doc: 'A share of the examples.' } as const;

/** How the examples are divided; without a `split` all are trained on. */
export function resolveSplit(data: DataDeclaration, place: Place): SplitSpec | undefined {
  const sections = data.members.filter((member) => member.type === 'split');
  const [section, second] = sections;
  if (second !== undefined) place.reporter.report('CNN109', second.span, ['split']);
  return section === undefined ? { train: 1, valid: 0, test: 0 } : readSplit(data, section, place);
}

function readSplit(data: DataDeclaration, section: SplitSection, place: Place): SplitSpec | undefined {
  const entries = keyedEntries('`split`', section.entries, parts, place.reporter, splitWords);
  const complete = section.entries.every((entry) => parts.some((part) => part === entry.key.text));
  const shares = parts.map((part) =>
    entries[part] === undefined ? 0 : readEntry(entries[part], share, place),
  );
  const [train, valid, test] = shares;
  if (typeof train !== 'number' || typeof valid !== 'number' || typeof test !== 'number' || !complete) {
    return undefined;
  }
  const total = train + valid + test;
  if (Math.abs(total - 1) > 1e-9) {
    return place.reporter.report('CNN304', section.span, [percent(total)], {
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

const percent = (value: number): string => `${Number((value * 100).toPrecision(6))}%`;
