import { describe, expect, it } from 'vitest';
import { emitOnnx, onnxModel } from '../../compiler/targets/onnx/emit-onnx.ts';
import { legalizeFor } from '../../compiler/targets/onnx/provider.ts';
import type { OpKind } from '../../compiler/ir/op-attributes.ts';
import type { Program } from '../../compiler/ir/ir.ts';
import type { HostTensor } from '../../runtime/engines/engine.ts';
import { availability } from '../../runtime/engines/onnx/onnx-engine.ts';
import { loadOnnxRuntime } from '../../runtime/engines/onnx/load-onnx-runtime.ts';
import { opCases } from './cases/all.ts';
import { cpu } from './engines.ts';
import type { OpCase } from './op-case.ts';
import { difference, feedOf, programOf, runOnce } from './run-op.ts';

/*
 * Graphs written for WebGPU hold no operator that it lacks, and compute the same: shown on the CPU, which has all of
 * them, so that it holds on machines without a GPU too.
 */

const kinds = [
  ...(['conv2d', 'conv2dInputGrad', 'conv2dFilterGrad', 'maxPool2d', 'maxPool2dGrad', 'power'] as const),
  ...(['batchNorm', 'batchNormGrad', 'batchNormInference'] as const),
];
const onnx = await availability();

/** The outputs of the graph for WebGPU, on the CPU. */
async function run(program: Program, opCase: OpCase<OpKind>): Promise<ReadonlyMap<string, HostTensor>> {
  const runtime = await loadOnnxRuntime();
  const emitted = emitOnnx(legalizeFor('webgpu', program), opCase.batch, { provider: 'webgpu' });
  for (const { opType, attributes, outputs } of emitted.graph.nodes) {
    const { group = 1, kernel_shape: kernel = [] } = attributes;
    expect(opType === 'Conv' && group !== 1 && Array.isArray(kernel) && kernel.length > 2).toBe(false);
    expect(opType === 'MaxPool' && outputs.length > 1).toBe(false);
  }
  const session = await runtime.InferenceSession.create(onnxModel(emitted), { logSeverityLevel: 3 });
  const given = feedOf(opCase);
  const feeds = emitted.inputs.map(({ name, tensor, dtype, dims }) => {
    const { data } = given.get(name) ?? { data: new Float32Array() };
    return [tensor, new runtime.Tensor(dtype, data, dims)] as const;
  });
  const results = await session.run(Object.fromEntries(feeds));
  await session.release();
  return new Map(
    program.outputs.map(({ name }, index) => {
      const { data } = results[emitted.outputs[index]?.tensor ?? ''] ?? {};
      return [name, { dtype: 'float32', shape: [], data: data as Float32Array }];
    }),
  );
}

describe.skipIf(!onnx.available).each(kinds)('%s', (kind: OpKind) => {
  const cases = opCases[kind] as readonly OpCase<OpKind>[];

  it.each(cases)('$title', async (opCase) => {
    const program = programOf(kind, opCase);
    const wanted = await runOnce(cpu, program, opCase.batch, feedOf(opCase));
    const found = await run(program, opCase);
    for (const [name, tensor] of wanted) expect(difference(found.get(name), tensor)).toBeLessThan(1e-5);
  });
});
