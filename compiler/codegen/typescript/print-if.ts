import type { CodeIf } from '../model/statement.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { type BodyPlace, type PrintBody, settle } from './body-place.ts';
import type { Flow } from './function-text.ts';
import { printExpression } from './print-expression.ts';

const { code } = ts;

/** A condition that is decided when the model is made. */
export function printIf(statement: CodeIf, flow: Flow, place: BodyPlace, printBody: PrintBody): void {
  const { context, text } = place;
  const settles = place.branches === undefined && flow.current !== undefined;
  if (settles) settle(flow, place);
  text.add(code`if (${printExpression(statement.condition, context)}) {`);
  printBody(statement.then, flow, place);
  if (settles) settle(flow, place);
  if (statement.else !== undefined) {
    if (settles) flow.current = flow.variable?.name;
    text.add(code`} else {`);
    printBody(statement.else, flow, place);
    if (settles) settle(flow, place);
  }
  text.add(code`}`);
}
