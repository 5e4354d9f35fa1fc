import { signed, unsigned } from './leb128.ts';

/** What WebAssembly computes with here: 32-bit integers (addresses, counts) and four float32 lanes. */
export type ValueType = 'i32' | 'f32' | 'v128';

/** Code that leaves one value on the stack. */
export interface WasmExpression<T extends ValueType> {
  readonly type: T;
  readonly code: readonly number[];
}

export type Whole = WasmExpression<'i32'>;
export type Float = WasmExpression<'f32'>;
export type Lanes = WasmExpression<'v128'>;

/** A whole number, or one that is known when the code is written. */
export type Count = Whole | number;

const make = <T extends ValueType>(type: T, ...parts: readonly (readonly number[])[]): WasmExpression<T> => ({
  type,
  code: parts.flat(),
});

export const whole = (count: Count): Whole =>
  typeof count === 'number' ? make('i32', [0x41], signed(count)) : count;

const wholes =
  (opcode: number) =>
  (a: Count, b: Count): Whole =>
    make('i32', whole(a).code, whole(b).code, [opcode]);

const addition = wholes(0x6a);
const multiplication = wholes(0x6c);

/** a + b + … */
export const plus = (first: Count, ...others: readonly Count[]): Whole =>
  others.filter((count) => count !== 0).reduce<Whole>(addition, whole(first));

/** a · b · … */
export const times = (first: Count, ...others: readonly Count[]): Whole =>
  others.filter((count) => count !== 1).reduce<Whole>(multiplication, whole(first));

export const minus = wholes(0x6b);
export const dividedBy = wholes(0x6e);
export const remainder = wholes(0x70);
export const isLess = wholes(0x48);
export const isBelow = wholes(0x49);
export const isMore = wholes(0x4a);
export const isAtMost = wholes(0x4c);
export const both = wholes(0x71);
export const equals = wholes(0x46);
export const isZero = (a: Count): Whole => make('i32', whole(a).code, [0x45]);

/** Without a branch: both are computed. */
export const choose = (condition: Whole, whenTrue: Count, whenFalse: Count): Whole =>
  make('i32', whole(whenTrue).code, whole(whenFalse).code, condition.code, [0x1b]);

export const least = (a: Whole, b: Whole): Whole => choose(isLess(a, b), a, b);

export const most = (a: Whole, b: Whole): Whole => choose(isLess(a, b), b, a);

const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];

/** How an address is written: its alignment (2 to that many bytes, a hint) and a constant added to it. */
const at = (offset: number): number[] => [2, ...unsigned(offset)];

/** Four neighbouring float32. */
export const load = (address: Whole, offset = 0): Lanes => make('v128', address.code, simd(0x00), at(offset));

/** One float32 in all four lanes. */
export const loadSplat = (address: Whole, offset = 0): Lanes =>
  make('v128', address.code, simd(0x09), at(offset));

export const loadFloat = (address: Whole, offset = 0): Float => make('f32', address.code, [0x2a], at(offset));

export const floatConstant = (value: number): Float =>
  make('f32', [0x43], [...new Uint8Array(Float32Array.of(value).buffer)]);

export const splat = (value: Float): Lanes => make('v128', value.code, simd(0x13));

export const zeros: Lanes = make('v128', simd(0x0c), new Array<number>(16).fill(0));

export const lane = (value: Lanes, index: number): Float => make('f32', value.code, simd(0x1f), [index]);

const lanes =
  (opcode: number) =>
  (a: Lanes, b: Lanes): Lanes =>
    make('v128', a.code, b.code, simd(opcode));

export const add = lanes(0xe4);
export const subtract = lanes(0xe5);
export const multiply = lanes(0xe6);

/** In each lane all bits where a > b, else none. */
export const isGreater = lanes(0x44);

/** The same for whole numbers that are equal. */
export const areEqual = lanes(0x37);

/** Bit by bit. */
export const bitsOfBoth = lanes(0x4e);

/** The bits of a where those of the mask are set, else those of b. */
export const select = (mask: Lanes, a: Lanes, b: Lanes): Lanes =>
  make('v128', a.code, b.code, mask.code, simd(0x52));

/** A whole number in all four lanes. */
export const splatWhole = (value: Whole): Lanes => make('v128', value.code, simd(0x11));

/** The sum of two numbers, one lane's. */
export const addFloats = (a: Float, b: Float): Float => make('f32', a.code, b.code, [0x92]);

/** Four lanes out of the eight of a and b. */
export const shuffle = (a: Lanes, b: Lanes, picks: readonly [number, number, number, number]): Lanes =>
  make(
    'v128',
    a.code,
    b.code,
    simd(0x0d),
    picks.flatMap((pick) => [0, 1, 2, 3].map((byte) => 4 * pick + byte)),
  );
