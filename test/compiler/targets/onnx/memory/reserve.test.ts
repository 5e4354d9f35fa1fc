import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../../compiler/targets/onnx/graph-builder.ts';
import { executionOrder } from '../../../../../compiler/targets/onnx/memory/execution-order.ts';
import { arenaRequests, type Request } from '../../../../../compiler/targets/onnx/memory/requests.ts';
import { planReserve, withReserve } from '../../../../../compiler/targets/onnx/memory/reserve.ts';

const mebibyte = 2 ** 20;

/** Takes pieces of so many MiB, and gives all back. */
const taking = (...sizes: readonly number[]): Request[] => [
  ...sizes.map((size) => ({ bytes: size * mebibyte })),
  ...sizes.map((_, back) => ({ back })),
];

/** A sum over all of `x`, [256, 256], behind an operator that makes a tensor of the same size. */
function chain() {
  const builder = new GraphBuilder();
  builder.inputs.push({ name: 'x', elementType: 'float32', dims: [256, 256] });
  const sum = builder.node('ReduceSum', [builder.node('Neg', ['x']), builder.ints([0, 1])], { keepdims: 0 });
  builder.outputs.push({ name: sum, elementType: 'float32', dims: [] });
  return builder.finish('test');
}

describe('the reserve of a graph', () => {
  it('is as far as best fit comes, in a region of the next power of two', () => {
    expect(planReserve(taking(1.5, 1.5, 2))).toEqual({ bytes: 5 * mebibyte, region: 8 * mebibyte });
    expect(planReserve(taking(0.125))).toEqual({ bytes: 0.125 * mebibyte, region: mebibyte });
  });

  it('is more than half of a region, which is else not made', () => {
    // In a region of 4 MiB the second piece is handed out with all that is left behind it.
    expect(planReserve(taking(1, 1.75, 1))).toEqual({ bytes: 4 * mebibyte + 256, region: 8 * mebibyte });
  });

  it('is that of the buffers and scratch of its operators in turn', () => {
    const requests = arenaRequests(chain(), 2);
    expect(requests).toEqual([{ bytes: 256 * 1024 }, { bytes: 4 }, { back: 0 }, { back: 1 }]);
    expect(planReserve(requests).bytes).toBe(256 * 1024 + 256);
  });

  it('is taken before all else, and leaves nothing behind', () => {
    const graph = withReserve(chain());
    const order = executionOrder(graph).map(({ opType }) => opType);
    expect(order).toEqual(['ConstantOfShape', 'Shape', 'Neg', 'ReduceSum']);
    expect(graph.inputs.map(({ name }) => name)).toEqual(['x', 'reserve']);
    expect(graph.outputs).toEqual(chain().outputs);
  });
});
