import type { Diagnostic } from '../../diagnostic.ts';
import type { TokenList } from '../token-list.ts';
import { tokenPlaces, type TokenPlace } from '../token-places.ts';
import { bodySlips } from './bodies.ts';
import { generatorSlips } from './generators.ts';
import { itemSlips } from './items.ts';
import { matchOf } from './match-of.ts';
import { mergeSlips } from './merges.ts';
import { namesOf } from './names-of.ts';
import { fillTemplate, type Reading, rewrite } from './rewrite.ts';
import { sectionSlips } from './sections.ts';
import type { Names } from './slip.ts';
import { SlipIndex } from './slip-index.ts';
import { tellSlip } from './tell-slip.ts';
import { typeSlips } from './types.ts';

const index = new SlipIndex([
  ...itemSlips,
  ...generatorSlips,
  ...sectionSlips,
  ...typeSlips,
  ...mergeSlips,
  ...bodySlips,
]);

/**
 * Forms that are near those of the language: each kind is told once, and read as what was meant. Where a bracket is
 * missing, what stands in what is not known, and nothing is read otherwise.
 */
export function readSlips(list: TokenList, diagnostics: Diagnostic[]): TokenList {
  if (!list.isBalanced) return list;
  const places = tokenPlaces(list);
  const names = namesOf(list);
  const readings: Reading[] = [];
  for (let i = 0; i < list.length; i++) {
    const isFree = list.endsStatement(i - 1) || readings.at(-1)?.to === i - 1;
    const reading = isFree ? readingAt(list, names, places[i], i) : undefined;
    if (reading === undefined) continue;
    readings.push(reading);
    i = reading.to;
  }
  if (readings.length === 0) return list;
  tellSlips(list, readings, diagnostics);
  return rewrite(list, readings);
}

function readingAt(
  list: TokenList,
  names: Names,
  place: TokenPlace | undefined,
  from: number,
): Reading | undefined {
  if (place === undefined) return undefined;
  for (const { slip, begins, find } of index.at(place, list, from)) {
    if (begins && !list.beginsStatement(from)) continue;
    const found = find(list, from);
    if (found === undefined) continue;
    const { write } = slip;
    const template = typeof write === 'string' ? write : write(matchOf(list, names, from, found));
    if (template === undefined) continue;
    return { from, to: found.to, slip, pieces: fillTemplate(template, list, found) };
  }
  return undefined;
}

/** Tells each kind of slip where it is first, with edits for all places of it. */
function tellSlips(list: TokenList, readings: readonly Reading[], diagnostics: Diagnostic[]): void {
  const kinds = new Map<string, Reading[]>();
  for (const reading of readings) {
    const known = kinds.get(reading.slip.why);
    if (known === undefined) kinds.set(reading.slip.why, [reading]);
    else known.push(reading);
  }
  for (const kind of kinds.values()) tellSlip(list, kind, diagnostics);
}
