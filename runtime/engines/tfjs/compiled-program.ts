import type { OpNode, Program, Value } from '../../../compiler/ir/ir.ts';
import { legalize } from '../../../compiler/passes/legalize.ts';
import { type Plan, plan, releasesOf } from '../../../compiler/passes/plan.ts';
import { at, elements, shapeAt } from '../../../compiler/ir/extent.ts';
import { macsOf } from '../../../compiler/passes/recompute/recompute.ts';
import { tfjsTarget, type TfjsBackend } from './target.ts';
import type { KernelCall } from './kernels/kernel-call.ts';
import { kernelCall } from './kernels/table.ts';

/** One op of a compiled program. */
export interface Step {
  readonly op: OpNode;
  readonly call: KernelCall;
  readonly outputShapes: readonly (readonly number[])[];
  /** The input over which the first output is written, where it is one. */
  readonly over?: number;
  /** Whether it may take long in plain JavaScript. */
  readonly isLong: boolean;
  /** Values that are freed once the op has run. */
  readonly releases: readonly Value[];
}

/** The program that a backend runs in place of the given one: every op is one kernel call. */
export function tfjsProgram(program: Program, backend: TfjsBackend): Program {
  let known = legalised[backend].get(program);
  if (known === undefined) {
    known = legalize(program, tfjsTarget(backend));
    legalised[backend].set(program, known);
  }
  return known;
}

const legalised: Readonly<Record<TfjsBackend, WeakMap<Program, Program>>> = {
  cpu: new WeakMap(),
  wasm: new WeakMap(),
};

/** What `plan` says of the program as a backend runs it; its bytes are those that the backend will hold. */
export const tfjsPlan = (
  program: Program,
  backend: TfjsBackend,
  variables?: Parameters<typeof plan>[1],
): Plan => plan(tfjsProgram(program, backend), variables);

/** The kernel calls of a program for a batch size. */
export function compileSteps(program: Program, backend: TfjsBackend, batch: number): readonly Step[] {
  const planned = tfjsPlan(program, backend);
  const releases = releasesOf(planned);
  return planned.program.ops.map((op, index) => {
    const over = planned.overwritten[index] ?? -1;
    return {
      op,
      call: kernelCall(op, backend, batch),
      isLong: workOf(op, batch) > much,
      outputShapes: op.outputs.map((value) => shapeAt(value.shape, batch)),
      releases: releases[index] ?? [],
      ...(over >= 0 && { over }),
    };
  });
}

/** Multiply-adds, or numbers, of which plain JavaScript does some hundred millions a second. */
const much = 1e6;

const workOf = (op: OpNode, batch: number): number =>
  macsOf(op, batch) +
  [...op.inputs, ...op.outputs].reduce((sum, { shape }) => sum + at(elements(shape), batch), 0);
