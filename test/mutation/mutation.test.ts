import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { Source } from '../../grammar/source.ts';
import { processorTime } from '../support/processor-time.ts';
import { times } from '../support/sample.ts';
import { type Kind, kinds, type Mutant, mutantsOf } from './mutants.ts';
import { type Sites, sitesOf } from './sites.ts';
import { validTexts } from './texts.ts';

/*
 * Every valid text with one edit, hundreds of them and the same each time: never a crash, never a hang, and of most
 * kinds of edit exactly one message, on the line of the edit.
 */

/** Mutants of a kind and a text. */
const most = times(2, 12);
/** Milliseconds of processor time that a mutant may take. */
const patience = 6000;

/** What can be checked: a block that nothing applies, as in one document, has no shapes. */
const texts: readonly Sites[] = [...validTexts()]
  .map(([name, text]) => sitesOf(name, text))
  .filter(({ module }) => module.items.some(({ type }) => type === 'model'));

/** Edits that can leave a text valid, or make several mistakes of it. */
const free: ReadonlySet<Kind> = new Set([
  'deleted token',
  'swapped lines',
  'duplicated line',
  'kernel too large',
]);
/** Edits that are always told, but of which the place is a guess. */
const braces: ReadonlySet<Kind> = new Set(['deleted brace', 'extra brace', 'extra )']);

interface Checked extends Mutant {
  readonly diagnostics: readonly Diagnostic[];
  readonly source: Source;
  readonly took: number;
}

function check(mutant: Mutant, name: string): Checked {
  const source = new Source(name, mutant.text);
  let diagnostics: readonly Diagnostic[] = [];
  const took = processorTime(() => ({ diagnostics } = compile(source)));
  return { ...mutant, diagnostics, source, took };
}

const known = new Map<Kind, readonly Checked[]>();

/** Every mutant of a kind, checked once. */
function checkedOf(kind: Kind): readonly Checked[] {
  const checked =
    known.get(kind) ??
    texts.flatMap((sites) => mutantsOf(sites, kind, most).map((mutant) => check(mutant, sites.source.name)));
  known.set(kind, checked);
  return checked;
}

const lineOf = ({ source }: Checked, offset: number): number => source.position(offset).line + 1;

/** A mutant and what is said of it, for a failing test to show. */
function story(checked: Checked): string {
  const { source, what, at, diagnostics } = checked;
  const told = diagnostics.map(
    ({ code, message, span }) => `${code} in line ${lineOf(checked, span?.start ?? 0)}: ${message}`,
  );
  return [`${source.name}:${lineOf(checked, at)}: ${what}`, ...told].join('\n    ');
}

/** Whether the only message is an error on the line of the edit; a missing `)` is told at the end of its list. */
function isToldOnce(checked: Checked): boolean {
  const { diagnostics, at, kind } = checked;
  const [only, ...others] = diagnostics;
  if (only?.severity !== 'error' || others.length > 0) return false;
  const away = lineOf(checked, only.span?.start ?? 0) - lineOf(checked, at);
  return kind === 'deleted )' ? away >= -1 && away <= 6 : away === 0;
}

/** Whether an error is told, not before the item of the edit. */
function isTold({ diagnostics, at, source }: Checked): boolean {
  let { line } = source.position(at);
  while (line > 0 && !/^[a-z]/.test(source.line(line))) line--;
  const item = source.lineStarts[line] ?? 0;
  return diagnostics.some(({ severity, span }) => severity === 'error' && (span?.start ?? 0) >= item);
}

describe('of one edit', () => {
  it('there are many', () => {
    expect(texts.length).toBeGreaterThan(10);
    const count = kinds.flatMap((kind) => texts.map((sites) => mutantsOf(sites, kind, most).length));
    expect(count.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(times(550, 3000));
  });

  it.each(kinds)('%s: no crash, no hang, and as many messages as mistakes', (kind) => {
    const checked = checkedOf(kind);
    expect(checked.filter(({ took }) => took > patience).map(story)).toEqual([]);
    if (free.has(kind)) return;
    expect(checked.filter((one) => !(braces.has(kind) ? isTold(one) : isToldOnce(one))).map(story)).toEqual(
      [],
    );
  });

  it('deleted token: hardly ever more than one message', () => {
    const checked = checkedOf('deleted token');
    const several = checked.filter(({ diagnostics }) => diagnostics.length > 1);
    expect(several.length, several.map(story).join('\n')).toBeLessThan(checked.length * 0.02);
  });
});
