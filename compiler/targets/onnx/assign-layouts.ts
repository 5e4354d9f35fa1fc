import type { OpKind } from '../../ir/op-attributes.ts';
import type { OpNode, Program, Value } from '../../ir/ir.ts';
import { filter, image, type Layout, logical } from './layout.ts';

type Family = 'image' | 'filter';

/** Ops that want certain operands as images or filters: inputs, then outputs. */
const anchors: Partial<Record<OpKind, readonly [readonly (Family | null)[], readonly (Family | null)[]]>> = {
  conv2d: [['image', 'filter'], ['image']],
  conv2dInputGrad: [['image', 'filter'], ['image']],
  conv2dFilterGrad: [['image', 'image'], ['filter']],
  maxPool2d: [['image'], ['image']],
  maxPool2dGrad: [['image', 'image', 'image'], ['image']],
  avgPool2d: [['image'], ['image']],
  avgPool2dGrad: [['image'], ['image']],
};

/** Ops between whose operands no element changes its place: where one is free, it takes the layout of the others. */
const indifferent: ReadonlySet<OpKind> = new Set<OpKind>([
  ...(['negate', 'abs', 'sign', 'exp', 'log', 'sqrt', 'square', 'reciprocal', 'floor'] as const),
  ...(['relu', 'sigmoid', 'tanh', 'erf', 'cast', 'add', 'subtract', 'multiply', 'divide'] as const),
  ...(['maximum', 'minimum', 'power', 'equal', 'greater', 'greaterEqual', 'select', 'reluGrad'] as const),
  ...(['reduceSum', 'reduceMean', 'reduceMax', 'broadcastTo', 'pad', 'slice', 'concat', 'reverse'] as const),
  ...(['batchNorm', 'batchNormGrad', 'batchNormInference', 'softmax', 'logSoftmax'] as const),
]);

/** Sets of values that share a layout, and what each set's convolutions ask for. */
class Classes {
  readonly #parents = new Map<Value, Value>();
  readonly #votes = new Map<Value, number>();

  find(value: Value): Value {
    let root = value;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) root = next;
    if (root !== value) this.#parents.set(value, root);
    return root;
  }

  join(a: Value, b: Value): void {
    const [x, y] = [this.find(a), this.find(b)];
    if (x === y) return;
    this.#parents.set(x, y);
    this.#votes.set(y, this.#balance(x) + this.#balance(y));
  }

  /** Positive: more images than filters; undefined where nobody asked. */
  vote(value: Value, family: Family): void {
    const root = this.find(value);
    this.#votes.set(root, this.#balance(root) + (family === 'image' ? 1 : -1));
    this.#asked.add(value);
  }

  readonly #asked = new Set<Value>();
  #balance = (root: Value): number => this.#votes.get(root) ?? 0;

  /** The family of each class that anything was asked of. */
  families(): Map<Value, Family> {
    const families = new Map<Value, Family>();
    for (const value of this.#asked) {
      const root = this.find(value);
      families.set(root, this.#balance(root) >= 0 ? 'image' : 'filter');
    }
    return families;
  }
}

const isPlane = (value: Value): boolean => value.shape.length === 4;

/**
 * Gives each value of a program the layout that its convolutions and poolings want, through all the elementwise
 * ops between them, so that elements move only where a reshape or transpose needs the program's own order.
 */
export function assignLayouts(program: Program): (value: Value) => Layout {
  const classes = new Classes();
  for (const op of program.ops) {
    joinOperands(classes, op);
    const [inputs, outputs] = anchors[op.kind] ?? [[], []];
    const wishes = [...inputs.map((family, i) => [op.inputs[i], family] as const)];
    wishes.push(...outputs.map((family, i) => [op.outputs[i], family] as const));
    for (const [value, family] of wishes) if (value && family) classes.vote(value, family);
  }
  for (const { variable, value } of program.updates) {
    const read = program.variables.find((candidate) => candidate.variable === variable);
    if (read && isPlane(value)) classes.join(read.value, value);
  }
  const families = classes.families();
  return (value) => {
    const family = isPlane(value) ? families.get(classes.find(value)) : undefined;
    if (family === undefined) return logical(value.shape.length);
    return family === 'image' ? image : filter;
  };
}

function joinOperands(classes: Classes, op: OpNode): void {
  if (!indifferent.has(op.kind)) return;
  const planes = [...op.inputs, ...op.outputs].filter(isPlane);
  for (const value of planes.slice(1)) classes.join(planes[0] ?? value, value);
}
