import { expect, test } from 'vitest';
import { emitOnnx } from '../../../../../compiler/targets/onnx/emit-onnx.ts';
import { tensorTypes } from '../../../../../compiler/targets/onnx/memory/tensor-types.ts';
import { Builder } from '../../../../../compiler/ops/builder.ts';
import { batched } from '../../../../../compiler/ir/extent.ts';

test('the sizes of what is put side by side add up', () => {
  const build = new Builder();
  const [a, b] = ([3, 5] as const).map((size) =>
    build.input(
      `x${size}`,
      { shape: batched([2, size]), dtype: 'float32' },
      { kind: 'input', key: `x${size}` },
    ),
  );
  if (a === undefined || b === undefined) throw new Error('two inputs');
  build.output('y', build.op('exp', [build.op('concat', [a, b, a], { axis: 2 })], {}));
  const { graph, outputs } = emitOnnx(build.finish('predict'), 4);
  const types = tensorTypes(graph);
  const concat = graph.nodes.find(({ opType }) => opType === 'Concat');
  expect(types.get(concat?.outputs[0] ?? '')).toEqual({ elementType: 'float32', dims: [4, 2, 11] });
  expect(types.get(outputs[0]?.tensor ?? '')?.dims).toEqual([4, 2, 11]);
});
