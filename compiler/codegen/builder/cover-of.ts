interface Part {
  readonly parts: Map<string, Part>;
  /** Whether a layer has just this path. */
  isLayer: boolean;
  isWanted: boolean;
}

/** The fewest paths that are, or begin, those of the wanted layers, and of no other layer. */
export function coverOf(layers: readonly string[], wanted: ReadonlySet<string>): readonly string[] {
  const root: Part = { parts: new Map(), isLayer: false, isWanted: true };
  for (const layer of layers) {
    let part = root;
    for (const name of layer.split('.')) {
      const next: Part = part.parts.get(name) ?? { parts: new Map(), isLayer: false, isWanted: true };
      part.parts.set(name, next);
      part = next;
    }
    part.isLayer = true;
    part.isWanted = wanted.has(layer);
  }
  return [...root.parts].flatMap(([name, part]) => coverWithin(name, part));
}

function coverWithin(path: string, part: Part): readonly string[] {
  if (isWhole(part)) return [path];
  const inner = [...part.parts].flatMap(([name, next]) => coverWithin(`${path}.${name}`, next));
  return part.isLayer && part.isWanted ? [path, ...inner] : inner;
}

const isWhole = (part: Part): boolean => part.isWanted && [...part.parts.values()].every(isWhole);
