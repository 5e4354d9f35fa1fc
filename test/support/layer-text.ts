/** Parameters whose values are bare words. */
const words = new Set(['padding', 'activation', 'interpolation', 'fill_mode']);

function write(name: string, value: unknown): string {
  if (value === null) return 'none';
  return words.has(name) && typeof value === 'string' ? value : JSON.stringify(value);
}

/** A layer's application as the language writes it. */
export function layerText(kind: string, given: Readonly<Record<string, unknown>>): string {
  const args = Object.entries(given).map(([name, value]) => `${name}=${write(name, value)}`);
  return args.length === 0 ? kind : `${kind}(${args.join(', ')})`;
}

/** A model of one layer. */
export const layerModel = (
  kind: string,
  given: Readonly<Record<string, unknown>>,
  input: readonly number[],
): string => `model M { input x: float32[${input.join(', ')}] ${layerText(kind, given)} }`;
