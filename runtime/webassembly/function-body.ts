import {
  type Count,
  type WasmExpression,
  type Float,
  isZero,
  type Lanes,
  plus,
  type ValueType,
  type Whole,
  whole,
} from './expression.ts';
import { unsigned } from './leb128.ts';

/** A function of a module, to be called. It takes 32-bit integers by name and gives nothing: results go to memory. */
export interface FunctionReference<P extends string = string> {
  readonly name: string;
  readonly index: number;
  readonly parameters: readonly P[];
}

/** A variable of a function. */
export interface Local<T extends ValueType> extends WasmExpression<T> {
  readonly index: number;
}

const typeCodes: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };
const nothing = 0x40;

/** Writes the statements of one function, one after another. */
export class FunctionBody {
  readonly #parameters: number;
  readonly #locals: ValueType[] = [];
  readonly #code: number[] = [];

  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  parameter(index: number): Local<'i32'> {
    return local('i32', index);
  }

  /** A variable, zero at first. */
  local<T extends ValueType>(type: T): Local<T> {
    this.#locals.push(type);
    return local(type, this.#parameters + this.#locals.length - 1);
  }

  set<T extends ValueType>(to: Local<T>, value: WasmExpression<T>): void {
    this.#code.push(...value.code, 0x21, ...unsigned(to.index));
  }

  /** A new variable with a value. */
  let<T extends ValueType>(value: WasmExpression<T>): Local<T> {
    const variable = this.local(value.type);
    this.set(variable, value);
    return variable;
  }

  /** A new whole variable; a number known now is one, too. */
  count(value: Count): Local<'i32'> {
    return this.let(whole(value));
  }

  advance(variable: Local<'i32'>, by: Count): void {
    this.set(variable, plus(variable, by));
  }

  store(address: Whole, value: Lanes, offset = 0): void {
    this.#code.push(...address.code, ...value.code, 0xfd, 0x0b, 2, ...unsigned(offset));
  }

  storeFloat(address: Whole, value: Float, offset = 0): void {
    this.#code.push(...address.code, ...value.code, 0x38, 2, ...unsigned(offset));
  }

  call<P extends string>(
    { parameters, index }: FunctionReference<P>,
    operands: Readonly<Record<P, Count>>,
  ): void {
    this.#code.push(...parameters.flatMap((name) => whole(operands[name]).code), 0x10, ...unsigned(index));
  }

  when(condition: Whole, then: () => void, otherwise?: () => void): void {
    this.#code.push(...condition.code, 0x04, nothing);
    then();
    if (otherwise !== undefined) {
      this.#code.push(0x05);
      otherwise();
    }
    this.#code.push(0x0b);
  }

  /** Does something as many times as a count says; none where it is zero or less. */
  repeat(count: Count, body: () => void): void {
    this.range(0, count, 1, body);
  }

  /** `for (i = from; i < to; i += step)` */
  range(from: Count, to: Count, step: Count, body: (index: Local<'i32'>) => void): void {
    const index = this.count(from);
    const end = typeof to === 'number' ? whole(to) : this.let(to);
    this.#code.push(0x02, nothing, 0x03, nothing);
    this.#code.push(...isZero(isBefore(index, end)).code, 0x0d, 1);
    body(index);
    this.advance(index, step);
    this.#code.push(0x0c, 0, 0x0b, 0x0b);
  }

  /** The function as the code section holds it. */
  encode(): number[] {
    const locals = this.#locals.flatMap((type) => [1, typeCodes[type]]);
    const bytes = [...unsigned(this.#locals.length), ...locals, ...this.#code, 0x0b];
    return [...unsigned(bytes.length), ...bytes];
  }
}

const isBefore = (a: Whole, b: Whole): Whole => ({ type: 'i32', code: [...a.code, ...b.code, 0x48] });

const local = <T extends ValueType>(type: T, index: number): Local<T> => ({
  type,
  index,
  code: [0x20, ...unsigned(index)],
});
