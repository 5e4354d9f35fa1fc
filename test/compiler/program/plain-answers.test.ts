import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { peakOf } from '../../../compiler/lower/phase-plan.ts';
import type { Answers } from '../../../compiler/program/answers.ts';
import { Program } from '../../../compiler/program/program.ts';
import { Source } from '../../../grammar/source.ts';

const folders = ['../../../examples/', '../../cases/'].map((folder) => new URL(folder, import.meta.url));
const files = folders.flatMap((folder) =>
  readdirSync(folder).flatMap((name) => (name.endsWith('.cnn') ? [new URL(name, folder)] : [])),
);

/** All that can be asked of a file but for what its names mean, which is asked by functions. */
const answersOf = (answers: Answers) => ({
  syntax: answers.syntax,
  models: answers.models.map((model) => [answers.graph(model), answers.trace(model)]),
  hints: answers.hints,
  diagnostics: answers.diagnostics,
  trains: answers.trains,
  plans: answers.trains.flatMap(({ name, phases }) => phases.map((phase) => answers.plan(name, phase.name))),
  advice: answers.trains.flatMap(({ name, phases }) =>
    phases.map((phase) => answers.advice(name, phase.name)),
  ),
});

/** Objects of classes, but for sources, whose text is all of them: what a copy of them could not do. */
function classesIn(
  value: unknown,
  found = new Set<string>(),
  seen = new Set<unknown>(),
): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null || seen.has(value) || ArrayBuffer.isView(value))
    return found;
  seen.add(value);
  const { constructor } = value;
  const plain: readonly unknown[] = [Object, Array, Map, Set, Source, undefined];
  if (!plain.includes(constructor)) found.add(constructor.name);
  const inner =
    value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : Object.values(value);
  for (const each of inner) classesIn(each, found, seen);
  return found;
}

it.each(files.map((file) => [file.pathname.split('/').at(-1) ?? '', file] as const))(
  'answers are plain data, which can cross to another thread: %s',
  (name, file) => {
    const answers = answersOf(new Program().update(new Source(name, readFileSync(file, 'utf8'))));
    const copy = structuredClone(answers);
    expect(classesIn(answers)).toEqual(new Set());
    expect([copy.hints, copy.diagnostics]).toEqual([answers.hints, answers.diagnostics]);
    const peaks = ({ plans }: typeof answers): unknown => plans.map((plan) => plan && peakOf(plan, 8).bytes);
    expect(peaks(copy)).toEqual(peaks(answers));
  },
);
