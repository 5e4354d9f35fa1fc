import type { Availability, Engine } from '../../runtime/engines/engine.ts';
import { availability as onnxAvailability, onnxEngine } from '../../runtime/engines/onnx/onnx-engine.ts';
import {
  availability as tensorflowAvailability,
  tensorflowEngine,
} from '../../runtime/engines/tensorflow/tensorflow-engine.ts';
import { webgpuAvailability } from '../../runtime/engines/onnx/webgpu.ts';
import { tfjsEngine } from '../../runtime/engines/tfjs/node.ts';

/** The engine that is plain enough to be compared with. */
export const cpu = tfjsEngine('cpu');

const wasm = tfjsEngine('wasm');

/** The other engines, and whether each can run here. */
export const otherEngines: readonly { readonly engine: Engine; readonly availability: Availability }[] =
  await Promise.all([
    wasm.availability().then((availability) => ({ engine: wasm, availability })),
    onnxAvailability().then((availability) => ({ engine: onnxEngine(), availability })),
    webgpuAvailability().then((availability) => ({
      engine: onnxEngine({ provider: 'webgpu' }),
      availability,
    })),
    tensorflowAvailability().then((availability) => ({ engine: tensorflowEngine(), availability })),
  ]);
