import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Binding } from './binding.ts';
import { bindingFolders, bindingIn, quietIn } from './binding-places.ts';

/** The native library, or why there is none. */
export type Loading =
  | { readonly ok: true; readonly binding: Binding; readonly path: string }
  | { readonly ok: false; readonly reason: string; readonly fix: string };

let loaded: Loading | undefined;

/** Loads the native half of tfjs-node once, when it is first wanted, with TensorFlow's own messages turned off. */
export function loadBinding(): Loading {
  if (loaded?.ok) return loaded;
  loaded = load();
  return loaded;
}

const installFix = 'run `cnnc engines install tensorflow`, or choose another engine';

function load(): Loading {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  // Programs run node by node (each of them on every core), so that one thread need keep memory of its own.
  process.env['TF_NUM_INTEROP_THREADS'] ??= '1';
  let failure: Loading = { ok: false, reason: 'its native library is not installed', fix: installFix };
  for (const folder of bindingFolders()) {
    const path = bindingIn(folder);
    if (!existsSync(path)) continue;
    try {
      return { ok: true, binding: silently(folder, () => require(path) as Binding), path };
    } catch (error) {
      failure = { ok: false, reason: `${path} does not load: ${firstLine(error)}`, fix: installFix };
    }
  }
  return failure;
}

const require = createRequire(import.meta.url);

/** Does something while nothing reaches the standard error, where the folder has the module for that. */
function silently<T>(folder: string, act: () => T): T {
  if (!existsSync(quietIn(folder))) return act();
  const quiet = require(quietIn(folder)) as { readonly mute: () => void; readonly unmute: () => void };
  quiet.mute();
  try {
    return act();
  } finally {
    quiet.unmute();
  }
}

function firstLine(error: unknown): string {
  const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return line;
}
