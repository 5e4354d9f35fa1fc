import type { ExtensionContext } from 'vscode';

/** Begins the extension, in one file for both: what only Node has is loaded there alone. */
export async function activate(context: ExtensionContext): Promise<void> {
  const place = typeof importScripts === 'function' ? import('./in-browser.ts') : import('./on-machine.ts');
  return (await place).activate(context);
}

/** What a Worker has, and nothing else: the extensions of a browser run in one. */
declare const importScripts: unknown;
