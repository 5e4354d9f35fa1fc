import type { Shape } from '../../sizes/shape.ts';
import type { CodeBody, CodeResidual } from '../model/statement.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { type BodyPlace, type PrintBody, currentOf, put, settle } from './body-place.ts';
import type { Flow } from './function-text.ts';
import type { TsCode } from './module-context.ts';
import { printExpression } from './print-expression.ts';
import { printAt } from './print-names.ts';

const { code } = ts;

/** `main(x) + skip(x)` */
export function printResidual(
  { main, skip, when, name }: CodeResidual,
  flow: Flow,
  place: BodyPlace,
  shapes: readonly Shape[],
  printBody: PrintBody,
): void {
  const before = frozen(flow, 'shortcut', place);
  printBody(main, flow, place);
  const sum = (): void => {
    const other: Flow = { current: before, variable: undefined, wanted: 'skip' };
    if (skip !== undefined) {
      if (skip.when === undefined) printBody(skip.body, other, place);
      else printBranch(skip.when, skip.body, other, place, printBody);
    }
    const add = place.context.layer('Add', []);
    put(
      flow,
      code`${add}(${printAt(name, place)}, [${currentOf(flow)}, ${currentOf(other)}])`,
      shapes,
      place,
    );
  };
  if (when === undefined) return sum();
  settle(flow, place);
  place.text.add(code`if (${printExpression(when, place.context)}) {`);
  sum();
  place.text.add(code`}`);
}

/** The current tensor under a name that stays what it is. */
function frozen(flow: Flow, wanted: string, place: BodyPlace): TsCode {
  const current = currentOf(flow);
  if (flow.variable === undefined || String(flow.variable.name) !== String(current)) return current;
  const name = place.names.fresh(wanted);
  place.text.add(code`const ${name} = ${current};`);
  return name;
}

function printBranch(
  when: Parameters<typeof printExpression>[0],
  body: CodeBody,
  flow: Flow,
  place: BodyPlace,
  printBody: PrintBody,
): void {
  settle(flow, place);
  place.text.add(code`if (${printExpression(when, place.context)}) {`);
  printBody(body, flow, place);
  settle(flow, place);
  place.text.add(code`}`);
}
