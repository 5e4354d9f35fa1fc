import type { Shape } from '../../sizes/shape.ts';
import type { CodeBody, CodeStatement } from '../model/statement.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { CodeStore } from '../model/tensor.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { type BodyPlace, currentOf, put } from './body-place.ts';
import type { Flow } from './function-text.ts';
import type { TsCode } from './module-context.ts';
import { printExpression, printText } from './print-expression.ts';
import { printFactory } from './print-factory.ts';
import { printIf } from './print-if.ts';
import { printLoop } from './print-loop.ts';
import { keep } from './print-names.ts';
import { printOperation } from './print-operation.ts';
import { printPath } from './print-parallel.ts';
import { printDeclare, printStore } from './print-store.ts';
import { printTensor } from './print-tensor.ts';
import { expectedOf } from './print-type.ts';
import { symbolsIn } from './symbols-in.ts';

const { code } = ts;

/** Prints statements; the flow then has what is current behind them. */
export function printBody({ statements }: CodeBody, flow: Flow, place: BodyPlace): void {
  for (const statement of statements) printStatement(statement, flow, place);
}

function printStatement(statement: CodeStatement, flow: Flow, place: BodyPlace): void {
  const { context, text, names } = place;
  if (statement.type !== 'declare') {
    for (const line of statement.comments ?? []) text.add(code`${ts.remark(line)}`);
  }
  if ('doc' in statement && statement.doc !== undefined && statement.type !== 'value') {
    text.add(ts.comment(statement.doc));
  }
  switch (statement.type) {
    case 'step':
      return printStep(statement, flow, place);
    case 'output':
      return printOutput(statement, flow, place);
    case 'input':
      flow.current = place.input(statement, place);
      return;
    case 'from':
      flow.current = printTensor(statement.tensor, place);
      return;
    case 'declare':
      if (isCurrent(statement, place)) return;
      return printDeclare(statement.symbol, flow, place);
    case 'value': {
      const name = context.nameOf(statement.symbol, names);
      const value = printExpression(statement.value, context, expectedOf(statement.symbol.type));
      text.add(() => (context.isUsed(statement.symbol) ? code`const ${name} = ${value};` : ts.empty));
      return;
    }
    case 'factory': {
      const factory = printFactory(statement, context, names);
      text.add(() => (context.isUsed(statement.symbol) ? factory : ts.empty));
      return;
    }
    case 'for':
    case 'repeat':
      return printLoop(statement, flow, place, printBody);
    case 'if':
      return printIf(statement, flow, place, printBody);
    case 'path':
      return printPath(statement, place, printBody);
    case 'require': {
      const condition = printExpression(statement.condition, context);
      const sizes = symbolsIn(statement.condition).filter(({ kind }) => kind === 'size');
      const list =
        sizes.length === 0 ? ts.empty : code`, [${ts.join(sizes.map((size) => context.use(size)))}]`;
      text.add(
        code`${context.part('demand', 'demand')}(${condition}, ${printText(statement.message, context)}${list});`,
      );
      return;
    }
  }
}

type Step = Extract<CodeStatement, { type: 'step' }>;

function printStep(statement: Step, flow: Flow, place: BodyPlace): void {
  const { operation, results, shapes } = statement;
  const [store] = results;
  const plain = results.length === 1 && store?.indices.length === 0 && store.symbol.kind !== 'tensors';
  const value = printOperation(statement, flow, place, printBody);
  if (value === undefined) {
    // A group, residual or parallel has left its result current.
    if (results.length > 0) for (const each of results) printStore(each, currentOf(flow), place);
    if (plain && store !== undefined) flow.current = place.context.use(store.symbol);
  } else if (plain && store !== undefined) {
    printStore(store, value, place, shapes);
    flow.current = place.context.use(store.symbol);
  } else {
    put(flow, value, shapes, place);
    for (const each of results) printStore(each, currentOf(flow), place);
  }
  if (statement.kept) keep(operation.name, flow, place);
}

function printOutput(
  statement: Extract<CodeStatement, { type: 'output' }>,
  flow: Flow,
  place: BodyPlace,
): void {
  const own: Flow = { current: currentOf(flow), variable: undefined, wanted: statement.output };
  const made = printOperation(statement, own, place, printBody) ?? currentOf(own);
  const [store, ...others] = statement.results;
  const value = store === undefined ? made : outputStored(store, made, statement.shapes, flow, place);
  for (const each of others) printStore(each, value, place);
  if (statement.kept)
    keep(
      { type: 'label', text: { type: 'text', parts: [statement.output] }, indexed: true },
      { ...own, current: value },
      place,
    );
}

/** Whether an output is what is current where it is made, and has no variable of its own. */
const isCurrent = ({ symbol }: { readonly symbol: CodeSymbol }, { outcome }: BodyPlace): boolean =>
  outcome?.symbol === symbol && outcome.variable === undefined;

/** Puts an output where it is stored; gives how it is named from there. */
function outputStored(
  store: CodeStore,
  made: TsCode,
  shapes: readonly Shape[],
  flow: Flow,
  place: BodyPlace,
): TsCode {
  if (isCurrent(store, place)) {
    put(flow, made, shapes, place);
    return currentOf(flow);
  }
  printStore(store, made, place, shapes);
  const value = printTensor({ type: 'variable', symbol: store.symbol, indices: store.indices }, place);
  const { outcome, text } = place;
  if (outcome?.variable !== undefined && outcome.symbol === store.symbol)
    text.add(code`${outcome.variable} = ${value};`);
  return value;
}
