import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import floors from '../lint/floors.json' with { type: 'json' };

/** The floors of ARCHITECTURE.md's drawing: a house's name on a line, then its floors from the top, numbered. */
function drawnFloors(document: string): Record<string, string[][]> {
  const [, drawing = ''] = /lint\/floors\.json` is the law[^`]*```\n([^`]*)```/.exec(document) ?? [];
  const houses: Record<string, string[][]> = {};
  let house: string[][] = [];
  for (const line of drawing.split('\n')) {
    const [, level, rooms = ''] = /^ {2}(\d+) {2}(.*)$/.exec(line) ?? [];
    if (level !== undefined) house[Number(level)] = rooms.split(/ +/);
    else if (line !== '') house = houses[line] = [];
  }
  return houses;
}

test('ARCHITECTURE.md draws the floors that lint holds', () => {
  const document = readFileSync(new URL('../ARCHITECTURE.md', import.meta.url), 'utf8');
  expect(drawnFloors(document)).toEqual(floors);
});
