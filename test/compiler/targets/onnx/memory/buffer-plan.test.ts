import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../../compiler/targets/onnx/graph-builder.ts';
import { planBuffers } from '../../../../../compiler/targets/onnx/memory/buffer-plan.ts';
import { executionOrder } from '../../../../../compiler/targets/onnx/memory/execution-order.ts';
import { tensorTypes } from '../../../../../compiler/targets/onnx/memory/tensor-types.ts';

/** The span of each buffer of a chain of operators between an input of 4 × 4 and a sum over all of it. */
function spans(write: (graph: GraphBuilder, x: string) => string): (readonly [number, number])[] {
  const builder = new GraphBuilder();
  builder.inputs.push({ name: 'x', elementType: 'float32', dims: [4, 4] });
  const sum = builder.node('ReduceSum', [write(builder, 'x'), builder.ints([0, 1])], { keepdims: 0 });
  builder.outputs.push({ name: sum, elementType: 'float32', dims: [] });
  const graph = builder.finish('test');
  return planBuffers(graph, executionOrder(graph), tensorTypes(graph)).map(({ from, to }) => [from, to]);
}

describe('the buffers of a graph', () => {
  it('are two that take turns where an operator cannot write over its input', () => {
    const chain = spans((graph, x) => ['Neg', 'Abs', 'Exp'].reduce((t, op) => graph.node(op, [t]), x));
    expect(chain).toEqual([
      [0, 3],
      [1, 2],
      [3, 4],
    ]);
  });

  it('are one where it can, and where nothing moves', () => {
    const chain = spans((graph, x) => {
      const shaped = graph.reshape(graph.node('Neg', [x]), [2, 8]);
      return graph.node('Relu', [graph.node('Tanh', [shaped])]);
    });
    expect(chain).toEqual([
      [0, 4],
      [4, 5],
    ]);
  });

  it('take no turns behind an operator whose result has a shape that only its running tells', () => {
    const chain = spans((graph, x) => {
      const image = graph.reshape(graph.node('Neg', [x]), [1, 1, 4, 4]);
      const [pooled = '', indices = ''] = graph.nodes('MaxPool', [image], { kernel_shape: [1, 1] }, 2);
      const spread = graph.node('MaxUnpool', [pooled, indices, graph.ints([1, 1, 4, 4])], {
        kernel_shape: [1, 1],
      });
      return graph.reshape(graph.node('Relu', [spread]), [4, 4]);
    });
    expect(chain).toEqual([
      [0, 2],
      [2, 3],
      [2, 3],
      [3, 4],
      [4, 6],
      [6, 7],
    ]);
  });

  it('does not write over what is still to be read', () => {
    const chain = spans((graph, x) => {
      const first = graph.node('Neg', [x]);
      return graph.node('Add', [graph.node('Relu', [first]), first]);
    });
    expect(chain.length).toBe(4);
  });
});

it('runs what an operator reads last-made first, and everything once', () => {
  const graph = new GraphBuilder();
  graph.inputs.push({ name: 'x', elementType: 'float32', dims: [1] });
  const [a, b] = [graph.node('Neg', ['x']), graph.node('Abs', ['x'])];
  graph.outputs.push({ name: graph.node('Add', [a, b]), elementType: 'float32', dims: [1] });
  expect(executionOrder(graph.finish('test')).map(({ opType }) => opType)).toEqual(['Abs', 'Neg', 'Add']);
});
