import { describe, expect, it } from 'vitest';
import { Builder } from '../../../compiler/ops/builder.ts';
import type { Value, Variable } from '../../../compiler/ir/ir.ts';
import { largestBatch, liveAt, peakAt, peakLines, plan, releasesOf } from '../../../compiler/passes/plan.ts';
import { extentList, extentsIn } from '../../../compiler/ir/extent-list.ts';
import { at, batched, fixed } from '../../../compiler/ir/extent.ts';
import { zeros } from '../../../compiler/ir/initializer.ts';

const weight: Variable = { name: 'w', role: 'weight', shape: [4], initializer: zeros, trainable: true };

/** x [B, 4] → exp → reshape [B, 2, 2] → sum; and w moved to 2w. */
function example() {
  const build = new Builder();
  const x = build.input('input/x', { shape: batched([4]), dtype: 'float32' }, { kind: 'input', key: 'x' });
  const w = build.read(weight);
  const grown = build.op('exp', [x], {});
  const folded = build.op('reshape', [grown], { shape: batched([2, 2]) });
  const total = build.op('reduceSum', [folded], { axes: [0, 1, 2], keepDims: false });
  const doubled = build.op('add', [w, w], {});
  build.output('total', total);
  build.update(weight, doubled);
  return { program: build.finish('step'), x, w, grown, folded };
}

describe('plan', () => {
  it('frees each value at its last use, and a variable’s old value where it is replaced', () => {
    const { program, x, w, grown, folded } = example();
    const names = releasesOf(plan(program)).map((values) => values.map(({ id }) => id));
    expect(names).toEqual([[x.id], [grown.id], [folded.id], [w.id]]);
  });

  it('counts the bytes alive at each op, shared storage once', () => {
    const { program } = example();
    // Resident: w 16 bytes, x 16 B. exp is written over x; reshape shares. Its sum: + 4. The update is written over w.
    const { liveBytes, residentBytes } = plan(program);
    expect(residentBytes).toEqual({ constant: 16, perBatch: 16 });
    expect(extentsIn(liveBytes)).toEqual([
      { constant: 16, perBatch: 16 },
      { constant: 16, perBatch: 16 },
      { constant: 20, perBatch: 16 },
      { constant: 20, perBatch: 0 },
    ]);
  });

  it('keeps what nothing replaces: inputs without a use, variables that are only read', () => {
    const build = new Builder();
    build.input('input/unused', { shape: batched([1]), dtype: 'float32' }, { kind: 'input', key: 'unused' });
    build.output('y', build.op('negate', [build.read(weight)], {}));
    expect(releasesOf(plan(build.finish('predict')))).toEqual([[]]);
  });

  it('counts variables that the session holds and the program does not read', () => {
    const slot: Variable = { ...weight, name: 'w/momentum', role: 'slot', shape: [10] };
    const { program } = example();
    expect(plan(program, [weight, slot]).residentBytes).toEqual({ constant: 56, perBatch: 16 });
  });
});

describe('overwriting', () => {
  const four = batched([4]);
  const input = { kind: 'input', key: 'x' } as const;

  /** Which input of the last op gives its storage to the output. */
  function chosen(write: (build: Builder) => void): number | undefined {
    const build = new Builder();
    write(build);
    return plan(build.finish('step')).overwritten.at(-1);
  }

  const feed = (build: Builder, name = 'x', shape = four) =>
    build.input(name, { shape, dtype: 'float32' }, input);

  it('takes the first operand that dies with the op', () => {
    expect(chosen((build) => build.output('y', build.op('add', [feed(build), feed(build, 'b')], {})))).toBe(
      0,
    );
    const second = chosen((build) => {
      const x = feed(build);
      build.output('x', x);
      build.output('y', build.op('add', [x, feed(build, 'b')], {}));
    });
    expect(second).toBe(1);
  });

  it('takes none that is repeated, needed later, of another dtype, or seen in another shape', () => {
    const row = [fixed(4)];
    const repeated = (build: Builder): void => {
      const x = feed(build);
      build.output('x', x);
      build.output('y', build.op('add', [x, feed(build, 'b', row)], {}));
    };
    const compared = (build: Builder): void =>
      build.output('y', build.op('greater', [feed(build), feed(build, 'b')], {}));
    const seen = (build: Builder): void => {
      const x = feed(build);
      build.output('folded', build.op('reshape', [x], { shape: batched([2, 2]) }));
      build.output('y', build.op('exp', [x], {}));
    };
    for (const write of [repeated, compared, seen]) expect(chosen(write)).toBe(-1);
  });

  it('takes a product with itself, but not with itself in another shape', () => {
    const square = chosen((build) => {
      const x = feed(build);
      build.output('y', build.op('multiply', [x, x], {}));
    });
    expect(square).toBe(0);
    const crossed = chosen((build) => {
      const x = feed(build, 'x', [fixed(2), fixed(1)]);
      const across = build.op('reshape', [x], { shape: [fixed(1), fixed(2)] });
      const wide = build.op('broadcastTo', [x], { shape: [fixed(2), fixed(2)] });
      build.output('wide', wide);
      build.output('y', build.op('multiply', [x, across], {}));
    });
    expect(crossed).toBe(-1);
  });

  it('writes what a variable is to hold where the variable is, unless its old value is still needed', () => {
    const step = (write: (build: Builder, w: Value, next: Value) => void) => (build: Builder) => {
      const w = build.read(weight);
      const next = build.op('add', [build.op('exp', [feed(build, 'x', [fixed(4)])], {}), w], {});
      build.update(weight, next);
      write(build, w, next);
    };
    expect(chosen(step(() => undefined))).toBe(1);
    expect(chosen(step((build, w) => build.output('old', w)))).toBe(0);
  });
});

describe('peakAt, peakLines, largestBatch', () => {
  const planned = plan(example().program);

  it('finds the op at the peak, which depends on the batch', () => {
    expect(peakAt(planned, 1)).toMatchObject({ bytes: 36, op: { kind: 'reduceSum' } });
    expect(peakAt(planned, 100)).toMatchObject({ bytes: 1620, op: { kind: 'reduceSum' } });
  });

  it('names what is alive at an op', () => {
    const { program, x, w, grown, folded } = example();
    expect(new Set(liveAt(plan(program), 0))).toEqual(new Set([w, x, grown]));
    expect(new Set(liveAt(plan(program), 2))).toEqual(new Set([w, folded, program.outputs[0]?.value]));
  });

  it('is the maximum of the lines for every batch', () => {
    for (const batch of [1, 2, 7, 32]) {
      expect(Math.max(...peakLines(planned).map((line) => at(line, batch)))).toBe(
        peakAt(planned, batch).bytes,
      );
    }
    expect(peakLines(planned).length).toBeLessThan(extentsIn(planned.liveBytes).length + 1);
  });

  it('gives the largest batch within a budget: one more is over it', () => {
    const batch = largestBatch(planned, 1000);
    expect(batch).toBe(61);
    expect(peakAt(planned, batch).bytes).toBeLessThanOrEqual(1000);
    expect(peakAt(planned, batch + 1).bytes).toBeGreaterThan(1000);
  });

  it('gives 0 where not even the variables fit', () => {
    expect(largestBatch(planned, 10)).toBe(0);
    expect(largestBatch({ ...planned, residentBytes: fixed(11), liveBytes: extentList(0) }, 10)).toBe(0);
  });
});
