import { describe, expect, it } from 'vitest';
import {
  add,
  choose,
  floatConstant,
  isLess,
  lane,
  load,
  loadFloat,
  minus,
  multiply,
  plus,
  shuffle,
  splat,
  times,
  whole,
} from '../../../runtime/webassembly/expression.ts';
import { ModuleBuilder } from '../../../runtime/webassembly/module-builder.ts';

type Exported = (...operands: readonly number[]) => void;

/** The functions of a module on a memory of one page, and that memory as float32. */
function instantiate(
  module: ModuleBuilder,
  shared = false,
): { call: Record<string, Exported>; floats: Float32Array } {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536, shared });
  const compiled = new WebAssembly.Module(module.encode({ shared }));
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return { call: exports as Record<string, Exported>, floats: new Float32Array(memory.buffer) };
}

describe('a module that is put together', () => {
  it('loops, branches and calls what was defined before', () => {
    const module = new ModuleBuilder();
    const put = module.define('put', ['address', 'step'], (f, { address, step }) => {
      f.when(
        isLess(step, 2),
        () => f.storeFloat(address, floatConstant(10)),
        () => f.storeFloat(address, floatConstant(-0.5), 4),
      );
    });
    module.define('fill', ['from', 'to'], (f, { from, to }) => {
      f.range(from, to, 1, (step) => f.call(put, { step, address: times(step, 16) }));
    });
    const { call, floats } = instantiate(module);
    call['fill']?.(1, 4);
    expect([...floats.subarray(0, 14)]).toEqual([0, 0, 0, 0, 10, 0, 0, 0, 0, -0.5, 0, 0, 0, -0.5]);
  });

  it('does nothing in a loop that is over before it begins', () => {
    const module = new ModuleBuilder();
    module.define('fill', ['count'], (f, { count }) =>
      f.repeat(count, () => f.storeFloat(whole(0), floatConstant(1))),
    );
    const { call, floats } = instantiate(module);
    call['fill']?.(0);
    call['fill']?.(-3);
    expect(floats[0]).toBe(0);
  });

  it.each([false, true])('computes with four lanes at once (shared memory: %s)', (shared) => {
    const module = new ModuleBuilder();
    module.define('mix', ['from', 'to'], (f, { from, to }) => {
      const [a, b] = [f.let(load(from)), f.let(load(from, 16))];
      f.store(to, add(multiply(a, b), splat(loadFloat(from, 4))));
      f.store(to, shuffle(a, b, [7, 0, 4, 3]), 16);
      f.storeFloat(choose(isLess(from, to), plus(to, 32), minus(to, 32)), lane(b, 2));
    });
    const { call, floats } = instantiate(module, shared);
    floats.set([1, 2, 3, 4, 5, 6, 7, 8]);
    call['mix']?.(0, 64);
    expect([...floats.subarray(16, 25)]).toEqual([7, 14, 23, 34, 8, 1, 5, 4, 7]);
  });
});
