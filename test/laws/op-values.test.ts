import { describe, expect, it } from 'vitest';
import type { OpKind } from '../../compiler/ops/op-attributes.ts';
import { opKinds } from '../../compiler/ops/registry.ts';
import { shapeAt } from '../../compiler/program/size.ts';
import { legalize } from '../../compiler/program/legalize.ts';
import { decompositions } from '../../compiler/ops/decompositions/registry.ts';
import type { HostTensor } from '../../runtime/engines/engine.ts';
import { nodeTfjsEngine } from '../../runtime/engines/tfjs/node.ts';
import { tfjsTarget } from '../../runtime/engines/tfjs/target.ts';
import { opCases } from './cases/all.ts';
import type { OpCase } from './op-case.ts';
import { difference, feedOf, programOf, runOnce } from './run-op.ts';

const cpu = nodeTfjsEngine('cpu');
const wasm = nodeTfjsEngine('wasm');

function expectSame(
  given: ReadonlyMap<string, HostTensor>,
  wanted: ReadonlyMap<string, HostTensor>,
  tolerance = 1e-5,
): void {
  for (const [name, tensor] of wanted) {
    expect(given.get(name)?.shape).toEqual(tensor.shape);
    expect(given.get(name)?.dtype).toBe(tensor.dtype);
    expect(difference(given.get(name), tensor)).toBeLessThan(tolerance);
  }
}

describe.each(opKinds)('%s', (kind: OpKind) => {
  const cases = opCases[kind] as readonly OpCase<OpKind>[];

  it('has cases', () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  it.each(cases)('$title: the inferred types are those that ran', async (opCase) => {
    const program = programOf(kind, opCase);
    const results = await runOnce(cpu, program, opCase.batch, feedOf(opCase));
    for (const { name, value } of program.outputs) {
      expect(results.get(name)?.shape).toEqual(shapeAt(value.shape, opCase.batch));
      expect(results.get(name)?.dtype).toBe(value.dtype);
    }
  });

  it.each(cases)('$title: wasm = cpu', async (opCase) => {
    const program = programOf(kind, opCase);
    const feed = feedOf(opCase);
    expectSame(
      await runOnce(wasm, program, opCase.batch, feed),
      await runOnce(cpu, program, opCase.batch, feed),
    );
  });

  it.each(decompositions[kind] === undefined ? [] : cases)('$title: taken apart = whole', async (opCase) => {
    const whole = programOf(kind, opCase);
    const native = tfjsTarget('cpu').native;
    const [before, after] = [whole.ops.length, (program = whole) => program.ops.length];
    let apart = whole;
    try {
      // The op of the case is taken apart whatever the engine has; what it is made of may be whole again.
      apart = legalize(whole, {
        native: (op) =>
          op.kind === kind && op.outputs.some((value) => isOutput(whole, value)) ? false : native(op),
      });
    } catch (error) {
      if (error instanceof RangeError && error.message.includes('no decomposition')) return;
      throw error;
    }
    expect(after(apart)).toBeGreaterThanOrEqual(before);
    const feed = feedOf(opCase);
    expectSame(await runOnce(cpu, apart, opCase.batch, feed), await runOnce(cpu, whole, opCase.batch, feed));
  });
});

const isOutput = (
  program: { readonly outputs: readonly { readonly value: unknown }[] },
  value: unknown,
): boolean => program.outputs.some((output) => output.value === value);
