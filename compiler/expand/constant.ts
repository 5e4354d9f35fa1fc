import type { Argument, Name } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import type { Condition } from '../sizes/condition.ts';
import { writeCondition } from '../sizes/format-condition.ts';
import { writeSize } from '../sizes/format-size.ts';
import { type SizeExpression, sameSize, type Size } from '../sizes/size.ts';

/** A value known at compile time. */
export type Constant =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'size'; readonly bytes: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'none' }
  /** A size that is known only when a run starts. */
  | { readonly type: 'symbolic'; readonly size: SizeExpression }
  /** A condition on such sizes. */
  | { readonly type: 'condition'; readonly condition: Exclude<Condition, boolean> }
  | Sequence
  /** A bare word that is no value's name: what it means, the parameter it is given to knows. */
  | { readonly type: 'word'; readonly text: string; readonly span: Span }
  | ObjectConstant;

export interface Sequence {
  readonly type: 'list' | 'tuple';
  readonly items: readonly Constant[];
  /** Values in it, those in inner lists too. */
  readonly weight: number;
}

/** `HeNormal(seed=3)`: read by the parameter it is given to. */
export interface ObjectConstant {
  readonly type: 'object';
  readonly name: Name;
  readonly given: readonly Given[];
  readonly span: Span;
}

/** An evaluated argument; its value is undefined where it could not be known (which has been reported). */
export interface Given {
  readonly argument: Argument;
  readonly value: Constant | undefined;
}

export const numberConstant = (value: number): Constant => ({ type: 'number', value });
export const sizeConstant = (size: Size): Constant =>
  typeof size === 'number' ? numberConstant(size) : { type: 'symbolic', size };
export const conditionConstant = (condition: Condition): Constant =>
  typeof condition === 'boolean' ? booleanConstant(condition) : { type: 'condition', condition };
export const booleanConstant = (value: boolean): Constant => ({ type: 'boolean', value });
export const stringConstant = (value: string): Constant => ({ type: 'string', value });

/** Values in a constant. */
export const weightOf = (constant: Constant): number =>
  constant.type === 'list' || constant.type === 'tuple' ? constant.weight : 1;

/** Values in a list of these, and the list. */
export const weightIn = (items: readonly Constant[]): number =>
  items.reduce((total, item) => total + weightOf(item), 1);

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `2 GiB`, `1536 KiB`: the largest unit in which it is whole. */
export function writeBytes(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (unit < units.length - 1 && value >= 1024 && Number.isInteger(value / 1024)) {
    value /= 1024;
    unit++;
  }
  return `${value} ${units[unit] ?? 'B'}`;
}

/** A constant as it would be written, cut where it is long. */
export function formatConstant(constant: Constant): string {
  const text = write(constant);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

function write(constant: Constant): string {
  switch (constant.type) {
    case 'number':
      return String(constant.value);
    case 'size':
      return writeBytes(constant.bytes);
    case 'boolean':
      return String(constant.value);
    case 'string':
      return JSON.stringify(constant.value.slice(0, 80));
    case 'none':
      return 'none';
    case 'symbolic':
      return writeSize(constant.size);
    case 'condition':
      return writeCondition(constant.condition);
    case 'list':
      return `[${writeAll(constant.items)}]`;
    case 'tuple':
      return `(${writeAll(constant.items)})`;
    case 'word':
      return constant.text;
    case 'object':
      return constant.given.length === 0 ? constant.name.text : `${constant.name.text}(…)`;
  }
}

const writeAll = (items: readonly Constant[]): string =>
  items.slice(0, 20).map(formatConstant).join(', ') + (items.length > 20 ? ', …' : '');

/** What a constant is, for messages: `the number 3.5`, `a list`. */
export function describe(constant: Constant): string {
  switch (constant.type) {
    case 'number':
      return String(constant.value);
    case 'size':
      return `the size ${writeBytes(constant.bytes)}`;
    case 'boolean':
    case 'none':
      return `\`${formatConstant(constant)}\``;
    case 'symbolic':
      return `the symbolic size \`${formatConstant(constant)}\``;
    case 'condition':
      return `the condition \`${formatConstant(constant)}\``;
    case 'string':
      return `the text ${formatConstant(constant)}`;
    case 'list':
      return `the list ${formatConstant(constant)}`;
    case 'tuple':
      return `the tuple ${formatConstant(constant)}`;
    case 'word':
      return `the word \`${constant.text}\``;
    case 'object':
      return `\`${formatConstant(constant)}\``;
  }
}

/** Whether two constants are the same value. */
export function sameConstant(a: Constant, b: Constant): boolean {
  if (a === b) return true;
  switch (a.type) {
    case 'number':
    case 'boolean':
    case 'string':
      return a.type === b.type && a.value === b.value;
    case 'size':
      return b.type === 'size' && a.bytes === b.bytes;
    case 'none':
      return b.type === 'none';
    case 'symbolic':
      return b.type === 'symbolic' && sameSize(a.size, b.size);
    case 'condition':
      return false;
    case 'word':
      return b.type === 'word' && a.text === b.text;
    case 'list':
    case 'tuple':
      return a.type === b.type && sameItems(a, b);
    case 'object':
      return false;
  }
}

const sameItems = (a: Sequence, b: Sequence): boolean =>
  a.weight === b.weight &&
  a.items.length === b.items.length &&
  a.items.every((item, index) => {
    const other = b.items[index];
    return other !== undefined && sameConstant(item, other);
  });
