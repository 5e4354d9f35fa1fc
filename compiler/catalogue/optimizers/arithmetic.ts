import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';

/** Short names for what update rules are written in; numbers become constants. */
export function arithmetic(build: Builder) {
  const lift = (operand: Value | number): Value =>
    typeof operand === 'number' ? build.constant(operand) : operand;
  const binary =
    (kind: 'add' | 'subtract' | 'multiply' | 'divide') => (a: Value | number, b: Value | number) =>
      build.op(kind, [lift(a), lift(b)], {});
  return {
    plus: binary('add'),
    minus: binary('subtract'),
    times: binary('multiply'),
    over: binary('divide'),
    squared: (a: Value) => build.op('square', [a], {}),
    root: (a: Value) => build.op('sqrt', [a], {}),
  };
}
