import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as runtime from 'onnxruntime-node';
import { onnxFolder } from './onnx-folder.ts';

/** The module, as it is once it is loaded. */
export type OnnxRuntime = typeof runtime;

let loading: Promise<OnnxRuntime> | undefined;

/**
 * Loads onnxruntime-node once, when it is first wanted: cnnc's own, else the one that `cnnc engines install onnx` got.
 * Rejects where it is missing or cannot run.
 */
export function loadOnnxRuntime(): Promise<OnnxRuntime> {
  loading ??= import('onnxruntime-node').catch((error: unknown) => {
    try {
      return createRequire(join(onnxFolder(), 'package.json'))('onnxruntime-node') as OnnxRuntime;
    } catch {
      throw error;
    }
  });
  return loading;
}
