import {
  add,
  addFloats,
  both,
  dividedBy,
  type Float,
  floatConstant,
  type Lanes,
  load,
  loadFloat,
  zeros,
} from '../../../webassembly/expression.ts';
import type { FunctionBody, FunctionReference, Local } from '../../../webassembly/function-body.ts';
import type { ModuleBuilder } from '../../../webassembly/module-builder.ts';

const operands = ['from', 'to', 'floats'] as const;

/** Something done with a run of neighbouring floats. */
export type Run = FunctionReference<(typeof operands)[number]>;

/** to = from */
export const defineCopy = (module: ModuleBuilder): Run =>
  defineRun(module, 'copy', ({ from }) => [load(from), loadFloat(from)]);

/** to = 0 */
export const defineClear = (module: ModuleBuilder): Run =>
  defineRun(module, 'clear', () => [zeros, floatConstant(0)]);

/** to = to + from */
export const defineSum = (module: ModuleBuilder): Run =>
  defineRun(module, 'sum', ({ from, to }) => [
    add(load(to), load(from)),
    addFloats(loadFloat(to), loadFloat(from)),
  ]);

type Operands = Readonly<Record<(typeof operands)[number], Local<'i32'>>>;

/** Four at a time, then one by one. */
function defineRun(
  module: ModuleBuilder,
  name: string,
  term: (operands: Operands) => readonly [four: Lanes, one: Float],
): Run {
  return module.define(name, operands, (f, given) => {
    const [four, one] = term(given);
    f.repeat(dividedBy(given.floats, 4), () => {
      f.store(given.to, four);
      step(f, given, 16);
    });
    f.repeat(both(given.floats, 3), () => {
      f.storeFloat(given.to, one);
      step(f, given, 4);
    });
  });
}

function step(f: FunctionBody, { from, to }: Operands, bytes: number): void {
  f.advance(from, bytes);
  f.advance(to, bytes);
}
