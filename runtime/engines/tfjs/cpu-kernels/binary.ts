import { broadcast_util, type TypedArray } from '@tensorflow/tfjs-core';
import { cpuKernel } from './cpu-kernel.ts';

/** An operand from one element on, how far it is to the next, and where it begins again; -1 where it does not. */
interface Run {
  readonly of: TypedArray;
  readonly from: number;
  readonly stride: number;
  readonly end: number;
}

/** Fills `y` from one element to another. */
type Loop = (a: Run, b: Run, y: TypedArray, from: number, to: number) => void;

/* Each is a loop of its own, which may write to an array that it reads, for the reason given for functions of one. */
const loops = {
  add: ({ of: a, from: fi, stride: di, end: ei }, { of: b, from: fj, stride: dj, end: ej }, y, from, to) => {
    for (let k = from, i = fi, j = fj; k < to; k++) {
      y[k] = (a[i] as number) + (b[j] as number);
      if ((i += di) === ei) i = fi;
      if ((j += dj) === ej) j = fj;
    }
  },
  subtract: (
    { of: a, from: fi, stride: di, end: ei },
    { of: b, from: fj, stride: dj, end: ej },
    y,
    from,
    to,
  ) => {
    for (let k = from, i = fi, j = fj; k < to; k++) {
      y[k] = (a[i] as number) - (b[j] as number);
      if ((i += di) === ei) i = fi;
      if ((j += dj) === ej) j = fj;
    }
  },
  multiply: (
    { of: a, from: fi, stride: di, end: ei },
    { of: b, from: fj, stride: dj, end: ej },
    y,
    from,
    to,
  ) => {
    for (let k = from, i = fi, j = fj; k < to; k++) {
      y[k] = (a[i] as number) * (b[j] as number);
      if ((i += di) === ei) i = fi;
      if ((j += dj) === ej) j = fj;
    }
  },
  divide: (
    { of: a, from: fi, stride: di, end: ei },
    { of: b, from: fj, stride: dj, end: ej },
    y,
    from,
    to,
  ) => {
    for (let k = from, i = fi, j = fj; k < to; k++) {
      y[k] = (a[i] as number) / (b[j] as number);
      if ((i += di) === ei) i = fi;
      if ((j += dj) === ej) j = fj;
    }
  },
  maximum: (
    { of: a, from: fi, stride: di, end: ei },
    { of: b, from: fj, stride: dj, end: ej },
    y,
    from,
    to,
  ) => {
    for (let k = from, i = fi, j = fj; k < to; k++) {
      y[k] = Math.max(a[i] as number, b[j] as number);
      if ((i += di) === ei) i = fi;
      if ((j += dj) === ej) j = fj;
    }
  },
  minimum: (
    { of: a, from: fi, stride: di, end: ei },
    { of: b, from: fj, stride: dj, end: ej },
    y,
    from,
    to,
  ) => {
    for (let k = from, i = fi, j = fj; k < to; k++) {
      y[k] = Math.min(a[i] as number, b[j] as number);
      if ((i += di) === ei) i = fi;
      if ((j += dj) === ej) j = fj;
    }
  },
  power: (
    { of: a, from: fi, stride: di, end: ei },
    { of: b, from: fj, stride: dj, end: ej },
    y,
    from,
    to,
  ) => {
    for (let k = from, i = fi, j = fj; k < to; k++) {
      y[k] = (a[i] as number) ** (b[j] as number);
      if ((i += di) === ei) i = fi;
      if ((j += dj) === ej) j = fj;
    }
  },
} satisfies Readonly<Record<string, Loop>>;

export type BinaryKind = keyof typeof loops;

/** One function of each two elements, of which the smaller operand's are repeated. */
export const binary = cpuKernel('CnncBinary', ({ input, numbers, attributes, output }) => {
  const [a, b] = [input('a'), input('b')];
  const shape = broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const y = output(shape, a.dtype);
  const loop: Loop = loops[attributes['kind'] as BinaryKind];
  const axes = axesOf(shape, a.shape, b.shape);
  fill(loop, axes, 0, { of: numbers(a), from: 0 }, { of: numbers(b), from: 0 }, numbers(y), 0);
  return y;
});

/** How an operand goes along an axis: elements from one to the next, and after how many it begins again, 0 for never. */
interface Course {
  readonly stride: number;
  readonly period: number;
}

interface Axis {
  readonly size: number;
  /** Elements of the output from one cell to the next. */
  readonly inner: number;
  readonly a: Course;
  readonly b: Course;
}

/** The axes, outermost first; those along which both operands go on, or begin again, are one. */
function axesOf(shape: readonly number[], a: readonly number[], b: readonly number[]): readonly Axis[] {
  const axes: Axis[] = [];
  let [inner, lengthA, lengthB] = [1, 1, 1];
  for (let back = 1; back <= shape.length; back++) {
    const size = shape.at(-back) ?? 1;
    if (size === 1) continue;
    const [ofA, ofB] = [a.at(-back) ?? 1, b.at(-back) ?? 1];
    const [strideA, strideB] = [ofA === 1 ? 0 : lengthA, ofB === 1 ? 0 : lengthB];
    const [within] = axes;
    const nextA = within && joined(within.a, within.size, strideA);
    const nextB = within && joined(within.b, within.size, strideB);
    if (within && nextA && nextB) axes[0] = { ...within, size: size * within.size, a: nextA, b: nextB };
    else axes.unshift({ size, inner, a: { stride: strideA, period: 0 }, b: { stride: strideB, period: 0 } });
    [inner, lengthA, lengthB] = [inner * size, lengthA * ofA, lengthB * ofB];
  }
  const alone = { stride: 0, period: 0 };
  return axes.length === 0 ? [{ size: 1, inner: 1, a: alone, b: alone }] : axes;
}

/** The course along an axis and the one around it, as one; undefined where it is none. */
function joined(within: Course, size: number, stride: number): Course | undefined {
  const length = within.stride * size;
  if (within.period === 0 && stride === length) return within;
  if (stride !== 0) return undefined;
  return { stride: within.stride, period: within.period || length };
}

type Start = Pick<Run, 'of' | 'from'>;

const along = (start: Start, { stride, period }: Course): Run => ({
  ...start,
  stride,
  end: period === 0 ? -1 : start.from + period,
});

const offset = ({ stride, period }: Course, cell: number): number =>
  period === 0 ? cell * stride : (cell * stride) % period;

function fill(
  loop: Loop,
  axes: readonly Axis[],
  depth: number,
  a: Start,
  b: Start,
  y: TypedArray,
  from: number,
): void {
  const axis = axes[depth] as Axis;
  if (depth === axes.length - 1) {
    loop(along(a, axis.a), along(b, axis.b), y, from, from + axis.size);
    return;
  }
  for (let cell = 0; cell < axis.size; cell++) {
    const nextA = { of: a.of, from: a.from + offset(axis.a, cell) };
    const nextB = { of: b.of, from: b.from + offset(axis.b, cell) };
    fill(loop, axes, depth + 1, nextA, nextB, y, from + cell * axis.inner);
  }
}
