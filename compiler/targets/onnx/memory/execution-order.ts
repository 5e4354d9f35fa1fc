import type { OnnxGraph, OnnxNode } from '../onnx-model.ts';

/**
 * The order in which onnxruntime runs a graph's nodes: depth-first backwards from those whose results no other node
 * uses, of a node's producers the last one written first (`Graph::ReverseDFSFrom` under `GraphViewer`).
 */
export function executionOrder({ nodes }: OnnxGraph): readonly OnnxNode[] {
  const producers = new Map(
    nodes.flatMap((node, index) => node.outputs.map((name) => [name, index] as const)),
  );
  const sources = nodes.map((node) => {
    const found = node.inputs.flatMap((name) => producers.get(name) ?? []);
    return [...new Set(found)].sort((a, b) => a - b);
  });
  const used = new Set(sources.flat());
  const order: OnnxNode[] = [];
  const visited = new Uint8Array(nodes.length);
  // A node's complement stands for the moment when all that it reads has been made.
  const stack = nodes.flatMap((_, index) => (used.has(index) ? [] : [index]));
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const node = entry < 0 ? nodes[~entry] : undefined;
    if (node !== undefined) order.push(node);
    if (entry < 0 || visited[entry] === 1) continue;
    visited[entry] = 1;
    stack.push(~entry, ...(sources[entry] ?? []).filter((source) => visited[source] === 0));
  }
  return order;
}
