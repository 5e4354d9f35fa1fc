import type { OnnxGraph, OnnxNode } from '../onnx-model.ts';
import { type Allocation, Arena } from './arena.ts';
import { type Buffer, planBuffers } from './buffer-plan.ts';
import { executionOrder } from './execution-order.ts';
import { scratchBytes } from './scratch.ts';
import { bytesOf, sizeOf, tensorTypes, type TensorType } from './tensor-types.ts';

/**
 * Bytes of memory that onnxruntime comes to hold while a graph runs, on so many threads: results, what operators need
 * beside them, and what best fit leaves unused between them.
 */
export function graphBytes(graph: OnnxGraph, threads: number): number {
  const types = tensorTypes(graph);
  const order = executionOrder(graph);
  const made = grouped(planBuffers(graph, order, types), ({ from }) => from);
  const arena = new Arena();
  const held: Allocation[][] = order.map(() => []);
  const typeOf = (name: string): TensorType => {
    const type = types.get(name);
    if (type === undefined) throw new RangeError(`there is no tensor ${name}`);
    return type;
  };
  order.forEach((node, position) => {
    for (const { type, to } of made.get(position) ?? []) {
      const allocation = arena.allocate(bytesOf(type));
      held[to]?.push(allocation);
    }
    const scratch = scratchBytes(node, node.inputs.map(typeOf), node.outputs.map(typeOf), threads);
    for (const taken of scratch.map((bytes) => arena.allocate(bytes))) arena.release(taken);
    for (const allocation of held[position] ?? []) arena.release(allocation);
  });
  const lists = graph.nodes.map((node) => indexListBytes(node, node.inputs.map(typeOf)));
  return arena.touchedBytes + arena.tableBytes + lists.reduce((a, b) => Math.max(a, b), 0);
}

/** Scattering copies its indices to a list of its own, outside of the arena. */
const indexListBytes = ({ opType }: OnnxNode, [, indices]: readonly TensorType[]): number =>
  opType === 'ScatterElements' && indices !== undefined ? 8 * sizeOf(indices.dims) : 0;

function grouped(buffers: readonly Buffer[], key: (buffer: Buffer) => number): Map<number, Buffer[]> {
  const groups = new Map<number, Buffer[]>();
  for (const buffer of buffers) groups.set(key(buffer), [...(groups.get(key(buffer)) ?? []), buffer]);
  return groups;
}
