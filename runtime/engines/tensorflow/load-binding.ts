import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Binding } from './binding.ts';
import { bindingPlaces } from './binding-places.ts';

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
  let failure: Loading = { ok: false, reason: 'its native library is not installed', fix: installFix };
  for (const path of bindingPlaces().filter(existsSync)) {
    try {
      const binding = createRequire(import.meta.url)(path) as Binding;
      return { ok: true, binding, path };
    } catch (error) {
      failure = { ok: false, reason: `${path} does not load: ${firstLine(error)}`, fix: installFix };
    }
  }
  return failure;
}

function firstLine(error: unknown): string {
  const [line = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return line;
}
