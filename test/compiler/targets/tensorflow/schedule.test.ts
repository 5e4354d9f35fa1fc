import { describe, expect, it } from 'vitest';
import { isHeavy } from '../../../../compiler/targets/tensorflow/chain.ts';
import { emitTensorflow } from '../../../../compiler/targets/tensorflow/emit-tensorflow.ts';
import { findFusedUpdates } from '../../../../compiler/targets/tensorflow/find-fused-updates.ts';
import {
  movedBy,
  operandsOf,
  schedule,
  type ScheduledStep,
} from '../../../../compiler/targets/tensorflow/schedule.ts';
import { tensorflowTarget } from '../../../../compiler/targets/tensorflow/tensorflow-target.ts';
import type { Program, Value } from '../../../../compiler/ir/ir.ts';
import { legalize } from '../../../../compiler/passes/legalize.ts';
import { classifierPrograms } from '../../../support/classifier-programs.ts';
import { modelOf } from '../../../support/compile-text.ts';

const model = `model Net {
  input image: float32[12, 12, 2]
  residual { Conv2D(2, 3, padding=same, activation=relu) Conv2D(2, 3, padding=same) BatchNormalization }
  ReLU
  MaxPool2D(2)
  Flatten
  output label: Dense(3, activation=softmax)
}`;

const stepOf = (kind: 'Adam' | 'Nadam') => {
  const { step, variables } = classifierPrograms(modelOf(model), kind, {});
  return { program: legalize(step, tensorflowTarget(step)), variables };
};

const stepsOf = (program: Program): readonly ScheduledStep[] => schedule(program, findFusedUpdates(program));

describe.each(['Adam', 'Nadam'] as const)('the steps of %s', (kind) => {
  const { program, variables } = stepOf(kind);
  const steps = stepsOf(program);

  it('take only what has been made', () => {
    const made = new Set<Value>([...program.inputs, ...program.variables].map(({ value }) => value));
    for (const step of steps) {
      for (const op of step.kind === 'ops' ? step.ops : []) {
        for (const value of op.inputs) expect(made).toContain(value);
        for (const value of op.outputs) made.add(value);
      }
      for (const value of operandsOf(step)) expect(made).toContain(value);
    }
  });

  it('move a variable when nothing to come takes what it was or is made of', () => {
    const reads = new Map(program.variables.map(({ variable, value }) => [variable, value]));
    steps.forEach((step, index) => {
      if (step.kind === 'ops') return;
      const later = new Set(
        steps.slice(index + 1).flatMap((each) => (each.kind === 'ops' ? operandsOf(each) : [])),
      );
      for (const variable of movedBy(step)) expect(later).not.toContain(reads.get(variable));
      for (const value of operandsOf(step).filter(({ shape }) => shape.length > 0)) {
        expect(later).not.toContain(value);
      }
    });
    expect(new Set(steps.flatMap(movedBy)).size).toBe(program.updates.length);
  });

  it('make the gradients of a filter and its bias in one', () => {
    const joined = steps.flatMap((step) => (step.kind === 'ops' && step.ops.length > 1 ? [step.ops] : []));
    expect(joined.map((ops) => ops.map((op) => op.kind))).toEqual([
      ['conv2dFilterGrad', 'reduceSum'],
      ['conv2dFilterGrad', 'reduceSum'],
    ]);
  });

  it('run one after the other where they are heavy, if the graph is chained', () => {
    const nodes = (chained: boolean) => {
      const graph = emitTensorflow([program], variables, { chained });
      return graph.nodes.filter(({ name }) => name.startsWith('step/'));
    };
    const reach = new Map<string, Set<string>>();
    for (const { name, inputs } of nodes(true)) {
      const before = inputs.map((input) => input.replace(/^\^|:\d+$/g, ''));
      reach.set(name, new Set(before.flatMap((each) => [each, ...(reach.get(each) ?? [])])));
    }
    const heavy = nodes(true).filter(({ op }) =>
      /^(Conv2D|FusedBatchNorm|MaxPool|MatMul|ReluGrad|SoftmaxCross)/.test(op),
    );
    heavy.slice(1).forEach(({ name }, index) => expect(reach.get(name)).toContain(heavy[index]?.name));
    const edges = (chained: boolean) => nodes(chained).flatMap(({ inputs }) => inputs).length;
    expect(edges(true)).toBeGreaterThan(edges(false));
    // What data orders already has no edge more, so that operators may be fused.
    expect(edges(true) - edges(false)).toBeLessThan(steps.filter(isHeavy).length / 2);
  });
});
