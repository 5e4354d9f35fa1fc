import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { TaskPool } from '../../../../../runtime/engines/tfjs/simd/task-pool.ts';
import { floatConstant, plus, splat, times } from '../../../../../runtime/webassembly/expression.ts';
import { ModuleBuilder } from '../../../../../runtime/webassembly/module-builder.ts';

const threads: Worker[] = [];

afterAll(async () => {
  await Promise.all(threads.map((thread) => thread.terminate()));
});

/** Kernels that mark a cell, or the workspace of the thread, and one that traps. */
function pool(count: number): { readonly pool: TaskPool; readonly floats: Float32Array } {
  const module = new ModuleBuilder();
  module.define('mark', ['workspace', 'cell'], (f, { workspace, cell }) => {
    f.storeFloat(workspace, floatConstant(1));
    f.repeat(20_000, () => f.store(plus(workspace, 16), splat(floatConstant(2))));
    f.storeFloat(times(cell, 4), floatConstant(1));
  });
  module.define('trap', ['address'], (f, { address }) => f.storeFloat(address, floatConstant(1)));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536, shared: true });
  const compiled = new WebAssembly.Module(module.encode({ shared: true }));
  const workspaces = Array.from({ length: count }, (_, thread) => 32_768 + 64 * thread);
  const made = new TaskPool(compiled, memory, workspaces, (script, helper) => {
    threads.push(new Worker(script, { eval: true, workerData: helper, execArgv: [] }));
  });
  return { pool: made, floats: new Float32Array(memory.buffer) };
}

const marks = (count: number) =>
  Array.from({ length: count }, (_, cell) => ({ index: 0, takesWorkspace: true, operands: [cell] }));

describe('a pool of tasks', () => {
  it.each([1, 2, 3])('does every task, more than the board holds, in %i threads', (count) => {
    const { pool: made, floats } = pool(count);
    made.run(marks(1300));
    expect(floats.subarray(0, 1300).every((number) => number === 1)).toBe(true);
    expect(floats[1300]).toBe(0);
  });

  it('lets helpers take tasks', async () => {
    const { pool: made, floats } = pool(2);
    const helped = (): boolean => floats[8192 + 16] === 1;
    for (let attempt = 0; attempt < 200 && !helped(); attempt += 1) {
      made.run(marks(500));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(helped()).toBe(true);
  });

  it('says when a task failed, and goes on', () => {
    const { pool: made, floats } = pool(2);
    const trap = { index: 1, takesWorkspace: false, operands: [70_000] };
    expect(() => made.run([...marks(2), trap, ...marks(3)])).toThrow('outside of its memory');
    floats.fill(0);
    made.run(marks(3));
    expect([...floats.subarray(0, 4)]).toEqual([1, 1, 1, 0]);
  });
});
