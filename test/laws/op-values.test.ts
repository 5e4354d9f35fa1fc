import { describe, expect, it } from 'vitest';
import type { Decompositions } from '../../compiler/ops/decompositions/decomposition.ts';
import { decompositions } from '../../compiler/ops/decompositions/registry.ts';
import type { OpKind } from '../../compiler/ir/op-attributes.ts';
import { opKinds } from '../../compiler/ops/registry.ts';
import type { OpNode, Program } from '../../compiler/ir/ir.ts';
import { legalize } from '../../compiler/passes/legalize.ts';
import { shapeAt } from '../../compiler/ir/extent.ts';
import type { HostTensor } from '../../runtime/engines/engine.ts';
import { tfjsTarget } from '../../runtime/engines/tfjs/target.ts';
import { dense } from '../reference/dense.ts';
import { reference } from '../reference/reference.ts';
import { opCases } from './cases/all.ts';
import { sample } from '../support/sample.ts';
import { cpu, otherEngines } from './engines.ts';
import type { OpCase } from './op-case.ts';
import { difference, feedOf, programOf, runOnce } from './run-op.ts';

/*
 * The laws of values: what ran has the inferred type; all engines give what the plain loops give; an op taken apart gives
 * what it gives whole.
 */

type Results = ReadonlyMap<string, HostTensor>;

function expectSame(given: Results, wanted: Results, tolerance = 1e-5): void {
  for (const [name, tensor] of wanted) {
    expect(given.get(name)?.shape).toEqual(tensor.shape);
    expect(given.get(name)?.dtype).toBe(tensor.dtype);
    expect(difference(given.get(name), tensor)).toBeLessThan(tolerance);
  }
}

const onCpu = (opCase: OpCase<OpKind>, program: Program): Promise<Results> =>
  runOnce(cpu, program, opCase.batch, feedOf(opCase));

const known = new Map<OpCase<OpKind>, Promise<Results>>();

/** What the case itself comes to on cpu, which runs it once. */
function whole(opCase: OpCase<OpKind>, kind: OpKind): Promise<Results> {
  const results = known.get(opCase) ?? onCpu(opCase, programOf(kind, opCase));
  known.set(opCase, results);
  return results;
}

describe.each(opKinds)('%s', (kind: OpKind) => {
  const cases = opCases[kind] as readonly OpCase<OpKind>[];

  it('has cases', () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  it.each(cases)('$title: the inferred types are those that ran', async (opCase) => {
    const program = programOf(kind, opCase);
    const results = await whole(opCase, kind);
    for (const { name, value } of program.outputs) {
      expect(results.get(name)?.shape).toEqual(shapeAt(value.shape, opCase.batch));
      expect(results.get(name)?.dtype).toBe(value.dtype);
    }
  });

  it.each(cases)('$title: the loops give the same', async (opCase) => {
    const program = programOf(kind, opCase);
    expectSame(await whole(opCase, kind), byLoops(program, opCase));
  });

  for (const { engine, availability } of otherEngines) {
    const why = availability.available ? '' : ` (${availability.reason})`;
    // A session of TensorFlow takes longer than all that is computed in it.
    const tried = engine.name === 'tensorflow' ? sample(cases, Math.ceil(cases.length / 2)) : cases;
    it.skipIf(!availability.available).each(tried)(
      `$title: ${engine.name} gives the same${why}`,
      async (opCase) => {
        const program = programOf(kind, opCase);
        const found = await runOnce(engine, program, opCase.batch, feedOf(opCase));
        expectSame(found, await whole(opCase, kind));
      },
    );
  }

  it.each(cases.filter((opCase) => takenApart(kind, opCase) !== undefined))(
    '$title: taken apart it gives the same',
    async (opCase) => {
      const apart = takenApart(kind, opCase) ?? programOf(kind, opCase);
      expectSame(await onCpu(opCase, apart), await whole(opCase, kind));
    },
  );

  const own = tfjsTarget('wasm').decompositions;
  it.each(own?.[kind] === undefined ? [] : cases)(
    '$title: taken apart as for wasm it gives the same',
    async (opCase) => {
      const apart = takenApart(kind, opCase, own) ?? programOf(kind, opCase);
      expectSame(await onCpu(opCase, apart), await whole(opCase, kind));
    },
  );
});

/** The outputs by plain loops over all ops of the program. */
function byLoops(program: Program, opCase: OpCase<OpKind>): Results {
  const feed = feedOf(opCase);
  const values = new Map(
    program.inputs.map(({ name, value }) => {
      const { shape = [], data = [] } = feed.get(name) ?? {};
      return [value, { shape, data: Float64Array.from(data) }] as const;
    }),
  );
  for (const op of program.ops) {
    const inputs = op.inputs.map((input) => values.get(input) ?? dense([], () => NaN));
    reference(op, inputs, opCase.batch).forEach((result, index) => {
      const output = op.outputs[index];
      if (output !== undefined) values.set(output, { ...result, data: Float64Array.from(result.data) });
    });
  }
  return new Map(
    program.outputs.map(({ name, value }) => {
      const { shape, data } = values.get(value) ?? dense([], () => NaN);
      return [name, { dtype: value.dtype, shape, data: Float32Array.from(data) }];
    }),
  );
}

/** The case's program without the op itself; undefined where nothing takes it apart. `own`: ways before the usual ones. */
function takenApart(kind: OpKind, opCase: OpCase<OpKind>, own: Decompositions = {}): Program | undefined {
  const program = programOf(kind, opCase);
  if (decompositions[kind] === undefined && own[kind] === undefined) return undefined;
  const given = (op: OpNode): boolean =>
    op.outputs.some((value) => program.outputs.some((output) => output.value === value));
  const { native } = tfjsTarget('cpu');
  try {
    // What it is made of may be the same op again, on less.
    return legalize(program, {
      native: (op) => (op.kind === kind && given(op) ? false : native(op)),
      decompositions: own,
    });
  } catch (error) {
    if (error instanceof RangeError && error.message.includes('has no decomposition')) return undefined;
    throw error;
  }
}
