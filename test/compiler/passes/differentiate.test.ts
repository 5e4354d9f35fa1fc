import { describe, expect, it } from 'vitest';
import { Builder } from '../../../compiler/ops/builder.ts';
import { differentiate } from '../../../compiler/passes/differentiate.ts';
import type { Value } from '../../../compiler/ir/ir.ts';
import { fixedShape } from '../../../compiler/ir/extent.ts';

function start(...names: string[]) {
  const build = new Builder();
  const values = names.map((name) =>
    build.input(`input/${name}`, { shape: fixedShape([3]), dtype: 'float32' }, { kind: 'input', key: name }),
  );
  return { build, values: values as [Value, Value, Value] };
}

const sumAll = (build: Builder, x: Value) => build.op('reduceSum', [x], { axes: [0], keepDims: false });

describe('differentiate', () => {
  it('adds up the gradients of a value that is used twice', () => {
    const { build, values } = start('x');
    const [x] = values;
    const loss = sumAll(build, build.op('multiply', [x, x], {}));
    const [gradient] = differentiate(build, loss, [x]);
    expect(gradient && build.producer(gradient)?.kind).toBe('add');
  });

  it('gives nothing for a value that the loss does not depend on', () => {
    const { build, values } = start('x', 'other');
    const [x, other] = values;
    expect(differentiate(build, sumAll(build, x), [other])).toEqual([undefined]);
  });

  it('has no backward part before a value that needs none (a frozen base)', () => {
    const { build, values } = start('image', 'weight');
    const [image, weight] = values;
    build.origin = 'base';
    const features = build.op('exp', [build.op('tanh', [image], {})], {});
    build.origin = 'head';
    const loss = sumAll(build, build.op('multiply', [features, weight], {}));
    differentiate(build, loss, [weight]);
    const backward = build.ops.filter(({ stage }) => stage === 'backward');
    expect(backward.length).toBeGreaterThan(0);
    expect(backward.filter(({ origin }) => origin === 'base')).toEqual([]);
  });

  it('says when a gradient is complete, last layer first, before the rest of the backward pass', () => {
    const { build, values } = start('x', 'first', 'last');
    const [x, first, last] = values;
    const hidden = build.op('tanh', [build.op('multiply', [x, first], {})], {});
    const loss = sumAll(build, build.op('multiply', [hidden, last], {}));
    const ready: [Value, number][] = [];
    differentiate(build, loss, [first, last], (value) => ready.push([value, build.ops.length]));
    expect(ready.map(([value]) => value)).toEqual([last, first]);
    expect(ready[0]?.[1]).toBeLessThan(ready[1]?.[1] ?? 0);
  });

  it('does not pass a gradient through what has none', () => {
    const { build, values } = start('x');
    const [x] = values;
    const loss = sumAll(build, build.op('floor', [x], {}));
    expect(differentiate(build, loss, [x])).toEqual([undefined]);
  });
});
