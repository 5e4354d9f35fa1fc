import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs';

const rules = ['E4', 'E7', 'E9', 'F', 'W', 'UP', 'B', 'I', 'SIM', 'C4', 'PIE'];

interface Found {
  readonly code: string;
  readonly message: string;
  readonly start_location: { readonly row: number };
}

/** What ruff's rules, and `more` of them, find in a Python text: `12 F401 …` each. */
export function ruffFinds(text: string, more: readonly string[] = []): readonly string[] {
  const options = { 'line-length': 88, 'target-version': 'py310', lint: { select: [...rules, ...more] } };
  const workspace = new Workspace(options, PositionEncoding.Utf16);
  const found = workspace.check(text) as readonly Found[];
  return found.map(({ start_location: { row }, code, message }) => `${row} ${code} ${message}`);
}
