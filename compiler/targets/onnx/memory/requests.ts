import type { OnnxGraph } from '../onnx-model.ts';
import { type Buffer, planBuffers } from './buffer-plan.ts';
import { executionOrder } from './execution-order.ts';
import { scratchBytes, takesScratchFirst } from './scratch.ts';
import { bytesOf, tensorTypes, type OnnxType } from './tensor-types.ts';

/** Bytes that are asked for, or the position, among those that were, of what is given back. */
export type Request = { readonly bytes: number } | { readonly back: number };

/**
 * What a graph asks of onnxruntime's arena while it runs on so many threads, in order: buffers for results, and what
 * operators need beside them. All of it is given back by the end.
 */
export function arenaRequests(graph: OnnxGraph, threads: number): readonly Request[] {
  const types = tensorTypes(graph);
  const typeOf = (name: string): OnnxType => {
    const type = types.get(name);
    if (type === undefined) throw new RangeError(`there is no tensor ${name}`);
    return type;
  };
  const order = executionOrder(graph);
  const made: Buffer[][] = order.map(() => []);
  for (const buffer of planBuffers(graph, order, types)) made[buffer.from]?.push(buffer);
  const held: number[][] = [...order, []].map(() => []);
  const requests: Request[] = [];
  let asked = 0;
  const ask = (bytes: number): number => {
    requests.push({ bytes });
    return asked++;
  };
  order.forEach((node, position) => {
    const take = (): void => {
      for (const { type, to } of made[position] ?? []) held[to]?.push(ask(bytesOf(type)));
    };
    const late = takesScratchFirst(node);
    if (!late) take();
    const scratch = scratchBytes(node, node.inputs.map(typeOf), node.outputs.map(typeOf), threads).map(ask);
    if (late) take();
    for (const back of [...scratch, ...(held[position] ?? [])]) requests.push({ back });
  });
  for (const back of held[order.length] ?? []) requests.push({ back });
  return requests;
}
