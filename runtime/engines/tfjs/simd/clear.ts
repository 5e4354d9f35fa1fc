import { type Whole, zeros } from '../../../webassembly/expression.ts';
import type { FunctionBody } from '../../../webassembly/function-body.ts';

/** Writes zeros, as many as there are floats or up to three more; gives the address behind them. */
export function clear(f: FunctionBody, address: Whole, floats: Whole): Whole {
  const to = f.let(address);
  f.range(0, floats, 4, () => {
    f.store(to, zeros);
    f.advance(to, 16);
  });
  return to;
}
