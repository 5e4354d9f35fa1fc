import type { TypedArray } from '@tensorflow/tfjs-core';
import { cpuKernel } from './cpu-kernel.ts';

/*
 * Each is a loop of its own, which may write to the array that it reads: a function given as the term of one shared
 * loop makes it several times slower.
 */

type Loop = (x: TypedArray, y: TypedArray) => void;

const loops = {
  negate: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = -(x[i] as number);
  },
  abs: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.abs(x[i] as number);
  },
  sign: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.sign(x[i] as number);
  },
  exp: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.exp(x[i] as number);
  },
  log: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.log(x[i] as number);
  },
  sqrt: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.sqrt(x[i] as number);
  },
  square: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = (x[i] as number) * (x[i] as number);
  },
  reciprocal: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = 1 / (x[i] as number);
  },
  floor: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.floor(x[i] as number);
  },
  relu: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.max(0, x[i] as number);
  },
  sigmoid: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = 1 / (1 + Math.exp(-(x[i] as number)));
  },
  tanh: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = Math.tanh(x[i] as number);
  },
  erf: (x, y) => {
    for (let i = 0; i < y.length; i++) y[i] = errorFunction(x[i] as number);
  },
} satisfies Readonly<Record<string, Loop>>;

/** Abramowitz and Stegun 7.1.26: within 1.5e-7. */
function errorFunction(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const polynomial =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - polynomial * Math.exp(-x * x));
}

export type UnaryKind = keyof typeof loops;

/** One function of each element. */
export const unary = cpuKernel('CnncUnary', ({ input, numbers, attributes, output }) => {
  const x = input('x');
  const y = output(x.shape, x.dtype);
  const loop: Loop = loops[attributes['kind'] as UnaryKind];
  loop(numbers(x), numbers(y));
  return y;
});
