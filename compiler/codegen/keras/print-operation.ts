import type {
  CodeBody,
  CodeGroup,
  CodeOperation,
  CodeParallel,
  CodeResidual,
  CodeReuse,
} from '../model/statement.ts';
import { fewestPaths } from '../model/fewest-paths.ts';
import type { CodeStore } from '../model/tensor.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { type Flow, type Place, settle, temporary } from './place.ts';
import { calleeOf, functionArguments, needsNames, printCall, printLayer, printTensor } from './print-call.ts';
import { printExpression } from './print-expression.ts';
import { layerName, namesWithin } from './print-names.ts';
import { storeName } from './print-store.ts';
import { operationOf } from './operations.ts';

const { code } = python;

export type PrintBody = (body: CodeBody, flow: Flow, place: Place) => readonly Code<'python'>[];

interface Applied {
  readonly operation: CodeOperation;
  readonly shared: readonly CodeStore[];
}

/** The lines of an operation on the current tensor. */
export function printOperation(
  { operation, shared }: Applied,
  flow: Flow,
  place: Place,
  printBody: PrintBody,
): readonly Code<'python'>[] {
  const [store] = shared;
  if (store !== undefined) return printShared(operation, storeName(store, place), flow, place, printBody);
  switch (operation.type) {
    case 'apply': {
      const result = printCall(operation.call, operation.name, flow.current, place);
      return assign(result, flow);
    }
    case 'group':
      return printGroup(operation, flow, place, printBody);
    case 'residual':
      return printResidual(operation, flow, place, printBody);
    case 'parallel':
      return printParallel(operation, flow, place, printBody);
    case 'reuse':
      return printReuse(operation, flow, place);
  }
}

function assign(value: Code<'python'>, flow: Flow): readonly Code<'python'>[] {
  if (String(value) === String(flow.current)) return [];
  flow.current = flow.variable;
  return [code`${flow.variable} = ${value}`];
}

function printGroup(
  { name, body }: CodeGroup,
  flow: Flow,
  place: Place,
  printBody: PrintBody,
): readonly Code<'python'>[] {
  if (name === undefined) return printBody(body, flow, place);
  const at = temporary('inside', place);
  const depth = place.depth + 1;
  const lines = printBody(body, flow, { ...place, at, rounds: [], depth });
  const isUsed = lines.some((line) => mentions(line, at));
  return isUsed ? [code`${at} = ${namesWithin(name, place)}`, ...lines] : lines;
}

/** Whether code has a name in it. */
const mentions = (printed: Code<'python'>, name: Code<'python'>): boolean =>
  new RegExp(`\\b${String(name)}\\b`).test(String(printed));

function printResidual(
  { when, main, skip, name }: CodeResidual,
  flow: Flow,
  place: Place,
  printBody: PrintBody,
): readonly Code<'python'>[] {
  const inner = { ...place, depth: place.depth + 1 };
  const isMoving = String(flow.current) === String(flow.variable);
  const shortcut = temporary('shortcut', place);
  const keeps = isMoving || skip?.when !== undefined;
  const before = keeps ? [code`${shortcut} = ${flow.current}`] : [];
  const aside: Flow = { current: keeps ? shortcut : flow.current, variable: shortcut };
  const lines = printBody(main, flow, inner);
  const skipLines = skip === undefined ? [] : printBody(skip.body, aside, inner);
  const around =
    skip?.when === undefined || skipLines.length === 0
      ? skipLines
      : [
          code`if ${printExpression(skip.when, place)}:`,
          python.indent(python.lines([...skipLines, ...settle(aside)])),
        ];
  const settled = when === undefined ? [] : settle(flow);
  const sum = code`${place.unit.keras('layers')}.Add(${naming(name, place)})([${flow.current}, ${aside.current}])`;
  const end = [...around, ...assign(sum, flow)];
  if (when === undefined) return [...before, ...lines, ...end];
  const test = code`if ${printExpression(when, place)}:`;
  return [...before, ...lines, ...settled, test, python.indent(python.lines(end))];
}

const naming = (name: CodeResidual['name'], place: Place): Code<'python'> =>
  place.naming ? code`name=${layerName(name, place)}` : python.empty;

function printParallel(
  { merge, body, name }: CodeParallel,
  flow: Flow,
  place: Place,
  printBody: PrintBody,
): readonly Code<'python'>[] {
  const kind = merge.layer?.kind ?? '';
  const isPlain = body.statements.every(({ type }) => type === 'path');
  const inner = { ...place, depth: place.depth + 1 };
  if (isPlain && operationOf(kind) === undefined) {
    const results: Code<'python'>[] = [];
    const lines = body.statements.flatMap((statement, index) => {
      if (statement.type !== 'path') return [];
      const variable = temporary(`branch_${index + 1}`, place);
      const branch = { current: flow.current, variable };
      const each = printBody(statement.body, branch, inner);
      results.push(branch.current);
      return [
        ...each,
        ...statement.results.map((store) => code`${storeName(store, place)} = ${branch.current}`),
      ];
    });
    const made = printLayer(merge, kind, name, flow.current, place);
    const [only, ...others] = results;
    if (only !== undefined && others.length === 0) {
      flow.current = only;
      return lines;
    }
    return [...lines, ...assign(code`${made}([${python.join(results)}])`, flow)];
  }
  const branches = temporary('branches', place);
  const lines = printBody(body, flow, { ...inner, branches });
  const made = code`${printLayer(merge, kind, name, flow.current, place)}(${branches})`;
  const merged = fewestPaths(body) > 1 ? made : code`${made} if len(${branches}) > 1 else ${branches}[0]`;
  return [code`${branches} = []`, ...lines, ...assign(merged, flow)];
}

function printReuse({ of, captures }: CodeReuse, flow: Flow, place: Place): readonly Code<'python'>[] {
  const tensors = [flow.current, ...captures.map((each) => printTensor(each, place))];
  const given = tensors.length === 1 ? flow.current : code`[${python.join(tensors)}]`;
  return assign(code`${printTensor(of, place)}(${given})`, flow);
}

/** Makes something that is applied again: a layer, or a model of what a block or group makes. */
function printShared(
  operation: CodeOperation,
  shared: Code<'python'>,
  flow: Flow,
  place: Place,
  printBody: PrintBody,
): readonly Code<'python'>[] {
  const { current } = flow;
  if (operation.type === 'apply') {
    const { call, name } = operation;
    const others = call.inputs.map(({ tensor }) => printTensor(tensor, place));
    const given = others.length === 0 ? current : code`[${python.join([current, ...others])}]`;
    const kind = call.layer?.kind;
    if (kind !== undefined && operationOf(kind) === undefined) {
      const made = code`${shared} = ${printLayer(call, kind, name, current, place)}`;
      return [made, ...assign(code`${shared}(${given})`, flow)];
    }
    if (kind === undefined) {
      const at = temporary('inside', place);
      const named = needsNames(call, place) ? [code`at=${at}`] : [];
      const partial = place.unit.standard('functools', 'partial');
      const bound = code`${partial}(${python.join([calleeOf(call, place), ...functionArguments(call, place, true), ...named])})`;
      const tensors = python.join([current, ...others]);
      return [
        code`${at} = ${namesWithin(name, place)}`,
        code`${shared} = ${place.unit.part('as_model')}(${bound}, ${tensors}, name=${at}.name)`,
        ...assign(code`${shared}(${given})`, flow),
      ];
    }
  }
  return printSharedBody(operation, shared, flow, place, printBody);
}

/** A function of what is shared, and a model of it. */
function printSharedBody(
  operation: CodeOperation,
  shared: Code<'python'>,
  flow: Flow,
  place: Place,
  printBody: PrintBody,
): readonly Code<'python'>[] {
  const captures =
    operation.type === 'group' ? operation.captures.map((each) => printTensor(each, place)) : [];
  const function_ = place.names.fresh(`make_${String(shared).replaceAll(/\W+/g, '_')}`);
  const variable = code`x`;
  const inner: Flow = { current: variable, variable };
  const deeper = { ...place, depth: place.depth + 1 };
  const name = operation.type === 'group' ? operation.name : undefined;
  const at = temporary('inside', place);
  const lines =
    operation.type === 'group'
      ? printBody(operation.body, inner, name === undefined ? deeper : { ...deeper, at, rounds: [] })
      : printOperation({ operation, shared: [] }, inner, deeper, printBody);
  const parameters = python.join([variable, ...captures]);
  const tensors = [flow.current, ...captures];
  const given = captures.length === 0 ? flow.current : code`[${python.join(tensors)}]`;
  const called = name === undefined ? code`name=${String(shared)}` : code`name=${at}.name`;
  return [
    ...(name === undefined ? [] : [code`${at} = ${namesWithin(name, place)}`]),
    python.empty,
    code`def ${function_}(${parameters}):`,
    python.indent(python.lines([...lines, code`return ${inner.current}`])),
    python.empty,
    code`${shared} = ${place.unit.part('as_model')}(${function_}, ${python.join(tensors)}, ${called})`,
    ...assign(code`${shared}(${given})`, flow),
  ];
}
