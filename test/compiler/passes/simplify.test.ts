import { describe, expect, it } from 'vitest';
import { Builder } from '../../../compiler/ops/builder.ts';
import { simplify } from '../../../compiler/passes/simplify.ts';
import { batched } from '../../../compiler/ir/extent.ts';

function start() {
  const build = new Builder();
  const x = build.input('input/x', { shape: batched([4]), dtype: 'float32' }, { kind: 'input', key: 'x' });
  return { build, x };
}

const kinds = (build: Builder) => simplify(build.finish('predict')).ops.map(({ kind }) => kind);

describe('simplify', () => {
  it('removes ops that nothing needs, and inputs with them', () => {
    const { build, x } = start();
    const unused = build.input(
      'noise/a',
      { shape: [], dtype: 'float32' },
      { kind: 'noise', distribution: 'uniform' },
    );
    build.op('exp', [unused], {});
    build.output('y', build.op('negate', [x], {}));
    const program = simplify(build.finish('predict'));
    expect(program.ops.map(({ kind }) => kind)).toEqual(['negate']);
    expect(program.inputs.map(({ name }) => name)).toEqual(['input/x']);
  });

  it('does equal work once', () => {
    const { build, x } = start();
    const a = build.op('exp', [x], {});
    const b = build.op('exp', [x], {});
    build.output('y', build.op('add', [a, b], {}));
    expect(kinds(build)).toEqual(['exp', 'add']);
  });

  it('keeps apart what differs in attributes, also in infinities', () => {
    const { build, x } = start();
    const high = build.op('maximum', [x, build.constant(Infinity)], {});
    const low = build.op('maximum', [high, build.constant(-Infinity)], {});
    build.output('y', low);
    expect(kinds(build)).toEqual(['constant', 'maximum', 'constant', 'maximum']);
  });

  it('does not carry a value from the forward into the backward part', () => {
    const { build, x } = start();
    const a = build.op('exp', [x], {});
    build.stage = 'backward';
    const b = build.op('exp', [x], {});
    build.output('y', build.op('add', [a, b], {}));
    expect(kinds(build)).toEqual(['exp', 'exp', 'add']);
  });
});
