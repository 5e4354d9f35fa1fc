import type { OpKind } from '../ir/op-attributes.ts';
import { decompositions as standardDecompositions } from '../ops/decompositions/registry.ts';
import type { Decomposition, Decompositions } from '../ops/decompositions/decomposition.ts';
import { isIdentity } from '../ops/decompositions/identity.ts';
import { Builder } from '../ops/builder.ts';
import type { OpNode, Program, TensorType, Value } from '../ir/ir.ts';
import { fixedShape, formatShape, sameShape } from '../ir/extent.ts';

/** What an engine runs by itself, and how the rest is taken apart. */
export interface Target {
  /** Whether the engine has this very op (its attributes and types included). */
  readonly native: (op: OpNode) => boolean;
  /** Decompositions of the engine's own, before the standard ones. */
  readonly decompositions?: Decompositions;
  /** Floats that the engine's kernel for an op needs beside its outputs while it runs; none where left out. */
  readonly scratch?: (op: OpNode) => number;
}

/** Adds ops whose values are numbered on from the program they are meant for. */
class Continuation extends Builder {
  readonly #nextId: () => number;

  constructor(nextId: () => number) {
    super();
    this.#nextId = nextId;
  }

  override value(name: string, type: TensorType): Value {
    return { id: this.#nextId(), name, shape: type.shape, dtype: type.dtype };
  }
}

/**
 * The program with every op that the target lacks replaced by ops that it has. Ops that leave their input as it
 * is become reshapes. All values of the given program are kept, so that its inputs, outputs and updates stand.
 * Throws a RangeError where an op is neither native nor can be taken apart.
 */
export function legalize(program: Program, target: Target): Program {
  let next = program.idLimit;
  const nextId = (): number => next++;
  const ops = program.ops.flatMap((op) => legalizeOp(op, target, nextId));
  return { ...program, ops, idLimit: next };
}

function legalizeOp(op: OpNode, target: Target, nextId: () => number): readonly OpNode[] {
  if (op.kind === 'reshape') return [op];
  if (isIdentity(op)) return replace(op, nextId, (build) => [asReshape(build, op)]);
  if (target.native(op)) return [withScratch(op, target, nextId)];
  const decompose = decompositionOf(op.kind, target);
  if (decompose === undefined) {
    throw new RangeError(`${op.origin}: the engine has no ${op.kind} and nothing to make it of`);
  }
  return replace(op, nextId, (build) => decompose(build, op as never)).flatMap((part) =>
    legalizeOp(part, target, nextId),
  );
}

/** The op with its scratch as one more output, which nothing reads, so that it is planned and freed like any. */
function withScratch(op: OpNode, target: Target, nextId: () => number): OpNode {
  const floats = target.scratch?.(op) ?? 0;
  if (floats === 0 || op.outputs.some(({ name }) => name === scratchName)) return op;
  const scratch = { id: nextId(), name: scratchName, shape: fixedShape([floats]), dtype: 'float32' } as const;
  return { ...op, outputs: [...op.outputs, scratch] };
}

const scratchName = 'scratch';

function decompositionOf<K extends OpKind>(kind: K, target: Target): Decomposition<K> | undefined {
  return target.decompositions?.[kind] ?? standardDecompositions[kind];
}

function asReshape(build: Builder, op: OpNode): Value {
  const [input] = op.inputs;
  const [output] = op.outputs;
  if (input === undefined || output === undefined) throw new RangeError(`${op.kind} has no input or output`);
  return build.op('reshape', [input], { shape: output.shape });
}

/** The ops that `write` adds, with the op's own outputs in the place of the values that `write` gives. */
function replace(
  op: OpNode,
  nextId: () => number,
  write: (build: Builder) => readonly Value[],
): readonly OpNode[] {
  const build = new Continuation(nextId);
  build.origin = op.origin;
  build.stage = op.stage;
  const made = write(build);
  const renamed = new Map<Value, Value>();
  op.outputs.forEach((output, index) => {
    const value = made[index];
    if (value === undefined) throw new RangeError(`the decomposition of ${op.kind} gives too few values`);
    if (value.dtype !== output.dtype || !sameShape(value.shape, output.shape)) {
      throw new RangeError(
        `the decomposition of ${op.kind} gives ${formatShape(value.shape)} for ${formatShape(output.shape)}`,
      );
    }
    renamed.set(value, output);
  });
  const rename = (value: Value): Value => renamed.get(value) ?? value;
  return build.ops.map((part) => ({
    ...part,
    inputs: part.inputs.map(rename),
    outputs: part.outputs.map(rename),
  }));
}
