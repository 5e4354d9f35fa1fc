import { expect, describe, it } from 'vitest';
import { type PhasePrograms, buildPrograms } from '../../compiler/program/build-programs.ts';
import type { Program, Variable } from '../../compiler/program/ir.ts';
import { shapeAt } from '../../compiler/program/size.ts';
import { optimizers } from '../../compiler/optimizers/registry.ts';
import type { Engine, HostTensor } from '../../runtime/engines/engine.ts';
import { initialize } from '../../runtime/weights/initialize.ts';
import { modelOf } from '../support/compile-text.ts';
import { hashed } from '../support/hashed.ts';
import { testSpan } from '../support/span.ts';
import { cpu, otherEngines } from './engines.ts';

/* Networks of the kinds of layers that are not in other tests, trained: every engine loses what cpu loses. */

const networks = {
  mobile: `model Mobile {
    input x: float32[12, 12, 3]
    Conv2D(8, 3, strides=2, padding=same, use_bias=false)
    BatchNormalization
    ReLU(max_value=6)
    residual {
      DepthwiseConv2D(3, padding=same, depth_multiplier=2, use_bias=false)
      GroupNormalization(groups=4)
      PReLU(shared_axes=[1, 2])
      Conv2D(8, 1)
    }
    SeparableConv2D(12, 3, strides=2, padding=same)
    LayerNormalization
    gate: GlobalAveragePooling2D(keepdims=true)
    output label: { Multiply(with=gate) Flatten LeakyReLU Dense(3, activation=softmax) }
  }`,
  hourglass: `model Hourglass {
    input x: float32[8, 8, 2]
    fine: Conv2D(4, 3, padding=same, activation=relu)
    MaxPooling2D
    Conv2D(6, 3, padding=same, activation=elu)
    Conv2DTranspose(4, 3, strides=2, padding=same)
    Concatenate(with=fine)
    UpSampling2D(2, interpolation=bilinear)
    Cropping2D(2)
    ZeroPadding2D([[1, 0], [0, 1]])
    Resizing(6, 6)
    AveragePooling2D(2)
    Flatten
    output label: Dense(3, activation=softmax)
  }`,
  volume: `model Volume {
    input x: float32[4, 6, 6, 1]
    Conv3D(4, 3, padding=same, activation=relu)
    MaxPooling3D
    Conv3DTranspose(3, 2, strides=[1, 2, 2], activation=relu)
    GlobalAveragePooling3D
    output label: Dense(3, activation=softmax)
  }`,
  sequence: `model Sequence {
    input x: float32[16, 3]
    Conv1D(6, 3, padding=causal, activation=relu)
    RMSNormalization
    SeparableConv1D(8, 3, strides=2)
    MaxPooling1D
    DepthwiseConv1D(2)
    Permute([2, 1])
    Slice(1, 0, 6)
    ReduceMean(axis=2)
    output label: Dense(3, activation=softmax)
  }`,
};

const batch = 4;

function programsOf(text: string): PhasePrograms {
  const defaults = Object.entries(optimizers.Adam.params).map(
    ([name, spec]) => [name, spec.default] as const,
  );
  return buildPrograms(modelOf(text), {
    name: 'main',
    epochs: 1,
    batch,
    optimizer: {
      kind: 'Adam',
      params: { ...Object.fromEntries(defaults), learning_rate: 0.01 },
      span: testSpan,
    },
    objectives: [
      {
        head: 'label',
        target: 'label',
        loss: { kind: 'sparse_categorical_crossentropy', fromLogits: false },
        weight: 1,
        metrics: [],
        span: testSpan,
      },
    ],
    frozen: new Set(),
    span: testSpan,
  });
}

function feedOf(
  program: Program,
  scalars: Readonly<Record<string, number>>,
  step: number,
): Map<string, HostTensor> {
  return new Map(
    program.inputs.map(({ name, role, value }): [string, HostTensor] => {
      const shape = shapeAt(value.shape, batch);
      if (role.kind === 'target') return [name, { dtype: 'int32', shape, data: Int32Array.of(0, 1, 2, 1) }];
      const numbers = role.kind === 'scalar' ? [scalars[role.key] ?? NaN] : hashed(step, shape);
      return [name, { dtype: 'float32', shape, data: Float32Array.from(numbers) }];
    }),
  );
}

async function losses(engine: Engine, text: string): Promise<number[]> {
  const programs = programsOf(text);
  const { step, variables } = programs;
  const first = variables.map((variable): [Variable, Float32Array] => [variable, initialize(variable, 5)]);
  const session = await engine.open(new Map(first));
  const found: number[] = [];
  for (let iteration = 1; iteration <= 8; iteration++) {
    const results = await session.run(step, batch, feedOf(step, programs.scalars(iteration), iteration));
    found.push(results.get('loss')?.data[0] ?? NaN);
  }
  await session.dispose();
  return found;
}

describe.each(Object.entries(networks))('8 steps of a %s network', (_name, text) => {
  for (const { engine, availability } of otherEngines) {
    it.skipIf(!availability.available)(`${engine.name} loses what cpu loses`, async () => {
      const [wanted, found] = [await losses(cpu, text), await losses(engine, text)];
      expect(wanted.at(-1)).toBeLessThan(wanted[0] ?? 0);
      found.forEach((loss, step) => {
        expect(Math.abs(loss / (wanted[step] ?? NaN) - 1)).toBeLessThan(2e-4);
      });
    });
  }
});
