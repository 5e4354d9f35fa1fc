import { layerDefinition } from '../../catalogue/layers/registry.ts';
import type { CodeArgument, CodeCall, CodeCallee } from '../model/call.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { camelCase } from './camel-case.ts';
import type { ModuleContext, TsCode } from './module-context.ts';
import { printExpression } from './print-expression.ts';
import { expectedOf } from './print-type.ts';

const { code } = ts;

/** Options that are given as an object: `{ filters, kernelSize: 3 }`; nothing where there are none. */
export const printOptions = (entries: readonly (readonly [key: TsCode, value: TsCode])[]): TsCode =>
  entries.length === 0
    ? ts.empty
    : code`{ ${ts.join(entries.map(([key, value]) => (String(key) === String(value) ? key : code`${key}: ${value}`)))} }`;

/** Arguments by their keys; those that say what is so anyway are left out. */
export const printArguments = (
  given: readonly CodeArgument[],
  callee: CodeCallee,
  context: ModuleContext,
): (readonly [TsCode, TsCode])[] =>
  given
    .filter(({ value, parameter }) => {
      const says = value.type !== 'none' || parameter === undefined || parameter.default !== null;
      return says || (callee.type === 'factory' && clears.has(parameter.type));
    })
    .map(({ name, value, parameter, symbol }): readonly [TsCode, TsCode] => [
      symbol === undefined ? ts.name(camelCase(name)) : context.program.key(symbol),
      printExpression(value, context, parameter?.type ?? expectedOf(symbol?.type)),
    ]);

/** Types of parameters that `null` takes away what an alias has set. */
const clears = new Set(['activation', 'regularizer', 'constraint']);

/** The function that a call calls. */
export function printCallee(
  callee: CodeCallee,
  given: Iterable<CodeArgument>,
  context: ModuleContext,
): TsCode {
  const all = [...given];
  const layer = callee.type === 'layer' ? context.layer(callee.kind, all) : context.use(callee.symbol);
  const isPenalized = penalizes(all) && !context.program.isPenalized(callee);
  return isPenalized ? code`${context.part('penalized', 'penalized')}(${layer})` : layer;
}

/** Whether arguments of a layer have a penalty on what comes out of it. */
export const penalizes = (given: readonly CodeArgument[]): boolean =>
  given.some(
    ({ name, value, parameter }) =>
      parameter !== undefined && name === 'activity_regularizer' && value.type !== 'none',
  );

/** Whether a layer merges tensors. */
export const isMerge = (kind: string | undefined): boolean =>
  kind !== undefined && layerDefinition(kind)?.inputs === 'many';

/** Applies what is called to the current tensor. */
export function printApply(
  call: CodeCall,
  { at, x, inputs }: { readonly at: TsCode; readonly x: TsCode; readonly inputs: readonly TsCode[] },
  context: ModuleContext,
): TsCode {
  if (call.layer !== undefined) {
    // What an alias gives counts, too, in which part serves the kind.
    context.layerGiven(call.layer.kind, call.layer.arguments.values());
  }
  const callee = printCallee(call.callee, call.arguments, context);
  const options = printArguments(call.arguments, call.callee, context);
  if (isMerge(call.layer?.kind)) {
    const list = code`[${ts.join([x, ...inputs])}]`;
    return code`${callee}(${ts.join(withOptions([at, list], printOptions(options)))})`;
  }
  const named = call.inputs.map(({ name = '' }, index): readonly [TsCode, TsCode] => [
    ts.name(camelCase(name)),
    inputs[index] ?? ts.empty,
  ]);
  return code`${callee}(${ts.join(withOptions([at, x], printOptions([...options, ...named])))})`;
}

const withOptions = (given: readonly TsCode[], options: TsCode): readonly TsCode[] =>
  String(options) === '' ? given : [...given, options];
