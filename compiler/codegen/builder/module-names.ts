import type { BoundModule } from '../../bind/bound-module.ts';

/** A name for the file of each module, the main one, the last, first; no two alike, be it but for capitals. */
export function moduleNames(modules: readonly BoundModule[]): ReadonlyMap<BoundModule, string> {
  const taken = new Set<string>();
  const names = new Map<BoundModule, string>();
  for (const module of modules.toReversed()) {
    const stem = stemOf(module.syntax.source.name);
    let name = stem;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem}_${count}`;
    taken.add(name.toLowerCase());
    names.set(module, name);
  }
  return names;
}

/** The last part of a path, without its ending, as a name. */
export function stemOf(path: string): string {
  const file = path.split(/[/\\:]/).at(-1) ?? '';
  const stem = file.replace(/\.cnn$/i, '').replaceAll(/[^A-Za-z0-9_]+/g, '_');
  return /^[A-Za-z]/.test(stem) ? stem : `net${stem === '' || stem.startsWith('_') ? stem : `_${stem}`}`;
}
