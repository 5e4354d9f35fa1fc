import { describe, expect, it } from 'vitest';
import type { Decomposition } from '../../../compiler/ops/decompositions/decomposition.ts';
import { decompositions } from '../../../compiler/ops/decompositions/registry.ts';
import { Builder } from '../../../compiler/ops/builder.ts';
import type { OpNode } from '../../../compiler/ir/ir.ts';
import { legalize } from '../../../compiler/passes/legalize.ts';
import { batched } from '../../../compiler/ir/extent.ts';

const image = (build: Builder) =>
  build.input('x', { shape: batched([4, 4, 2]), dtype: 'float32' }, { kind: 'input', key: 'x' });

const bare = { native: (op: OpNode) => decompositions[op.kind] === undefined || op.kind === 'matmul' };

describe('legalize', () => {
  it('keeps a program of native ops as it is', () => {
    const build = new Builder();
    build.output('y', build.op('exp', [image(build)], {}));
    const program = build.finish('predict');
    expect(legalize(program, { native: () => true })).toEqual(program);
  });

  it('keeps the values of the program, and numbers new ones apart', () => {
    const build = new Builder();
    build.origin = 'head';
    build.stage = 'loss';
    const y = build.op('softmax', [image(build)], {});
    build.output('y', build.op('exp', [y], {}));
    const legal = legalize(build.finish('predict'), {
      native: (op) => op.kind !== 'softmax',
    });
    expect(legal.ops.map((op) => op.kind)).toEqual([
      'reduceMax',
      'subtract',
      'exp',
      'reduceSum',
      'divide',
      'exp',
    ]);
    expect(legal.ops[4]?.outputs[0]).toBe(y);
    expect(legal.ops[5]?.inputs[0]).toBe(y);
    const ids = legal.ops.flatMap((op) => op.outputs.map((value) => value.id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(legal.ops.every((op) => op.origin === 'head' && op.stage === 'loss')).toBe(true);
  });

  it('takes apart what a decomposition is made of, too', () => {
    const build = new Builder();
    const x = image(build);
    const channels = (name: string) =>
      build.read({
        name,
        role: 'weight',
        shape: [2],
        initializer: { kind: 'constant', value: 1 },
        trainable: true,
      });
    const [y] = build.all('batchNorm', [x, channels('gamma'), channels('beta')], { epsilon: 1e-3 });
    if (y) build.output('y', y);
    const kinds = new Set(legalize(build.finish('predict'), bare).ops.map((op) => op.kind));
    expect([...kinds].filter((kind) => decompositions[kind] !== undefined)).toEqual(['matmul']);
  });

  it('makes a reshape of what leaves its input as it is', () => {
    const build = new Builder();
    const x = image(build);
    const same = build.op('transpose', [x], { permutation: [0, 1, 2, 3] });
    const one = build.op('concat', [same], { axis: 3 });
    const cast = build.op('cast', [one], { dtype: 'float32' });
    build.output('y', build.op('pad', [cast], { paddings: x.shape.map(() => [0, 0] as const), value: 1 }));
    const legal = legalize(build.finish('predict'), { native: () => true });
    expect(legal.ops.map((op) => op.kind)).toEqual(['reshape', 'reshape', 'reshape', 'reshape']);
  });

  it('says which op nothing can make', () => {
    const build = new Builder();
    build.origin = 'activation';
    build.output('y', build.op('exp', [image(build)], {}));
    const program = build.finish('predict');
    expect(() => legalize(program, { native: () => false })).toThrow(
      'activation: the engine has no exp and nothing to make it of',
    );
  });

  it('refuses a decomposition that gives something else', () => {
    const build = new Builder();
    build.output('y', build.op('exp', [image(build)], {}));
    const program = build.finish('predict');
    const narrow: Decomposition<'exp'> = (inner, op) => [
      inner.op('reduceSum', op.inputs, { axes: [3], keepDims: false }),
    ];
    const native = (op: OpNode): boolean => op.kind !== 'exp';
    expect(() => legalize(program, { native, decompositions: { exp: narrow } })).toThrow(
      'the decomposition of exp gives',
    );
    expect(() => legalize(program, { native, decompositions: { exp: () => [] } })).toThrow('too few values');
  });
});
