import { describe, expect, it } from 'vitest';
import type { OpKind } from '../../compiler/ir/op-attributes.ts';
import { opDefinition, opKinds } from '../../compiler/ops/registry.ts';
import { Builder } from '../../compiler/ops/builder.ts';
import type { Program } from '../../compiler/ir/ir.ts';
import { peakAt, plan } from '../../compiler/passes/plan.ts';
import type { HostTensor } from '../../runtime/engines/engine.ts';
import { tfjsPlan } from '../../runtime/engines/tfjs/compiled-program.ts';
import { measureMemory } from '../../runtime/engines/tfjs/measure.ts';
import { tfjsEngine } from '../../runtime/engines/tfjs/node.ts';
import { opCases } from './cases/all.ts';
import type { OpCase } from './op-case.ts';
import { addCase, difference, feedOf, runOnce } from './run-op.ts';

/*
 * The laws of overwriting: an op that may write over an input gives what it gives otherwise, leaves every input that is
 * still needed as it was, and takes no more memory than the plan says. What any other op makes is memory of its own, so
 * that it may be written over while the op's inputs are needed.
 */

/** The program of a case that gives its inputs back, too, but for those that are to die with the op. */
function program(kind: OpKind, opCase: OpCase<OpKind>, dying: readonly number[]): Program {
  const build = new Builder();
  const { inputs, outputs } = addCase(build, kind, opCase);
  outputs.forEach((value, index) => {
    build.output(String(index), value);
  });
  inputs.forEach((value, index) => {
    if (!dying.includes(index)) build.output(`input/${index}`, value);
  });
  return build.finish('predict');
}

/** The program of a case whose results are written over at once; it gives the negated results and the inputs. */
function overwrittenAfter(kind: OpKind, opCase: OpCase<OpKind>): Program {
  const build = new Builder();
  const { inputs, outputs } = addCase(build, kind, opCase);
  outputs.forEach((value, index) => {
    build.output(String(index), build.op('negate', [value], {}));
  });
  inputs.forEach((value, index) => {
    build.output(`input/${index}`, value);
  });
  return build.finish('predict');
}

const ownMemory = opKinds.filter((kind) => opDefinition(kind).aliases === undefined);

const overwriting = opKinds.filter((kind) => opDefinition(kind).mayOverwrite !== undefined);

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  const engine = tfjsEngine(backend);

  async function run(written: Program, opCase: OpCase<OpKind>): Promise<ReadonlyMap<string, HostTensor>> {
    await engine.availability();
    const { value, peakBytes, leftBytes } = await measureMemory(backend, () =>
      runOnce(engine, written, opCase.batch, feedOf(opCase)),
    );
    expect(peakBytes).toBe(peakAt(tfjsPlan(written, backend), opCase.batch).bytes);
    expect(leftBytes).toBe(0);
    return value;
  }

  describe.each(overwriting)('%s', (kind) => {
    it.each(opCases[kind] as readonly OpCase<OpKind>[])('$title', async (opCase) => {
      const indices = opCase.inputs.map((_, index) => index);
      const wanted = await run(program(kind, opCase, []), opCase);
      for (const dying of [...indices.map((index) => [index]), indices]) {
        const found = await run(program(kind, opCase, dying), opCase);
        for (const [name, tensor] of found) expect(difference(tensor, wanted.get(name))).toBe(0);
      }
    });
  });

  describe.each(ownMemory)('what %s makes may be written over', (kind) => {
    it.each(opCases[kind] as readonly OpCase<OpKind>[])('$title', async (opCase) => {
      for (const batch of new Set([opCase.batch, 1])) {
        const found = await run(overwrittenAfter(kind, opCase), { ...opCase, batch });
        for (const [name, tensor] of feedOf({ ...opCase, batch }))
          expect(difference(found.get(name), tensor)).toBe(0);
      }
    });
  });
});

it.each(overwriting)('%s writes over an input of the same form that dies, in some case', (kind) => {
  const cases = opCases[kind] as readonly OpCase<OpKind>[];
  for (const index of opDefinition(kind).mayOverwrite ?? []) {
    const chosen = cases.map((opCase) => plan(program(kind, opCase, [index])).overwritten[0]);
    expect(chosen).toContain(index);
  }
});
