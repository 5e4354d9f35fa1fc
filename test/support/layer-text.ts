/** Parameters whose values are bare words. */
const words = new Set(['padding', 'activation', 'interpolation', 'fill_mode', 'with']);

function write(name: string, value: unknown): string {
  if (value === null) return 'none';
  return words.has(name) && typeof value === 'string' ? value : JSON.stringify(value);
}

type Given = Readonly<Record<string, unknown>>;

/** A layer's application as the language writes it. */
export function layerText(kind: string, given: Given): string {
  const args = Object.entries(given).map(([name, value]) => `${name}=${write(name, value)}`);
  return args.length === 0 ? kind : `${kind}(${args.join(', ')})`;
}

/** A model of one layer over inputs `x0`, `x1`, …. */
export function layerModel(kind: string, given: Given, inputs: readonly (readonly number[])[]): string {
  const declared = inputs.map((shape, index) => `input x${index}: float32[${shape.join(', ')}]`);
  const others = inputs.slice(1).map((_, index) => `x${index + 1}`);
  const applied = others.length === 0 ? given : { with: `[${others.join(', ')}]`, ...given };
  return `model M { ${declared.join(' ')} from x0 ${layerText(kind, applied)} }`;
}
