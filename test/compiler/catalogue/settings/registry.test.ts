import { expect, test } from 'vitest';
import { entryElsewhere } from '../../../../compiler/catalogue/entry/entry.ts';
import {
  keptSettings,
  keysIn,
  phaseSettings,
  settingDefinitions,
} from '../../../../compiler/catalogue/settings/registry.ts';

/** What keeps the best weights. */
const keeping = ['monitor', 'patience', 'min_delta'];

test('the keys of a section are those of the settings that may stand in it', () => {
  expect(keysIn('train')).toEqual(['batch', 'memory', 'recompute', 'accumulate', ...keeping]);
  expect(keysIn('phase')).toEqual([
    ...[
      'epochs',
      'optimizer',
      'optimizer_state',
      'batch',
      'memory',
      'recompute',
      'accumulate',
      'rates',
      'no_decay',
      ...keeping,
    ],
  ]);
  expect(keysIn('split')).toEqual(['train', 'valid', 'test', 'by', 'folds']);
});

test('a phase has to be given what has no default', () => {
  const needed = phaseSettings.filter(({ default: preset }) => preset === undefined);
  expect(needed.map(({ kind }) => kind)).toEqual(['epochs', 'optimizer', 'batch']);
});

test('a run keeps what its weights depend on, and what the command line may say', () => {
  expect(keptSettings.map(({ kind }) => kind)).toEqual([
    ...['epochs', 'optimizer_state', 'batch', 'recompute', 'accumulate'],
    ...keeping,
  ]);
});

test('no two settings of a section go by one name', () => {
  for (const section of new Set(settingDefinitions.flatMap(({ sections }) => sections))) {
    const here = settingDefinitions.filter(({ sections }) => sections.includes(section));
    const names = here
      .flatMap(({ kind, elsewhere = '' }) => [kind, ...elsewhere.split(/\s+/)])
      .filter(Boolean);
    expect(names).toEqual([...new Set(names)]);
    for (const { kind } of here) expect(entryElsewhere(here, kind)).toBeUndefined();
  }
});
