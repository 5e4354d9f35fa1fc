import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as runtime from 'onnxruntime-node';
import { onnxFolder } from './onnx-folder.ts';

/** The module, as it is once it is loaded. */
export type OnnxRuntime = typeof runtime;

interface Loaded {
  readonly runtime: OnnxRuntime;
  /** The file that was loaded, for other processes. */
  readonly library: string;
}

let loading: Promise<Loaded> | undefined;

/** Loads onnxruntime-node once, when it is first wanted. Rejects where it is missing or cannot run. */
export const loadOnnxRuntime = async (): Promise<OnnxRuntime> => (await load()).runtime;

/** The file of the onnxruntime-node that is loaded. Rejects as loadOnnxRuntime does. */
export const onnxLibrary = async (): Promise<string> => (await load()).library;

const load = (): Promise<Loaded> => (loading ??= Promise.resolve().then(loadNow));

/** cnnc's own, else the one that `cnnc engines install onnx` got. */
function loadNow(): Loaded {
  try {
    return loadFrom(import.meta.url);
  } catch (error) {
    try {
      return loadFrom(join(onnxFolder(), 'package.json'));
    } catch {
      throw error;
    }
  }
}

function loadFrom(place: string): Loaded {
  const require = createRequire(place);
  const library = require.resolve('onnxruntime-node');
  return { runtime: require(library) as OnnxRuntime, library };
}
