import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { emitOnnx, onnxModel } from '../../../compiler/targets/onnx/emit-onnx.ts';
import { Builder } from '../../../compiler/ops/builder.ts';
import { fixedShape } from '../../../compiler/ir/extent.ts';
import type { Availability } from '../engine.ts';
import { onnxLibrary } from './load-onnx-runtime.ts';
import { availability as onnxAvailability } from './onnx-engine.ts';

/** How long a driver may take to come up. */
const patience = 20_000;

/**
 * Whether onnxruntime finds a GPU through WebGPU (Vulkan, Metal, Direct3D 12). It is asked in a process of its own: a
 * driver may print to the terminal, hang or crash.
 */
export async function webgpuAvailability(): Promise<Availability> {
  const onnx = await onnxAvailability();
  if (!onnx.available) return onnx;
  const model = Buffer.from(onnxModel(emitOnnx(smallestProgram(), 1, { provider: 'webgpu' })));
  const library = await onnxLibrary();
  try {
    const asked = [script, library, model.toString('base64')];
    await promisify(execFile)(process.execPath, ['-e', ...asked], { timeout: patience });
    return { available: true, version: onnx.version, detail: `onnxruntime ${onnx.version} through WebGPU` };
  } catch {
    return {
      available: false,
      reason: 'onnxruntime finds no GPU through WebGPU here',
      fix: 'install a driver for Vulkan, Metal or Direct3D 12, or choose another engine, such as `onnx`',
    };
  }
}

const script = `
const [library, model] = process.argv.slice(1);
require(library).InferenceSession.create(Buffer.from(model, 'base64'), {
  executionProviders: ['webgpu'],
  logSeverityLevel: 4,
}).then(() => process.exit(0), () => process.exit(1));
`;

function smallestProgram() {
  const build = new Builder();
  const x = build.input('x', { shape: fixedShape([1]), dtype: 'float32' }, { kind: 'input', key: 'x' });
  build.output('y', build.op('exp', [x], {}));
  return build.finish('predict');
}
