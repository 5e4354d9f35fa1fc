import fc from 'fast-check';
import {
  add,
  ceilDivide,
  floorDivide,
  multiply,
  remainder,
  type Size,
  subtract,
  symbol,
} from '../../../compiler/sizes/size.ts';

/** An expression as it is written, with its naive value and its normal form. */
export interface Written {
  readonly text: string;
  readonly size: Size;
  value(h: number, w: number): number;
}

const literal = (value: number): Written => ({ text: String(value), size: value, value: () => value });

const h: Written = { text: 'h', size: symbol('h'), value: (height) => height };
const w: Written = { text: 'w', size: symbol('w'), value: (_height, width) => width };

interface Operation {
  readonly name: string;
  readonly naive: (a: number, b: number) => number;
  readonly normal: (a: Size, b: Size) => Size;
}

const sums: readonly Operation[] = [
  { name: '+', naive: (a, b) => a + b, normal: add },
  { name: '-', naive: (a, b) => a - b, normal: subtract },
];
const product: Operation = { name: '*', naive: (a, b) => a * b, normal: multiply };

const quotients: readonly {
  name: string;
  naive: (a: number, by: number) => number;
  normal: (a: Size, by: number) => Size;
}[] = [
  { name: '//', naive: (a, by) => Math.floor(a / by), normal: floorDivide },
  { name: '⌈/⌉', naive: (a, by) => Math.ceil(a / by), normal: ceilDivide },
  { name: '%', naive: (a, by) => a - by * Math.floor(a / by), normal: remainder },
];

/** Expressions over h and w as layers and people make them. */
export const writtenSizes = fc.letrec<{ size: Written; leaf: Written }>((tie) => ({
  leaf: fc.oneof(fc.constantFrom(h, w), fc.integer({ min: -7, max: 7 }).map(literal)),
  size: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    tie('leaf'),
    fc.tuple(fc.constantFrom(...sums), tie('size'), tie('size')).map(combine),
    fc.tuple(fc.constant(product), tie('size'), tie('leaf')).map(combine),
    fc.tuple(fc.constantFrom(...quotients), tie('size'), fc.integer({ min: 1, max: 6 })).map(divide),
    fc.tuple(fc.constantFrom(...quotients), tie('size'), fc.integer({ min: 1, max: 6 })).map(divide),
  ),
})).size;

function combine([operation, a, b]: [Operation, Written, Written]): Written {
  return {
    text: `(${a.text} ${operation.name} ${b.text})`,
    size: operation.normal(a.size, b.size),
    value: (height, width) => operation.naive(a.value(height, width), b.value(height, width)),
  };
}

function divide([quotient, a, by]: [(typeof quotients)[number], Written, number]): Written {
  return {
    text: `(${a.text} ${quotient.name} ${by})`,
    size: quotient.normal(a.size, by),
    value: (height, width) => quotient.naive(a.value(height, width), by),
  };
}
