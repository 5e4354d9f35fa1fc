import { describe, expect, it } from 'vitest';
import type { OpKind } from '../../../compiler/ir/op-attributes.ts';
import { opKinds } from '../../../compiler/ops/registry.ts';
import { Builder } from '../../../compiler/ops/builder.ts';
import type { OpNode, Program, Value } from '../../../compiler/ir/ir.ts';
import type { HostTensor } from '../../../runtime/engines/engine.ts';
import { availability, onnxEngine } from '../../../runtime/engines/onnx/onnx-engine.ts';
import { opCases } from '../../laws/cases/all.ts';
import { makeInput } from '../../laws/numbers.ts';
import type { OpCase } from '../../laws/op-case.ts';
import type { Dense } from '../../reference/dense.ts';
import { reference } from '../../reference/reference.ts';

const here = await availability();

/** A pooling of single cells: leaves its input as it is, but wants it laid out as an image. */
const alone = {
  poolSize: [1, 1],
  strides: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
} as const;

/** A program of one op; `asImages`: every float operand of rank four comes laid out as an image. */
function programOf(kind: OpKind, { inputs, attributes }: OpCase<OpKind>, asImages: boolean): Program {
  const build = new Builder();
  build.origin = 'test';
  const values = inputs.map((type, index) => {
    const value = build.input(`x${index}`, type, { kind: 'input', key: `x${index}` });
    const plane = asImages && type.dtype === 'float32' && type.shape.length === 4;
    return plane ? build.op('maxPool2d', [value], alone) : value;
  });
  if (kind === 'maxPool2dGrad')
    replacePooled(build, values, attributes as OpCase<'maxPool2dGrad'>['attributes']);
  build.all(kind, values, attributes).forEach((value, index) => build.output(`y${index}`, value));
  return build.finish('predict');
}

function replacePooled(build: Builder, values: Value[], attributes: OpCase<'maxPool2d'>['attributes']): void {
  const [x] = values;
  if (x) values[1] = build.op('maxPool2d', [x], attributes);
}

const toDense = ({ shape, data }: HostTensor): Dense => ({ shape, data: Float64Array.from(data) });

async function compare(kind: OpKind, testCase: OpCase<OpKind>, asImages: boolean): Promise<void> {
  const program = programOf(kind, testCase, asImages);
  const tensors = testCase.inputs.map((input, index) => makeInput(input, testCase.batch, index + 1));
  const session = await onnxEngine({ threads: 1 }).open(new Map());
  const feeds = new Map(tensors.map((tensor, index) => [`x${index}`, tensor]));
  const results = await session.run(program, testCase.batch, feeds);
  await session.dispose();
  const expected = reference(program.ops.at(-1) as OpNode, tensors.map(toDense), testCase.batch);
  expected.forEach(({ shape, data }, index) => {
    const result = results.get(`y${index}`);
    expect(result?.shape).toEqual(shape);
    data.forEach((value, position) => {
      const found = result?.data[position] ?? NaN;
      const error = Math.abs(found - value) / Math.max(1, Math.abs(value));
      expect(error, `output ${index}, element ${position}: ${found}, not ${value}`).toBeLessThan(2e-5);
    });
  });
}

describe.skipIf(!here.available)('onnx engine', () => {
  for (const kind of opKinds) {
    describe(kind, () => {
      for (const testCase of opCases[kind] as readonly OpCase<OpKind>[]) {
        it(testCase.title, () => compare(kind, testCase, false));
        const planes = testCase.inputs.some(({ dtype, shape }) => dtype === 'float32' && shape.length === 4);
        if (planes) it(`${testCase.title}, among images`, () => compare(kind, testCase, true));
      }
    });
  }
});
