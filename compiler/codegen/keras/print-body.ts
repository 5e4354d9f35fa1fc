import type { Shape } from '../../sizes/shape.ts';
import type { CodeBody, CodeName, CodeStatement } from '../model/statement.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { CodeStore } from '../model/tensor.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { type Flow, type Place, settle, temporary } from './place.ts';
import { printTensor } from './print-call.ts';
import { printFactory, printValue } from './print-definition.ts';
import { printOpposite, printText } from './print-expression.ts';
import { printInput } from './print-input.ts';
import { printIf, printLoop } from './print-loop.ts';
import { labelOf } from './print-names.ts';
import { printOperation } from './print-operation.ts';
import { storeName } from './print-store.ts';
import { withShapes } from './shape-comments.ts';
import { symbolsIn } from './walk.ts';

const { code } = python;

type Statement<T extends CodeStatement['type']> = Extract<CodeStatement, { type: T }>;

/** The lines of statements in order; what is current after them is in the flow. */
export function printBody(body: CodeBody, flow: Flow, place: Place): readonly Code<'python'>[] {
  return body.statements.flatMap((statement, index) => {
    const rest = body.statements.slice(index + 1);
    const lines = printStatement(statement, flow, place, rest);
    return lines.length === 0 ? [] : [...remarks(statement), ...lines];
  });
}

function printStatement(
  statement: CodeStatement,
  flow: Flow,
  place: Place,
  rest: readonly CodeStatement[],
): readonly Code<'python'>[] {
  switch (statement.type) {
    case 'step':
      return printStep(statement, flow, place);
    case 'output':
      return printOutput(statement, flow, place);
    case 'path':
      return printBranch(statement, flow, place);
    case 'input':
      return printInput(statement, flow, place, symbolsIn(place.makes ? rest : rest.filter(isNoInput)));
    case 'from':
      flow.current = printTensor(statement.tensor, place);
      return [];
    case 'declare': {
      const { kind, name } = statement.symbol;
      if (isOnlyResult(statement.symbol, place)) return [];
      const first = kind === 'tensors' || kind === 'shareds' ? code`{}` : code`None`;
      return [code`${place.names.of(statement.symbol, name)} = ${first}`];
    }
    case 'value':
      return symbolsIn(rest).has(statement.symbol) ? [printValue(statement, place)] : [];
    case 'factory':
      place.unit.shared.factories.set(statement.symbol, statement);
      return symbolsIn(rest).has(statement.symbol) ? printFactory(statement, place) : [];
    case 'repeat':
    case 'for':
      return printLoop(statement, flow, place, printBody);
    case 'if':
      return printIf(statement, flow, place, printBody);
    case 'require':
      return printRequire(statement, place);
  }
}

/** What a function is given is not looked at. */
const isNoInput = ({ type }: CodeStatement): boolean => type !== 'input';

/** A contract; of sizes that are open it says nothing. */
function printRequire({ condition, message }: Statement<'require'>, place: Place): readonly Code<'python'>[] {
  const sizes = [...symbolsIn(condition)].filter(({ kind }) => kind === 'size');
  const names = sizes.map((size) => place.names.of(size, size.name));
  const broken = printOpposite(condition, place);
  const [only, ...others] = names;
  const known =
    others.length === 0
      ? code`${only ?? python.empty} is not None`
      : code`None not in (${python.join(names)})`;
  const test =
    only === undefined || !place.unit.shared.hasOpenSizes ? broken : code`${known} and (${broken})`;
  return [code`if ${test}:`, python.indent(code`raise ValueError(${printText(message, place)})`)];
}

/** The comments of a statement. */
function remarks(statement: CodeStatement): readonly Code<'python'>[] {
  if (statement.type === 'declare') return [];
  const { comments = [], doc } = statement;
  const lines = doc === undefined ? [] : doc.split('\n');
  return [...comments, ...lines].map((line) => python.remark(line));
}

function printStep(statement: Statement<'step'>, flow: Flow, place: Place): readonly Code<'python'>[] {
  const { operation, results, shapes } = statement;
  const [first, ...others] = results;
  // What is applied under a label goes by its name at once.
  const own = first !== undefined && operation.type === 'apply' ? storeName(first, place) : undefined;
  const inner = { current: flow.current, variable: own ?? flow.variable };
  const lines = printOperation(statement, inner, place, printBody);
  flow.current = inner.current;
  const stores = own === undefined ? results : others;
  const isPlain = operation.type !== 'group' && !(operation.type === 'residual' && operation.when);
  const shown = isPlain ? withShape(lines, shapes, inner) : lines;
  return [...shown, ...put(stores, flow, place), ...keep(statement, flow, place)];
}

function put(stores: readonly CodeStore[], { current }: Flow, place: Place): readonly Code<'python'>[] {
  return stores.map((store) => code`${storeName(store, place)} = ${current}`);
}

type Kept = { readonly kept: boolean; readonly operation: { readonly name?: CodeName } };

/** Keeps a tensor under its label for functions outside. */
function keep(
  { kept, operation: { name } }: Kept,
  { current }: Flow,
  place: Place,
): readonly Code<'python'>[] {
  if (!kept || name === undefined || name.type === 'counted') return [];
  return [code`${place.at}.keep(${current}, ${labelOf(name, place)})`];
}

/** Writes the shapes of the current tensor beside the statement that made it. */
function withShape(
  lines: readonly Code<'python'>[],
  shapes: readonly Shape[],
  { variable, current }: Flow,
): readonly Code<'python'>[] {
  const last = lines.at(-1);
  const isMade = String(variable) === String(current);
  return last === undefined || !isMade ? lines : [...lines.slice(0, -1), withShapes(last, shapes)];
}

function printOutput(statement: Statement<'output'>, flow: Flow, place: Place): readonly Code<'python'>[] {
  const { output, results, shapes } = statement;
  const { form, symbols, variables, table } = place.heads;
  const symbol = symbols.get(output);
  const own = symbol === undefined ? place.names.fresh(output) : place.names.of(symbol, symbol.name);
  const variable = { result: flow.variable, table: code`${table}[${output}]`, variables: own }[form];
  const inner = { current: flow.current, variable };
  const lines = withShape(printOperation(statement, inner, place, printBody), shapes, inner);
  const settled = form === 'table' ? settle(inner) : [];
  variables.set(output, inner.current);
  if (form === 'result') flow.current = inner.current;
  const stores = results.filter(
    (store) => store.symbol !== symbol || (form !== 'variables' && !isOnlyResult(store.symbol, place)),
  );
  return [...lines, ...settled, ...put(stores, inner, place), ...keep(statement, inner, place)];
}

/** Whether a symbol is that of an output alone, which is the function's result without a variable. */
const isOnlyResult = (symbol: CodeSymbol, { heads: { form, symbols, used } }: Place): boolean =>
  form !== 'variables' && !used.has(symbol) && [...symbols.values()].includes(symbol);

/** A branch begins with the tensor before `parallel`, which stays as it is. */
function printBranch(statement: Statement<'path'>, flow: Flow, place: Place): readonly Code<'python'>[] {
  const variable = temporary('branch', place);
  const inner = { current: flow.current, variable };
  const lines = printBody(statement.body, inner, { ...place, depth: place.depth + 1 });
  const { branches } = place;
  const added = branches === undefined ? [] : [code`${branches}.append(${inner.current})`];
  return [...lines, ...put(statement.results, inner, place), ...added];
}
