import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { render, renderAll } from '../../compiler/diagnostics/render.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { Source } from '../../grammar/source.ts';
import { applyEdits } from '../../grammar/apply-edits.ts';
import { type Habit, mendByHand, readHabits, writeHabits } from './read-habits.ts';

/** Habits that are known, of all files together. */
const fewest = 550;

const directory = new URL('.', import.meta.url);
const files = readdirSync(directory)
  .filter((name) => name.endsWith('.cnn'))
  .map((name) => ({ name, parts: readHabits(readFileSync(new URL(name, directory), 'utf8')) }));

const known = new Map<string, readonly Diagnostic[]>();

/** What is told of a text, which is compiled once. */
function compiled(text: string): readonly Diagnostic[] {
  const diagnostics = known.get(text) ?? compile(new Source('net.cnn', text)).diagnostics;
  known.set(text, diagnostics);
  return diagnostics;
}

const mistakesIn = (text: string): readonly string[] =>
  compiled(text).map((diagnostic) => render(diagnostic));

/** A habit's text after its fix: as its edits say, else as a person follows its words. */
function mend({ text, byHand }: Habit, diagnostic: Diagnostic | undefined): string {
  if (byHand !== undefined) return mendByHand(text, byHand);
  return applyEdits(text, diagnostic?.fix?.edits ?? []);
}

describe.each(files)('habits of $name', ({ name, parts }) => {
  const habits = parts.flatMap((part) => (part.type === 'habit' ? [part.habit] : []));

  it('are told as they are written down', async () => {
    const retold = parts.map((part) =>
      part.type === 'habit'
        ? { ...part, habit: { ...part.habit, told: renderAll(compiled(part.habit.text)).trimEnd() } }
        : part,
    );
    await expect(writeHabits(retold)).toMatchFileSnapshot(name);
  });

  it.each(habits)('$title: one mistake, one message, with a fix', ({ text }) => {
    const diagnostics = compiled(text);
    expect(diagnostics.map((diagnostic) => render(diagnostic))).toHaveLength(1);
    expect(diagnostics[0]?.fix?.title ?? '', 'its fix').not.toBe('');
  });

  it.each(habits)('$title: the fix mends it', (habit) => {
    const [diagnostic] = compiled(habit.text);
    const edits = diagnostic?.fix?.edits;
    expect(edits === undefined, 'has no edits, and so needs `--- by hand`, or the reverse').toBe(
      habit.byHand !== undefined,
    );
    const mended = mend(habit, diagnostic);
    expect(mended).not.toBe(habit.text);
    if (habit.then === undefined) expect(mistakesIn(mended), mended).toEqual([]);
    else
      expect(
        compiled(mended).map(({ code }) => code),
        mended,
      ).toEqual(habit.then.split(' '));
  });
});

it('the habits are many, and each is written down once', () => {
  const habits = files.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === 'habit' ? [part.habit] : [])),
  );
  expect(habits.length).toBeGreaterThanOrEqual(fewest);
  expect(new Set(habits.map(({ text }) => text)).size).toBe(habits.length);
});
