import type { OpNode, Program, Value } from '../../ir/ir.ts';

/** The input that `guardRepeats` adds: always 1. */
export const guardInput = 'guard/one';

/**
 * The step as an engine needs it that would merge a repeated op with the first one, and so keep what was to be dropped.
 * What ops are repeated on is multiplied by a 1 that only the run knows, and used thus from there on, so that the
 * product can take the storage of its factor.
 */
export function guardRepeats(program: Program): Program {
  if (!program.ops.some(({ repeats }) => repeats === true)) return program;
  const known = guarded.get(program) ?? addGuards(program);
  guarded.set(program, known);
  return known;
}

/** An engine knows a program by its identity. */
const guarded = new WeakMap<Program, Program>();

function addGuards(program: Program): Program {
  const guard = new Guard(program.idLimit);
  const variables = new Set(program.variables.map(({ value }) => value));
  const ops = program.ops.flatMap((op) => {
    const added =
      op.repeats === true
        ? op.inputs.filter((input) => !variables.has(input)).flatMap((input) => guard.guarding(input, op))
        : [];
    for (const output of op.repeats === true ? op.outputs : []) guard.exempt(output);
    return [...added, guard.renamed(op)];
  });
  const { one } = guard;
  const input = { name: guardInput, value: one, role: { kind: 'scalar', key: 'one' } } as const;
  return { ...program, ops, inputs: [...program.inputs, input], idLimit: guard.idLimit };
}

class Guard {
  readonly one: Value;
  idLimit: number;
  readonly #guarded = new Map<Value, Value>();

  constructor(idLimit: number) {
    this.one = { id: idLimit, name: guardInput, shape: [], dtype: 'float32' };
    this.idLimit = idLimit + 1;
  }

  /** What was repeated itself needs no guard. */
  exempt(value: Value): void {
    this.#guarded.set(value, value);
  }

  /** The product that stands for a value from here on, where it has none yet. */
  guarding(value: Value, { origin }: OpNode): readonly OpNode[] {
    if (this.#guarded.has(value) || value.dtype !== 'float32') return [];
    const product = { ...value, id: this.idLimit++ };
    this.#guarded.set(value, product);
    const inputs = [value, this.one];
    return [{ kind: 'multiply', inputs, outputs: [product], attributes: {}, origin, stage: 'backward' }];
  }

  renamed(op: OpNode): OpNode {
    return { ...op, inputs: op.inputs.map((input) => this.#guarded.get(input) ?? input) };
  }
}
