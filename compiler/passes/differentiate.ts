import { opDefinition } from '../ops/registry.ts';
import type { GradientContext, OpDefinition } from '../ops/define-op.ts';
import type { OpKind } from '../ir/op-attributes.ts';
import type { Builder } from '../ops/builder.ts';
import type { OpNode, Value } from '../ir/ir.ts';
import { ValueSet } from '../ir/value-set.ts';

/**
 * Reverse-mode differentiation: adds to `build` the gradient of a scalar `loss` with respect to each value of
 * `wrt` (undefined where the loss does not depend on it through differentiable ops). Ops from which no wanted
 * value can be reached are never visited, so that what lies before a frozen layer has no backward part at all.
 *
 * `whenReady` is called as soon as the gradient of a wanted value is complete, so that its use can come before
 * the rest of the backward pass and the gradient can die early.
 */
export function differentiate(
  build: Builder,
  loss: Value,
  wrt: readonly Value[],
  whenReady?: (value: Value, gradient: Value) => void,
): readonly (Value | undefined)[] {
  const ops = [...build.ops];
  const pass = new BackwardPass(build, ops, wrt, whenReady);
  const results = pass.run(loss);
  return wrt.map((value) => results.get(value));
}

class BackwardPass {
  readonly #build: Builder;
  readonly #ops: readonly OpNode[];
  readonly #wanted: ReadonlySet<Value>;
  readonly #whenReady: ((value: Value, gradient: Value) => void) | undefined;
  /** Values that depend on a wanted one. */
  readonly #active: ValueSet;
  readonly #gradients = new Map<Value, Value>();
  /** How many active uses of a wanted value have yet to give their part of its gradient. */
  readonly #pending = new Map<Value, number>();

  constructor(
    build: Builder,
    ops: readonly OpNode[],
    wrt: readonly Value[],
    whenReady: ((value: Value, gradient: Value) => void) | undefined,
  ) {
    this.#build = build;
    this.#ops = ops;
    this.#wanted = new Set(wrt);
    this.#whenReady = whenReady;
    this.#active = activeValues(ops, wrt, build.idLimit);
  }

  run(loss: Value): ReadonlyMap<Value, Value> {
    const { origin, stage } = this.#build;
    const reached = this.#opsBehind(loss);
    for (const op of reached) {
      for (const input of op.inputs) {
        if (this.#wanted.has(input)) this.#pending.set(input, (this.#pending.get(input) ?? 0) + 1);
      }
    }
    this.#build.stage = 'backward';
    this.#build.origin = 'loss';
    this.#gradients.set(loss, this.#build.constant(1, loss.shape));
    for (const op of reached) this.#visit(op);
    this.#build.origin = origin;
    this.#build.stage = stage;
    return new Map([...this.#gradients].filter(([value]) => this.#wanted.has(value)));
  }

  /** Active ops that the loss depends on, last first. */
  #opsBehind(loss: Value): OpNode[] {
    const needed = new ValueSet(this.#build.idLimit, [loss]);
    const isBehind = (output: Value): boolean => needed.has(output) && this.#active.has(output);
    const behind: OpNode[] = [];
    for (let index = this.#ops.length - 1; index >= 0; index--) {
      const op = this.#ops[index];
      if (op?.outputs.some(isBehind) !== true) continue;
      behind.push(op);
      for (const input of op.inputs) needed.add(input);
    }
    return behind;
  }

  #visit(op: OpNode): void {
    const outputGradients = op.outputs.map((output) => this.#gradients.get(output));
    const towards = outputGradients.some((gradient) => gradient !== undefined)
      ? this.#inputGradients(op, outputGradients)
      : [];
    // A gradient that was passed on is needed no more, unless it was asked for.
    for (const output of op.outputs) if (!this.#wanted.has(output)) this.#gradients.delete(output);
    op.inputs.forEach((input, index) => {
      this.#accumulate(input, towards[index]);
      this.#countDown(input);
    });
  }

  #inputGradients<K extends OpKind>(
    op: OpNode & { readonly kind: K },
    outputGradients: readonly (Value | undefined)[],
  ): readonly (Value | undefined)[] {
    const definition: OpDefinition<K> = opDefinition<K>(op.kind);
    if (definition.gradient === undefined) return [];
    this.#build.origin = op.origin;
    this.#build.stage = 'backward';
    return definition.gradient({
      op: op as unknown as GradientContext<K>['op'],
      build: this.#build,
      outputGradients,
      wants: (index) => {
        const input = op.inputs[index];
        return input !== undefined && this.#active.has(input);
      },
    });
  }

  #accumulate(input: Value, gradient: Value | undefined): void {
    if (gradient === undefined || !this.#active.has(input)) return;
    const sofar = this.#gradients.get(input);
    this.#gradients.set(input, sofar === undefined ? gradient : this.#build.op('add', [sofar, gradient], {}));
  }

  #countDown(input: Value): void {
    const pending = this.#pending.get(input);
    if (pending === undefined) return;
    this.#pending.set(input, pending - 1);
    const gradient = this.#gradients.get(input);
    if (pending === 1 && gradient !== undefined) this.#whenReady?.(input, gradient);
  }
}

/** The values of `wrt` and all that is computed from them. */
function activeValues(ops: readonly OpNode[], wrt: readonly Value[], idLimit: number): ValueSet {
  const active = new ValueSet(idLimit, wrt);
  const isActive = (value: Value): boolean => active.has(value);
  for (const op of ops) if (op.inputs.some(isActive)) for (const output of op.outputs) active.add(output);
  return active;
}
