import type { Called, Slot, ValueOf } from '../bind/expected/slot.ts';
import { entryNamed } from '../catalogue/entry/entry.ts';
import { boxFormats } from '../catalogue/fields/field-type.ts';
import { layerDefinitions } from '../catalogue/layers/registry.ts';
import type { SettingType } from '../catalogue/settings/define-setting.ts';
import { settingDefinitions } from '../catalogue/settings/registry.ts';
import { augmentationDefinitions } from '../catalogue/steps/augmentations.ts';
import { preparationDefinitions } from '../catalogue/steps/preparations.ts';
import { entriesOf, type KnownEntries, noEntries, objectsAnywhere } from './entries-of.ts';
import { type KnownParameter, parametersOfEntry } from './parameters-of-entry.ts';
import { parametersOfSymbol } from './parameters-of-symbol.ts';

/*
 * What the catalogue knows of a place: which entries may stand there, what parameters one that is called has, and so what may be
 * given to it, and which entries that may be.
 */

const layers: KnownEntries = { kind: 'layer kind', entries: layerDefinitions };

/** The entries of the catalogue that may stand at a place. */
export function entriesAt(slot: Slot): KnownEntries {
  switch (slot.type) {
    case 'statement':
      return slot.isParallel ? noEntries : layers;
    case 'callee':
      if (slot.of === 'prepare') return { kind: 'step', entries: preparationDefinitions };
      if (slot.of === 'augment') return { kind: 'step', entries: augmentationDefinitions };
      if (slot.of !== 'merge') return layers;
      return { kind: 'layer kind', entries: layerDefinitions.filter(({ inputs }) => inputs === 'many') };
    case 'argument': {
      const { call, position } = slot;
      return entriesFor({ type: 'argument', call, position });
    }
    case 'value':
      return entriesFor(slot.of);
    case 'nothing':
    case 'item':
    case 'key':
    case 'label':
    case 'name':
    case 'type':
    case 'word':
    case 'file':
      return noEntries;
  }
}

/** The entries that a value is one of. */
export const entriesFor = (of: ValueOf): KnownEntries => entriesOf(acceptedBy(of));

/** The parameters of what is called, in the order of arguments by position, those by name alone last. */
export function parametersOf({ name, symbol, slot }: Called): readonly KnownParameter[] {
  if (symbol !== undefined) return parametersOfSymbol(symbol);
  const known = entriesAt(slot);
  const all = known === noEntries ? objectsAnywhere.flatMap(({ entries }) => entries) : known.entries;
  const entry = entryNamed(all, name);
  const isMerged = slot.type === 'callee' && slot.of === 'merge';
  return entry === undefined ? [] : parametersOfEntry(entry, isMerged);
}

/** The parameter that an argument is given to. */
export function parameterAt(call: Called, { name, position }: ArgumentPlace): KnownParameter | undefined {
  const known = parametersOf(call);
  if (name !== undefined) return known.find((parameter) => parameter.name === name);
  return known.filter(({ isByName }) => isByName !== true)[position];
}

interface ArgumentPlace {
  readonly name?: string;
  readonly position: number;
}

/** What a value has to be; undefined where nothing is known of it. */
export function acceptedBy(of: ValueOf): SettingType | undefined {
  switch (of.type) {
    case 'key':
      return settingDefinitions.find(({ kind, sections }) => kind === of.key && sections.includes(of.section))
        ?.accepts;
    case 'argument':
      return parameterAt(of.call, of)?.accepted;
    case 'size':
      return of.name === 'box' ? { type: 'enum', values: boxFormats } : undefined;
    case 'parameter':
    case 'any':
      return undefined;
  }
}
