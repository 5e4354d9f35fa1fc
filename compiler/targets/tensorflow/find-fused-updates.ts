import type { OpNode, Program, Value, Variable } from '../../ir/ir.ts';
import type { Bindings } from './match.ts';
import { type UpdateRule, updateRules } from './update-rules.ts';

/** An update of a weight and its slots that one of TensorFlow's operators does in place, in one pass. */
export interface FusedUpdate {
  readonly operator: string;
  readonly nesterov: boolean;
  /** The weight, then its slots, as the operator takes them. */
  readonly variables: readonly Variable[];
  /** Scalars and the gradient, as the operator takes them; a number is a constant. */
  readonly operands: readonly (Value | number)[];
}

/** What of a program's updates TensorFlow has operators for. */
export function findFusedUpdates(program: Program): readonly FusedUpdate[] {
  const finder = new Finder(program);
  return program.updates.flatMap(({ variable, value }) => finder.find(variable, value) ?? []);
}

class Finder {
  readonly #producers = new Map<Value, OpNode>();
  readonly #reads: ReadonlyMap<Variable, Value>;
  /** Variables by what they become. */
  readonly #updated: ReadonlyMap<Value, Variable>;

  constructor(program: Program) {
    for (const op of program.ops) for (const output of op.outputs) this.#producers.set(output, op);
    this.#reads = new Map(program.variables.map(({ variable, value }) => [variable, value]));
    this.#updated = new Map(program.updates.map(({ variable, value }) => [value, variable]));
  }

  find(weight: Variable, next: Value): FusedUpdate | undefined {
    if (weight.role !== 'weight') return undefined;
    for (const rule of updateRules) {
      const found = this.#match(rule, weight, next);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #match(rule: UpdateRule, weight: Variable, next: Value): FusedUpdate | undefined {
    const bound: Bindings = new Map();
    const slots: Variable[] = [];
    if (!this.#begins(bound, 'w', weight) || !rule.weight(next, this.#producers, bound)) return undefined;
    // A slot's new value is named where a later one, or the weight, is made of it: the last comes first.
    for (const [name, pattern] of Object.entries(rule.slots).reverse()) {
      const value = bound.get(`${name} next`);
      const slot = value && this.#updated.get(value);
      if (value === undefined || slot === undefined || !this.#begins(bound, name, slot)) return undefined;
      if (!pattern(value, this.#producers, bound)) return undefined;
      slots.unshift(slot);
    }
    return this.#fused(rule, [weight, ...slots], bound);
  }

  /** Binds a name to what a variable holds at the beginning. */
  #begins(bound: Bindings, name: string, variable: Variable): boolean {
    const value = this.#reads.get(variable);
    if (value === undefined || (bound.has(name) && bound.get(name) !== value)) return false;
    bound.set(name, value);
    return true;
  }

  #fused(rule: UpdateRule, variables: readonly Variable[], bound: Bindings): FusedUpdate | undefined {
    const value = (name: string): Value => {
      const found = bound.get(name);
      if (found === undefined) throw new RangeError(`${rule.operator} has nothing for ${name}`);
      return found;
    };
    const number = (name: string): number => this.#constant(value(name)) ?? NaN;
    for (const [one, other] of rule.complements ?? []) {
      if (!(Math.abs(number(one) + number(other) - 1) < 1e-6)) return undefined;
    }
    const operands = rule.operands({ value, number });
    const gradient = value('g');
    const fits = (operand: Value | number): boolean =>
      typeof operand === 'number'
        ? !Number.isNaN(operand)
        : operand === gradient || operand.shape.length === 0;
    if (!operands.every(fits)) return undefined;
    return { operator: rule.operator, nesterov: rule.nesterov === true, variables, operands };
  }

  #constant(value: Value): number | undefined {
    const op = this.#producers.get(value);
    return op?.kind === 'constant' && op.outputs[0]?.shape.length === 0 ? op.attributes.value : undefined;
  }
}
