import type { Tensor } from '@tensorflow/tfjs-core';
import { conv2dFilterGradAsConv } from '../../compiler/ops/decompositions/conv2d-filter-grad-as-conv.ts';
import type { OpKind } from '../../compiler/ir/op-attributes.ts';
import type { OpNode, Program, Value } from '../../compiler/ir/ir.ts';
import { legalize } from '../../compiler/passes/legalize.ts';
import { plan, releasesOf } from '../../compiler/passes/plan.ts';
import { sameShape } from '../../compiler/ir/extent.ts';
import type { HostTensor } from '../../runtime/engines/engine.ts';
import type { KernelCall, KernelRow } from '../../runtime/engines/tfjs/kernels/kernel-call.ts';
import { kernelTables, sharedRows } from '../../runtime/engines/tfjs/kernels/table.ts';
import { type Tfjs, withBackend } from '../../runtime/engines/tfjs/load.ts';
import { loadWasm } from '../../runtime/engines/tfjs/node.ts';
import { download, runKernel, upload } from '../../runtime/engines/tfjs/tensors.ts';
import { firstValues, randomInputs } from '../feeds.ts';
import { networks } from '../networks.ts';
import type { Contestant, Entry, Task } from './contestant.ts';

/**
 * The step program on the kernels that tfjs-backend-wasm ships and nothing else. What has none (Conv2DBackpropFilter) is
 * composed of Conv2D, and so is the input gradient, of which the library's own kernel takes ten times as long.
 */
export async function wasmNaiveContestant({ net, batch }: Task): Promise<Entry> {
  const tfjs = await loadWasm();
  const program = legalize(networks[net](), {
    native: (op) => isStock(tfjs, op, batch),
    decompositions: { conv2dFilterGrad: conv2dFilterGradAsConv },
  });
  const run = await stepper(tfjs, program, batch);
  const inputs = randomInputs(program, batch);
  const contestant: Contestant = {
    name: 'wasm, naive',
    time: (steps) =>
      withBackend(tfjs, 'wasm', () => {
        const times: number[] = [];
        for (let step = -2; step < steps; step++) {
          const start = performance.now();
          run(inputs);
          if (step >= 0) times.push(performance.now() - start);
        }
        return times;
      }),
    dispose: () => Promise.resolve(),
  };
  return { contestant };
}

/** Whether one kernel of the library's does the op, and not slower than others of its make up for it. */
function isStock(tfjs: Tfjs, op: OpNode, batch: number): boolean {
  if (sharedRows[op.kind] === 'composed' || op.kind === 'conv2dInputGrad') return false;
  if (op.kind === 'select') {
    return op.inputs.every(({ shape }) => sameShape(shape, op.outputs[0]?.shape ?? []));
  }
  return (tfjs.getKernel(stockCall(op, batch).kernel, 'wasm') as unknown) !== undefined;
}

/** OneHot has a bug to be got round, whoever calls it. */
function stockCall(op: OpNode, batch: number): KernelCall {
  const row = (op.kind === 'oneHot' ? kernelTables.wasm : sharedRows)[op.kind] as KernelRow<OpKind>;
  if (row === 'composed') throw new RangeError(`${op.kind} has no kernel`);
  return row(op, batch);
}

/** Runs the program on a batch, op by op, each value freed at its last use. */
async function stepper(
  tfjs: Tfjs,
  program: Program,
  batch: number,
): Promise<(inputs: ReadonlyMap<string, HostTensor>) => void> {
  const releases = releasesOf(plan(program));
  const calls = program.ops.map((op) => stockCall(op, batch));
  const first = firstValues(program.variables.map(({ variable }) => variable));
  const variables = await withBackend(
    tfjs,
    'wasm',
    () =>
      new Map(
        Array.from(first, ([variable, data]) => [
          variable,
          upload(tfjs, { data, shape: variable.shape, dtype: 'float32' }),
        ]),
      ),
  );
  return (inputs) => {
    const tensors = new Map<Value, Tensor>();
    const held = (value: Value): Tensor => {
      const tensor = tensors.get(value);
      if (tensor === undefined) throw new RangeError(`${value.name} does not exist`);
      return tensor;
    };
    for (const { variable, value } of program.variables) {
      const tensor = variables.get(variable);
      if (tensor !== undefined) tensors.set(value, tensor);
    }
    for (const { name, value } of program.inputs) {
      const fed = inputs.get(name);
      if (fed !== undefined) tensors.set(value, upload(tfjs, fed));
    }
    program.ops.forEach((op, index) => {
      const call = calls[index];
      const made = call === undefined ? [] : runKernel(tfjs, call, op.inputs.map(held));
      op.outputs.forEach((value, position) => {
        const tensor = made[position];
        if (tensor !== undefined) tensors.set(value, tensor);
      });
      for (const value of releases[index] ?? []) {
        held(value).dispose();
        tensors.delete(value);
      }
    });
    for (const { value } of program.outputs) download(held(value));
    for (const { variable, value } of program.updates) variables.set(variable, held(value));
    for (const { value } of program.outputs) held(value).dispose();
  };
}
