/** Lays Python out as `ruff format` does, which is as `black` does. */
export async function layOutPython(): Promise<(text: string) => string> {
  // Ten megabytes of WebAssembly, which only who writes Python waits for.
  const { Workspace, PositionEncoding } = await import('@astral-sh/ruff-wasm-nodejs');
  const workspace = new Workspace({ 'line-length': 88, 'target-version': 'py310' }, PositionEncoding.Utf16);
  return (text) => workspace.format(text);
}
