import type { CodeBlock, CodeBlockOutput, CodeModel, CodeParameter } from '../model/items.ts';
import type { CodeStatement } from '../model/statement.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { NameAllocator } from '../text/name-allocator.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { camelCase } from './camel-case.ts';
import { type Flow, FunctionText } from './function-text.ts';
import type { ModuleContext, TsCode } from './module-context.ts';
import type { BodyPlace } from './body-place.ts';
import { printBody } from './print-body.ts';
import { bundleType, outputKey } from './print-tensor.ts';
import { printExpression } from './print-expression.ts';
import { expectedOf, printType } from './print-type.ts';
import { outcomeOf, valueOf } from './outcome.ts';
import { namesTensor } from './names-tensor.ts';

const { code } = ts;

/** An option of a function: its key, its type, its default, and what it is called within. */
interface Option {
  readonly symbol: CodeSymbol;
  readonly key: TsCode;
  readonly name: TsCode;
  readonly type: TsCode;
  readonly preset: TsCode | undefined;
}

/** Options of a block or model, in the order of its parameters. */
export function optionsOf(
  parameters: readonly CodeParameter[],
  context: ModuleContext,
  names: NameAllocator<'typescript'>,
): readonly Option[] {
  return parameters.map(({ symbol, default: preset }) => ({
    symbol,
    key: context.program.key(symbol),
    name: context.nameOf(symbol, names),
    type: printType(symbol.type, context),
    preset: preset && printExpression(preset, context, expectedOf(symbol.type)),
  }));
}

/** `{ filters, strides = 1 }: Options = {}`: what is used of options; nothing where there are none. */
export function optionsParameter(
  options: readonly Option[],
  type: TsCode,
  context: ModuleContext,
  inputs: readonly { readonly key: TsCode; readonly name: TsCode; readonly preset?: TsCode }[] = [],
): TsCode {
  const used = options.filter(({ symbol }) => context.isUsed(symbol));
  const taken = [
    ...used.map(({ key, name, preset }) => {
      const bound = String(key) === String(name) ? key : code`${key}: ${name}`;
      return preset === undefined ? bound : code`${bound} = ${preset}`;
    }),
    ...inputs.map(({ key, name, preset }) => {
      const bound = String(key) === String(name) ? key : code`${key}: ${name}`;
      return preset === undefined ? bound : code`${bound} = ${preset}`;
    }),
  ];
  const isOptional =
    inputs.every(({ preset }) => preset !== undefined) && options.every(({ preset }) => preset !== undefined);
  const pattern = taken.length === 0 ? code`_options` : code`{ ${ts.join(taken)} }`;
  return isOptional ? code`${pattern}: ${type} = {}` : code`${pattern}: ${type}`;
}

/** The members of an options type. */
export const optionMembers = (options: readonly Option[]): readonly TsCode[] =>
  options.map(({ key, type, preset }) =>
    preset === undefined ? code`${key}: ${type};` : code`${key}?: ${type};`,
  );

/** What a block gives: a tensor, or an object of several. */
export function resultOf(
  outputs: readonly CodeBlockOutput[],
  flow: Flow,
  context: ModuleContext,
): { readonly type: TsCode; readonly value: TsCode } {
  const symbolic = context.part('names', 'Symbolic');
  const [only] = outputs;
  if (only === undefined) return { type: symbolic, value: flow.current ?? ts.empty };
  if (outputs.length === 1) return { type: symbolic, value: context.use(only.symbol) };
  const values = outputs.map(({ name, symbol }) => {
    const value = context.use(symbol);
    return String(value) === name ? value : code`${outputKey(name)}: ${value}`;
  });
  return {
    type: bundleType(
      outputs.map(({ name }) => name),
      context,
    ),
    value: code`{ ${ts.join(values)} }`,
  };
}

const snake = (name: string): string =>
  name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

/** `block Name(…) { … }`, or a model as what applies it sees it: a function of the current tensor. */
export function printBlock(
  block: CodeBlock | CodeModel,
  context: ModuleContext,
  isExported: boolean,
): TsCode {
  const name = context.nameOf(block.symbol);
  const names = context.names.inside();
  const around = names.fresh('at');
  const symbols = block.type === 'block' ? block.inputs : block.inputs.map(({ symbol }) => symbol);
  const [first, ...others] = symbols;
  const x = first === undefined ? names.fresh('x') : context.nameOf(first, names);
  const options = optionsOf(block.parameters, context, names);
  const further = others.map((symbol) => ({
    key: ts.name(camelCase(symbol.name)),
    name: context.nameOf(symbol, names),
  }));
  const text = new FunctionText();
  const inner = names.fresh('here');
  const outcome = outcomeOf(block, context, names, text);
  let makesNames = false;
  text.add(() =>
    makesNames ? code`const ${inner} = ${around}.inside(${snake(block.symbol.name)});` : ts.empty,
  );
  const place: BodyPlace = {
    context,
    names,
    text,
    ...(outcome && { outcome }),
    input: (statement) => {
      declareSizes(statement, context, names, text);
      return context.use(statement.symbol);
    },
    at: () => {
      makesNames = true;
      return inner;
    },
  };
  // A tensor that is named further down stays what it is.
  const isNamed = others.length > 0 || (first !== undefined && namesTensor(block.body, first));
  const variable = isNamed ? undefined : { name: x, reassigned: false };
  const flow: Flow = { current: x, variable, wanted: 'x' };
  printBody(block.body, flow, place);
  const result =
    outcome === undefined
      ? resultOf(block.outputs, flow, context)
      : { type: context.part('names', 'Symbolic'), value: valueOf(outcome, flow) };
  const body = text.code;
  const typeName = context.names.fresh(
    `${String(name).charAt(0).toUpperCase()}${String(name).slice(1)}Options`,
  );
  const symbolic = context.part('names', 'Symbolic');
  const members = [...optionMembers(options), ...further.map(({ key }) => code`${key}: ${symbolic};`)];
  const parameters = [
    code`${makesNames ? around : code`_at`}: ${context.part('names', 'Names')}`,
    code`${x}: ${symbolic}`,
    ...(members.length === 0 ? [] : [optionsParameter(options, typeName, context, further)]),
  ];
  const exported = isExported ? code`export ` : ts.empty;
  const type =
    members.length === 0 ? ts.empty : code`${exported}interface ${typeName} {\n${ts.lines(members)}\n}\n\n`;
  return code`${type}${ts.doc(block.doc)}${exported}function ${name}(${ts.join(parameters)}): ${result.type} {\n${body}\nreturn ${result.value};\n}`;
}

/** The symbolic sizes that an input declares, where something uses them. */
export function declareSizes(
  { sizes = [], symbol }: Extract<CodeStatement, { type: 'input' }>,
  context: ModuleContext,
  names: NameAllocator<'typescript'>,
  text: FunctionText,
): void {
  sizes.forEach((size, axis) => {
    if (size.type !== 'declared') return;
    const name = context.nameOf(size.symbol, names);
    text.add(() =>
      context.isUsed(size.symbol)
        ? code`const ${name} = ${context.part('size-of', 'sizeOf')}(${context.use(symbol)}, ${axis + 1});`
        : ts.empty,
    );
  });
}
