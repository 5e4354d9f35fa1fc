/** The part of onnxruntime-node that the engine uses. */
export type OnnxRuntime = typeof import('onnxruntime-node');

let loading: Promise<OnnxRuntime> | undefined;

/** Loads onnxruntime-node once, when it is first wanted; rejects where it is missing or cannot run. */
export function loadOnnxRuntime(): Promise<OnnxRuntime> {
  loading ??= import('onnxruntime-node');
  return loading;
}
