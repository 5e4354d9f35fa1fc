import type { ConcreteShape, Shape } from '../../sizes/shape.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { batched } from '../../ir/extent.ts';
import { equal } from '../../sizes/condition.ts';
import { formatSize } from '../../sizes/format-size.ts';
import { type Inference, isProblem, type Need, needing, partsOf, type Problem } from './define-layer.ts';
import { formatSizes, shapeOf } from './input-shape.ts';

const imageAxes = ['height', 'width', 'channels'];

/** What the axes of a shape are called in messages. */
const nameOf = (axis: number, rank: number): string =>
  rank === 3 ? (imageAxes[axis] ?? '') : `axis ${axis + 1}`;

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** Both shapes, and the axes at which they differ. */
export const differ = (a: Shape, b: Shape, axes: readonly number[]): Problem => ({
  message: `${formatSizes(a)} and ${formatSizes(b)} differ in ${listed(axes.map((axis) => nameOf(axis, a.length)))}`,
  notes: axes.map(
    (axis) => `${nameOf(axis, a.length)}: ${formatSize(a[axis] ?? 1)} ≠ ${formatSize(b[axis] ?? 1)}`,
  ),
});

/** Why a merge that wants `wanted` tensors cannot have `given` of them. */
export function countProblem(kind: string, given: number, wanted?: number): Problem | undefined {
  if (wanted === undefined ? given > 1 : given === wanted) return undefined;
  const count = wanted === undefined ? 'at least two tensors' : `${wanted} tensors`;
  return {
    message: `it merges ${count}, but gets ${given === 1 ? 'the current one alone' : given}`,
    fix: given === 1 ? `name the other: \`${kind}(with=label)\`` : 'merge step by step',
  };
}

/** That two shapes are the same at some axes. */
export function sameAt(a: Shape, b: Shape, axes: readonly number[]): readonly Need[] {
  const compared = axes.map((axis) => ({ axis, condition: equal(a[axis] ?? 1, b[axis] ?? 1) }));
  const never = compared.filter(({ condition }) => condition === false);
  if (never.length > 0)
    return [
      {
        condition: false,
        problem: () =>
          differ(
            a,
            b,
            never.map(({ axis }) => axis),
          ),
      },
    ];
  return compared.map(({ axis, condition }) => ({ condition, problem: () => differ(a, b, [axis]) }));
}

/** A shape with as many axes as another, ones in front: Keras adds the missing axes behind the batch. */
export function aligned(shape: ConcreteShape, rank: number): ConcreteShape;
export function aligned(shape: Shape, rank: number): Shape;
export function aligned(shape: Shape, rank: number): Shape {
  return [...Array.from({ length: Math.max(rank - shape.length, 0) }, () => 1), ...shape];
}

/** The shape that two broadcast to, sizes of 1 repeated; or where they differ. */
function broadcastPair(a: Shape, b: Shape): Inference {
  const rank = Math.max(a.length, b.length);
  const [left, right] = [aligned(a, rank), aligned(b, rank)];
  const axes = [...left.keys()].filter((axis) => left[axis] !== 1 && right[axis] !== 1);
  const merged = left.map((size, axis) => (size === 1 ? (right[axis] ?? 1) : size));
  return needing(merged, sameAt(left, right, axes));
}

/** The shape that all broadcast to. */
export function broadcastAll([first = [], ...others]: readonly Shape[]): Inference {
  let shape = first;
  const needs: Need[] = [];
  for (const other of others) {
    const next = broadcastPair(shape, other);
    if (isProblem(next)) return next;
    const parts = partsOf(next);
    shape = parts.shape;
    needs.push(...parts.needs);
  }
  return needing(shape, needs);
}

/** Values with as many axes as the one that has most. */
export function alignValues(build: Builder, values: readonly Value[]): readonly Value[] {
  const rank = Math.max(...values.map(({ shape }) => shape.length - 1));
  return values.map((value) => {
    if (value.shape.length - 1 === rank) return value;
    return build.op('reshape', [value], { shape: batched(aligned(shapeOf(value), rank)) });
  });
}
