import type { CodeName, CodeOperation, CodeStatement } from '../model/statement.ts';
import type { CodeStore } from '../model/tensor.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { type BodyPlace, type PrintBody, currentOf } from './body-place.ts';
import { type Flow, FunctionText } from './function-text.ts';
import type { TsCode } from './module-context.ts';
import { printApply } from './print-call.ts';
import { printAt } from './print-names.ts';
import { printParallel } from './print-parallel.ts';
import { printResidual } from './print-residual.ts';
import { storing } from './print-store.ts';
import { bundleType, printTensor } from './print-tensor.ts';

const { code } = ts;

type Operating = Pick<Extract<CodeStatement, { type: 'step' }>, 'operation' | 'shared' | 'shapes'>;

/** The value of an operation, or undefined where its statements have left it current. */
export function printOperation(
  { operation, shared, shapes }: Operating,
  flow: Flow,
  place: BodyPlace,
  printBody: PrintBody,
): TsCode | undefined {
  if (shared.length > 0) return printShared(operation, shared, flow, place, printBody);
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
      printResidual(operation, flow, place, shapes, printBody);
      return undefined;
    case 'parallel':
      printParallel(operation, flow, place, shapes, printBody);
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
  printBody: PrintBody,
): TsCode {
  const { context, text, names } = place;
  const [store] = shared;
  if (store === undefined) throw new RangeError('what is shared is put somewhere');
  const x = names.fresh('x');
  const inner = new FunctionText();
  const own: Flow = { current: x, variable: { name: x, reassigned: false }, wanted: 'x' };
  const innerPlace = { ...place, text: inner };
  const value = printOperation({ operation, shared: [], shapes: [] }, own, innerPlace, printBody);
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
