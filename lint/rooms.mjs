// Fails where a room of the compiler imports, be it a type alone, from its own floor or one above, where a room has no
// floor, and where folders import one another in a circle.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { findCycles } from './find-cycles.mjs';
import { importsOf, sourceFiles } from './imports.mjs';

/** By house its floors, from the ground. What has no room (`compile.ts`) stands above all. */
const floors = JSON.parse(readFileSync('lint/floors.json', 'utf8'));

const imports = sourceFiles(['compiler']).flatMap((file) =>
  importsOf(file).map((imported) => ({ file, imported: imported.file })),
);

/** The room of a house that a file is in. */
const roomIn = (house, file) =>
  file.startsWith(`${house}/`) && file.slice(house.length + 1).includes('/')
    ? file.slice(house.length + 1).split('/')[0]
    : undefined;

const faults = Object.entries(floors).flatMap(([house, levels]) => {
  const floorOf = new Map(levels.flatMap((rooms, floor) => rooms.map((room) => [room, floor])));
  return imports.flatMap(({ file, imported }) => {
    const [from, to] = [roomIn(house, file), roomIn(house, imported)];
    if (from === to || to === undefined) return [];
    if (!floorOf.has(to)) return [`${house}/${to} has no floor in lint/floors.json`];
    if (from === undefined || floorOf.get(to) < floorOf.get(from)) return [];
    return [`${file} imports ${imported}: ${to} is not below ${from} in lint/floors.json`];
  });
});

const folders = new Map();
for (const { file, imported } of imports) {
  const [from, to] = [dirname(file), dirname(imported)];
  if (from !== to) folders.set(from, (folders.get(from) ?? new Set()).add(to));
}
const circles = findCycles(folders).map((cycle) => `folders import one another: ${cycle.join(' → ')}`);

for (const fault of new Set([...faults, ...circles])) console.error(fault);
if (faults.length + circles.length > 0) process.exitCode = 1;
