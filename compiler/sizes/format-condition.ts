import type { Comparison, Condition } from './condition.ts';
import { writeSize } from './format-size.ts';
import { type Assignment, add, constantOf, multiply, subtract } from './size.ts';

/** `h % 16 == 0`, `h >= 32`: a condition as the language writes it. */
export function writeCondition(condition: Condition): string {
  if (typeof condition === 'boolean') return String(condition);
  switch (condition.type) {
    case 'equal':
      return writeRemainder(condition) ?? `${writeSize(condition.left)} == ${writeSize(condition.right)}`;
    case 'atLeast':
      return writeBound(condition);
    case 'not':
      return `not (${writeCondition(condition.of)})`;
    case 'all':
    case 'any':
      return condition.of.map(writeCondition).join(condition.type === 'all' ? ' and ' : ' or ');
  }
}

/** x − by · ⌊x / by⌋ = rest, which is how a remainder is kept. */
function writeRemainder({ left, right }: Comparison): string | undefined {
  const difference = subtract(left, right);
  if (typeof difference === 'number') return undefined;
  for (const { coefficient, atoms } of difference.terms) {
    const [atom, ...others] = atoms;
    if (atom?.type !== 'floor' || others.length > 0 || Math.abs(coefficient) !== atom.by) continue;
    const turned = multiply(difference, coefficient > 0 ? -1 : 1);
    const whole = { terms: [{ coefficient: atom.by, atoms, key: atom.key }], key: '' };
    const rest = subtract(atom.of, add(turned, whole));
    if (typeof rest !== 'number' || rest < 0 || rest >= atom.by) continue;
    const of = atom.of.terms.length > 1 ? `(${writeSize(atom.of)})` : writeSize(atom.of);
    return `${of} % ${atom.by} == ${rest}`;
  }
  return undefined;
}

/** With the constant on the right. */
function writeBound({ left, right }: Comparison): string {
  const difference = subtract(left, right);
  if (typeof difference === 'number') return String(difference >= 0);
  const constant = constantOf(difference);
  const open = subtract(difference, constant);
  const isNegative = typeof open !== 'number' && open.terms.every(({ coefficient }) => coefficient < 0);
  return isNegative
    ? `${writeSize(multiply(open, -1))} <= ${constant}`
    : `${writeSize(open)} >= ${-constant}`;
}

/** `h = 7, w = 1` */
export const writeAssignment = (symbols: Assignment): string =>
  Object.entries(symbols)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
