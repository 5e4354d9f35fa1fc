import { readFileSync } from 'node:fs';
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { emitOnnxModel, emitOnnxStep } from '../../../compiler/targets/onnx/emit-onnx-model.ts';
import { type ConcreteGraph, isConcrete } from '../../../compiler/graph/graph.ts';
import { buildPredict } from '../../../compiler/lower/build-programs.ts';
import type { Program, Variable } from '../../../compiler/ir/ir.ts';
import { shapeAt } from '../../../compiler/ir/extent.ts';
import { Source } from '../../../grammar/source.ts';
import type { HostTensor } from '../../../runtime/engines/engine.ts';
import { loadOnnxRuntime } from '../../../runtime/engines/onnx/load-onnx-runtime.ts';
import { availability, onnxEngine } from '../../../runtime/engines/onnx/onnx-engine.ts';
import { initialize } from '../../../runtime/weights/initialize.ts';
import { difference } from '../../laws/run-op.ts';
import { repositoryFile } from '../../cli/run-cnnc.ts';
import { hashed } from '../../support/hashed.ts';
import { classifierPrograms } from '../../support/classifier-programs.ts';
import { modelOf } from '../../support/compile-text.ts';

const here = await availability();

const layers = `model Layers {
  input image: float32[12, 12, 4]
  Conv2D(8, 3, strides=2, padding=same, activation=relu)
  BatchNormalization
  DepthwiseConv2D(3, padding=same)
  GroupNormalization(groups=4)
  UpSampling2D(2, interpolation=bilinear)
  Conv2DTranspose(4, 3, strides=2, padding=same)
  AveragePooling2D(2, padding=same)
  ZeroPadding2D([[1, 0], [0, 1]])
  LayerNormalization
  gate: GlobalAveragePooling2D(keepdims=true)
  output label: { Multiply(with=gate) Flatten Dropout(0.5) Dense(3, activation=softmax) }
}`;

function exampleOf(name: string): ConcreteGraph {
  const path = repositoryFile(`examples/${name}.cnn`);
  const [graph] = compile(new Source(path, readFileSync(path, 'utf8'))).value.models;
  if (graph === undefined || !isConcrete(graph)) throw new Error(`${name} has no model`);
  return graph;
}

const valuesOf = (variables: Iterable<Variable>): Map<Variable, Float32Array> =>
  new Map([...variables].map((variable) => [variable, initialize(variable, 7)]));

function feedOf(program: Program, batch: number): Map<string, HostTensor> {
  return new Map(
    program.inputs.map(({ name, value, role }, index): [string, HostTensor] => {
      const shape = shapeAt(value.shape, batch);
      const numbers = role.kind === 'scalar' ? [0.01] : hashed(index, shape);
      return value.dtype === 'int32'
        ? [name, { dtype: 'int32', shape, data: Int32Array.from(numbers, (x) => Math.floor(x * 3)) }]
        : [name, { dtype: 'float32', shape, data: Float32Array.from(numbers) }];
    }),
  );
}

const tensorOf = (session: InferenceSession.ReturnType, name: string): HostTensor => {
  const tensor = session[name] as Tensor;
  return { dtype: 'float32', shape: tensor.dims, data: tensor.data as Float32Array };
};

describe.skipIf(!here.available)('a model for ONNX', () => {
  const cases: readonly (readonly [string, () => ConcreteGraph])[] = [
    ['one of many layers', () => modelOf(layers)],
    ...['shapes', 'two_heads', 'se_resnet'].map((name) => [name, () => exampleOf(name)] as const),
  ];

  it.each(cases)('predicts what the engine does, whatever the batch: %s', async (_, graphOf) => {
    const program = buildPredict(graphOf());
    const values = valuesOf(program.variables.map(({ variable }) => variable));
    const runtime = await loadOnnxRuntime();
    const model = await runtime.InferenceSession.create(emitOnnxModel(program, values));
    expect(model.inputNames).toEqual(
      program.inputs.map(({ role }) => (role.kind === 'input' ? role.key : '')),
    );
    expect(model.outputNames).toEqual(program.outputs.map(({ name }) => name));
    const session = await onnxEngine().open(values);
    for (const batch of [1, 3]) {
      const fed = feedOf(program, batch);
      const feeds = [...fed].map(([name, { data, shape }]) => [
        name.replace('input/', ''),
        new runtime.Tensor('float32', data as Float32Array, shape),
      ]);
      const given = await model.run(Object.fromEntries(feeds) as Record<string, Tensor>);
      for (const [name, wanted] of await session.run(program, batch, fed)) {
        expect(tensorOf(given, name).shape).toEqual(wanted.shape);
        expect(difference(tensorOf(given, name), wanted)).toBeLessThan(1e-5);
      }
    }
    await model.release();
    await session.dispose();
  });

  it('trains as the engine does: a step takes the weights and gives the next ones', async () => {
    const { step, variables } = classifierPrograms(modelOf(layers), 'SGD', { momentum: 0.9 });
    const values = valuesOf(variables);
    const runtime = await loadOnnxRuntime();
    const model = await runtime.InferenceSession.create(emitOnnxStep(step, 4));
    const session = await onnxEngine().open(values);
    const tensors = new Map<string, Tensor>(
      [...values].map(([{ name, shape }, data]) => [name, new runtime.Tensor('float32', data, shape)]),
    );
    for (let iteration = 0; iteration < 3; iteration++) {
      const fed = feedOf(step, 4);
      for (const [name, { dtype, data, shape }] of fed)
        tensors.set(name, new runtime.Tensor(dtype, data, shape));
      const given = await model.run(
        Object.fromEntries(model.inputNames.map((name) => [name, tensors.get(name)!])),
      );
      const wanted = (await session.run(step, 4, fed)).get('loss');
      expect(difference(tensorOf(given, 'loss'), wanted)).toBeLessThan(1e-5);
      for (const { variable } of step.updates)
        tensors.set(variable.name, given[`${variable.name}/next`] as Tensor);
    }
    await model.release();
    await session.dispose();
  });

  it('holds no weights that it moves', () => {
    const { step, variables } = classifierPrograms(modelOf(layers), 'SGD', {});
    expect(() => emitOnnxModel(step, valuesOf(variables))).toThrow('cannot hold them');
  });
});
