import { type Lanes, load, shuffle, type Whole } from '../../../webassembly/expression.ts';
import type { FunctionBody, Local } from '../../../webassembly/function-body.ts';

/** Loads lanes that lie some bytes apart. */
export function loadApart(f: FunctionBody, from: Local<'i32'>, stride: Whole, count: number): Lanes[] {
  return Array.from({ length: count }, () => {
    const value = f.let(load(from));
    f.advance(from, stride);
    return value;
  });
}

/** Stores lanes some bytes apart. */
export function storeApart(f: FunctionBody, to: Local<'i32'>, stride: Whole, values: readonly Lanes[]): void {
  for (const value of values) {
    f.store(to, value);
    f.advance(to, stride);
  }
}

/** Four rows of four lanes → the four columns. */
export function transposed(f: FunctionBody, rows: readonly Lanes[]): Lanes[] {
  const [a, b, c, d] = rows as [Lanes, Lanes, Lanes, Lanes];
  const low = [f.let(shuffle(a, b, [0, 4, 1, 5])), f.let(shuffle(c, d, [0, 4, 1, 5]))] as const;
  const high = [f.let(shuffle(a, b, [2, 6, 3, 7])), f.let(shuffle(c, d, [2, 6, 3, 7]))] as const;
  return [low, high].flatMap(([left, right]) => [
    f.let(shuffle(left, right, [0, 1, 4, 5])),
    f.let(shuffle(left, right, [2, 3, 6, 7])),
  ]);
}
