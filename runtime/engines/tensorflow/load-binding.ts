import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Binding } from './binding.ts';
import { bindingFolders, bindingIn, hostIn } from './binding-places.ts';

/** What a module built beside the binding does for the process itself. */
export interface HostModule {
  /** Turns the standard error off, and on again. */
  readonly mute: () => void;
  readonly unmute: () => void;
  /** Gives back to the system what lies free in the heaps of malloc, as far as the system's malloc can. */
  readonly trim: () => void;
}

/** The native library, or why there is none. */
export type Loading =
  | { readonly ok: true; readonly binding: Binding; readonly path: string; readonly host?: HostModule }
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
      const host = hostModule(folder);
      const binding = silently(host, () => require(path) as Binding);
      return { ok: true, binding, path, ...(host && { host }) };
    } catch (error) {
      failure = { ok: false, reason: `${path} does not load: ${firstLine(error)}`, fix: installFix };
    }
  }
  return failure;
}

const require = createRequire(import.meta.url);

/** The module for the process itself, where the folder has one that loads. */
function hostModule(folder: string): HostModule | undefined {
  try {
    return existsSync(hostIn(folder)) ? (require(hostIn(folder)) as HostModule) : undefined;
  } catch {
    return undefined;
  }
}

/** Does something while nothing reaches the standard error, where that can be. */
function silently<T>(host: HostModule | undefined, act: () => T): T {
  host?.mute();
  try {
    return act();
  } finally {
    host?.unmute();
  }
}

function firstLine(error: unknown): string {
  const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return line;
}
