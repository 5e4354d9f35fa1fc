import type * as runtime from 'onnxruntime-node';

/** The module, as it is once it is loaded. */
export type OnnxRuntime = typeof runtime;

let loading: Promise<OnnxRuntime> | undefined;

/** Loads onnxruntime-node once, when it is first wanted; rejects where it is missing or cannot run. */
export function loadOnnxRuntime(): Promise<OnnxRuntime> {
  loading ??= import('onnxruntime-node');
  return loading;
}
