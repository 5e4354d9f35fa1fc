import { fewestPaths } from '../model/fewest-paths.ts';
import type {
  CodeBody,
  CodeFor,
  CodeIf,
  CodeName,
  CodeOperation,
  CodeParallel,
  CodePath,
  CodeRepeat,
  CodeResidual,
  CodeStatement,
} from '../model/statement.ts';
import type { CodeStore, CodeTensor } from '../model/tensor.ts';
import type { Shape } from '../../sizes/shape.ts';
import type { NameAllocator } from '../text/name-allocator.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { type Flow, FunctionText } from './function-text.ts';
import type { ModuleContext, TsCode } from './module-context.ts';
import { printApply, printArguments, printCallee, printOptions } from './print-call.ts';
import { printExpression, printText } from './print-expression.ts';
import { printFactory } from './print-factory.ts';
import { shapeComment } from './print-shapes.ts';
import { expectedOf } from './print-type.ts';
import { symbolsIn } from './symbols-in.ts';

const { code } = ts;

/** Where statements stand. */
export interface BodyPlace {
  readonly context: ModuleContext;
  readonly names: NameAllocator<'typescript'>;
  readonly text: FunctionText;
  /** What says how layers are called here; it is declared where something asks. */
  readonly at: () => TsCode;
  /** Branches of the `parallel` around. */
  readonly branches?: Branches;
  /** How an input of the function around is written. */
  readonly input: (statement: Extract<CodeStatement, { type: 'input' }>, place: BodyPlace) => TsCode;
}

/** Branches that are made: a fixed list, or one that loops and conditions add to. */
interface Branches {
  readonly list: TsCode[];
  readonly variable: TsCode | undefined;
  readonly before: TsCode;
}

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
      return printLoop(statement, flow, place);
    case 'if':
      return printIf(statement, flow, place);
    case 'path':
      return printPath(statement, place);
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

/** The current tensor; a body that has none yet begins with what is wrong in the spec. */
function currentOf(flow: Flow): TsCode {
  if (flow.current === undefined) throw new RangeError('nothing is current here');
  return flow.current;
}

/** Makes a value current: in the variable that follows the current tensor. */
function put(flow: Flow, value: TsCode, shapes: readonly Shape[], place: BodyPlace): void {
  const comment = shapeComment(shapes);
  if (flow.variable === undefined) {
    flow.variable = { name: place.names.fresh(flow.wanted), reassigned: false };
    place.text.declare(flow.variable, value, comment);
  } else {
    place.text.assign(flow.variable, value, comment);
  }
  flow.current = flow.variable.name;
}

/** Brings the current tensor into the variable that follows it, before or after statements that may not run. */
function settle(flow: Flow, place: BodyPlace): void {
  const current = currentOf(flow);
  if (flow.variable !== undefined && String(flow.variable.name) === String(current)) return;
  put(flow, current, [], place);
}

type Step = Extract<CodeStatement, { type: 'step' }>;

function printStep(statement: Step, flow: Flow, place: BodyPlace): void {
  const { operation, results, shapes } = statement;
  const [store] = results;
  const plain = results.length === 1 && store?.indices.length === 0 && store.symbol.kind !== 'tensors';
  const value = operate(statement, flow, place);
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
  if (statement.kept) keep(nameOf(operation), flow, place);
}

/** The value of an operation, or undefined where its statements have left it current. */
function operate(
  { operation, shared, shapes }: Pick<Step, 'operation' | 'shared' | 'shapes'>,
  flow: Flow,
  place: BodyPlace,
): TsCode | undefined {
  if (shared.length > 0) return printShared(operation, shared, flow, place);
  switch (operation.type) {
    case 'apply': {
      const inputs = operation.call.inputs.map(({ tensor }) => printTensor(tensor, place));
      const at = printAt(operation.name, place);
      return printApply(operation.call, { at, x: currentOf(flow), inputs }, place.context);
    }
    case 'reuse':
      return code`${printTensor(operation.of, place)}(${currentOf(flow)})`;
    case 'group': {
      const inner = operation.name === undefined ? place : inGroup(operation.name, place);
      printBody(operation.body, flow, inner);
      return undefined;
    }
    case 'residual':
      printResidual(operation, flow, place, shapes);
      return undefined;
    case 'parallel':
      printParallel(operation, flow, place, shapes);
      return undefined;
  }
}

/** Statements of a group that has a path. */
function inGroup(name: CodeName, place: BodyPlace): BodyPlace {
  const wanted =
    name.type === 'label' ? name.text.parts.filter((part) => typeof part === 'string').join('') : 'group';
  const at = place.names.fresh(`${wanted}Names`);
  let label: TsCode | undefined;
  place.text.add(() => (label === undefined ? ts.empty : code`const ${at} = ${label}.inside("group");`));
  return {
    ...place,
    at: () => {
      label ??= printAt(name, place);
      return at;
    },
  };
}

/** Makes what is applied a function, so that it can be applied again: under the same label it is the same layer. */
function printShared(
  operation: CodeOperation,
  shared: readonly CodeStore[],
  flow: Flow,
  place: BodyPlace,
): TsCode {
  const { context, text, names } = place;
  const [store] = shared;
  if (store === undefined) throw new RangeError('what is shared is put somewhere');
  const x = names.fresh('x');
  const inner = new FunctionText();
  const own: Flow = { current: x, variable: { name: x, reassigned: false }, wanted: 'x' };
  const innerPlace = { ...place, text: inner };
  const value = operate({ operation, shared: [], shapes: [] }, own, innerPlace);
  const result = value ?? currentOf(own);
  const symbolic = context.part('names', 'Symbolic');
  const outputs = operation.type === 'apply' ? (operation.call.outputs ?? []) : [];
  const made = outputs.length > 1 ? bundleType(outputs, context) : symbolic;
  text.add(() => {
    const body = inner.code;
    const head = code`(${x}: ${symbolic}): ${made} =>`;
    const applied =
      String(body) === '' ? code`${head} ${result}` : code`${head} {\n${body}\nreturn ${result};\n}`;
    return storing(store, applied, place);
  });
  const again = printTensor({ type: 'variable', symbol: store.symbol, indices: store.indices }, place);
  return code`${again}(${currentOf(flow)})`;
}

/** `main(x) + skip(x)` */
function printResidual(
  { main, skip, when, name }: CodeResidual,
  flow: Flow,
  place: BodyPlace,
  shapes: readonly Shape[],
): void {
  const before = frozen(flow, 'shortcut', place);
  printBody(main, flow, place);
  const sum = (): void => {
    const other: Flow = { current: before, variable: undefined, wanted: 'skip' };
    if (skip !== undefined) {
      if (skip.when === undefined) printBody(skip.body, other, place);
      else printBranch(skip.when, skip.body, other, place);
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
): void {
  settle(flow, place);
  place.text.add(code`if (${printExpression(when, place.context)}) {`);
  printBody(body, flow, place);
  settle(flow, place);
  place.text.add(code`}`);
}

function printParallel(
  { merge, body, name }: CodeParallel,
  flow: Flow,
  place: BodyPlace,
  shapes: readonly Shape[],
): void {
  const { context, text, names } = place;
  const isFixed = body.statements.every(
    ({ type }) => type === 'path' || type === 'value' || type === 'factory',
  );
  const before = currentOf(flow);
  const variable = isFixed ? undefined : names.fresh('paths');
  if (variable !== undefined) {
    text.add(code`const ${variable}: ${context.part('names', 'Symbolic')}[] = [];`);
  }
  const branches: Branches = { list: [], variable, before };
  const inner = { ...place, branches };
  printBody(body, { current: before, variable: undefined, wanted: 'path' }, inner);
  const [first, ...others] = branches.list;
  if (variable === undefined && others.length === 0) {
    flow.current = first ?? before;
    return;
  }
  const given = variable ?? code`[${ts.join(branches.list)}]`;
  if (merge.layer !== undefined) context.layerGiven(merge.layer.kind, merge.layer.arguments.values());
  const callee = printCallee(merge.callee, merge.arguments, context);
  const options = printOptions(printArguments(merge.arguments, merge.callee, context));
  const all = [printAt(name, place), given, ...(String(options) === '' ? [] : [options])];
  const merged = code`${callee}(${ts.join(all)})`;
  const isMerged = variable === undefined || fewestPaths(body) > 1;
  const value = isMerged
    ? merged
    : code`${given}.length > 1 ? ${merged} : ${context.part('options', 'item')}(${given}, 0)`;
  put(flow, value, shapes, place);
}

function printPath({ body, results, kept, name }: CodePath, place: BodyPlace): void {
  const { branches } = place;
  if (branches === undefined) throw new RangeError('a path is in a parallel');
  const [store] = results;
  const own: Flow = { current: branches.before, variable: undefined, wanted: 'path' };
  const { branches: _, ...inner } = place;
  printBody(body, own, inner);
  for (const each of results) printStore(each, currentOf(own), place);
  const value =
    store !== undefined && results.length === 1
      ? printTensor({ type: 'variable', symbol: store.symbol, indices: store.indices }, place)
      : currentOf(own);
  if (kept) keep(name, own, place);
  if (branches.variable === undefined) branches.list.push(value);
  else place.text.add(code`${branches.variable}.push(${value});`);
}

function printOutput(
  statement: Extract<CodeStatement, { type: 'output' }>,
  flow: Flow,
  place: BodyPlace,
): void {
  const own: Flow = { current: currentOf(flow), variable: undefined, wanted: statement.output };
  const made = operate(statement, own, place) ?? currentOf(own);
  const [store, ...others] = statement.results;
  if (store !== undefined) printStore(store, made, place, statement.shapes);
  const value =
    store === undefined
      ? made
      : printTensor({ type: 'variable', symbol: store.symbol, indices: store.indices }, place);
  for (const each of others) printStore(each, value, place);
  if (statement.kept)
    keep(
      { type: 'label', text: { type: 'text', parts: [statement.output] }, indexed: true },
      { ...own, current: value },
      place,
    );
}

function printDeclare(symbol: CodeStore['symbol'], flow: Flow, { context, text, names }: BodyPlace): void {
  const name = context.nameOf(symbol, names);
  const symbolic = context.part('names', 'Symbolic');
  const applied = code`(x: ${symbolic}) => ${symbolic}`;
  const rounds = (of: TsCode): TsCode =>
    code`const ${name} = new ${context.part('rounds', 'Rounds')}<${of}>();`;
  if (symbol.kind === 'tensors') return text.add(rounds(symbolic));
  if (symbol.kind === 'shareds') return text.add(rounds(applied));
  if (symbol.kind === 'shared') return text.add(code`let ${name}: ${applied} = (x) => x;`);
  text.add(code`let ${name}: ${symbolic} = ${currentOf(flow)};`);
}

/** Puts a tensor, or something shared, where it is stored. */
function printStore(store: CodeStore, value: TsCode, place: BodyPlace, shapes: readonly Shape[] = []): void {
  place.text.add(code`${storing(store, value, place)}${shapeComment(shapes)}`);
}

function storing(
  { symbol, indices, declared }: CodeStore,
  value: TsCode,
  { context, names }: BodyPlace,
): TsCode {
  const name = context.nameOf(symbol, names);
  if (symbol.kind === 'tensors' || symbol.kind === 'shareds') {
    const rounds = indices.map((index) => printExpression(index, context));
    return code`${name}.set(${ts.join([value, ...rounds])});`;
  }
  return declared ? code`${name} = ${value};` : code`const ${name} = ${value};`;
}

/** A tensor, or something shared, where it is named. */
export function printTensor(tensor: CodeTensor, { context, at }: BodyPlace): TsCode {
  switch (tensor.type) {
    case 'variable': {
      const name = context.use(tensor.symbol);
      if (tensor.indices.length === 0) return name;
      return code`${name}.get(${ts.join(tensor.indices.map((index) => printExpression(index, context)))})`;
    }
    case 'output':
      return code`${context.use(tensor.of)}.${outputKey(tensor.name)}`;
    case 'kept':
      return code`${at()}.kept(${printText(tensor.path, context)})`;
  }
}

/** What gives several outputs: an object of them. */
export const bundleType = (outputs: readonly string[], context: ModuleContext): TsCode => {
  const symbolic = context.part('names', 'Symbolic');
  const members = outputs.map((name) => code`${outputKey(name)}: ${symbolic}`);
  return code`{ ${ts.join(members, code`; `)} }`;
};

/** The key of one of several outputs. */
export const outputKey = (name: string): TsCode => ts.name(name);

function keep(name: CodeName | undefined, flow: Flow, place: BodyPlace): void {
  if (name?.type !== 'label') return;
  place.text.add(
    code`${place.at()}.keep(${printText(name.text, place.context)}, ${currentOf(flow)}${name.indexed ? ts.empty : code`, true`});`,
  );
}

const nameOf = (operation: CodeOperation): CodeName | undefined => operation.name;

/** What says how something that is made here is called. */
function printAt(name: CodeName, place: BodyPlace): TsCode {
  switch (name.type) {
    case 'counted':
      return place.at();
    case 'label': {
      const text = printText(name.text, place.context);
      return name.indexed ? code`${place.at()}.label(${text})` : code`${place.at()}.label(${text}, true)`;
    }
    case 'path':
      return code`${place.at()}.label(${name.path}, true)`;
  }
}

function printLoop(loop: CodeFor | CodeRepeat, flow: Flow, place: BodyPlace): void {
  const { context, text, names } = place;
  if (place.branches === undefined) settle(flow, place);
  text.add(loop.type === 'for' ? forHead(loop, place) : repeatHead(loop, place));
  let inner = place;
  if (loop.indexesLabels && loop.index !== undefined) {
    const round = names.fresh('round');
    const { index } = loop;
    let around: TsCode | undefined;
    text.add(() =>
      around === undefined ? ts.empty : code`const ${round} = ${around}.round(${context.nameOf(index)});`,
    );
    inner = {
      ...place,
      at: () => {
        around ??= place.at();
        context.use(index);
        return round;
      },
    };
  }
  printBody(loop.body, flow, inner);
  if (place.branches === undefined) settle(flow, place);
  text.add(code`}`);
}

function repeatHead({ count, index }: CodeRepeat, { context, names }: BodyPlace): TsCode {
  const i = index === undefined ? names.fresh('i') : context.nameOf(index, names);
  return code`for (let ${i} = 0; ${i} < ${printExpression(count, context)}; ${i}++) {`;
}

function forHead(
  { targets, destructured, list, index }: CodeFor,
  { context, names }: BodyPlace,
): () => TsCode {
  const items = printList(list, context);
  const bound = targets.map((target) => ({ target, name: context.nameOf(target, names) }));
  const i = index === undefined ? undefined : context.nameOf(index, names);
  return () => {
    const used = bound.map(({ target, name }) => (context.isUsed(target) ? name : ts.empty));
    const target = destructured ? code`[${ts.join(used)}]` : (bound[0]?.name ?? code`_`);
    const isIndexed = index !== undefined && i !== undefined && context.isUsed(index);
    if (!targets.some((each) => context.isUsed(each))) {
      const count = i ?? names.fresh('i');
      return code`for (let ${count} = 0; ${count} < ${items}.length; ${count}++) {`;
    }
    return isIndexed
      ? code`for (const [${i}, ${target}] of ${items}.entries()) {`
      : code`for (const ${target} of ${items}) {`;
  };
}

/** A list to go through; of tuples each item keeps its length. */
function printList(list: CodeFor['list'], context: ModuleContext): TsCode {
  const printed = printExpression(list, context);
  const isOfTuples =
    list.type === 'list' && list.items.some(({ type }) => type === 'tuple' || type === 'list');
  return isOfTuples ? code`(${printed} as const)` : printed;
}

function printIf(statement: CodeIf, flow: Flow, place: BodyPlace): void {
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
