import type { CodeModel, CodeTensorType } from '../model/items.ts';
import type { Size } from '../../sizes/size.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { type Flow, FunctionText } from './function-text.ts';
import type { ModuleContext, TsCode } from './module-context.ts';
import { layerName } from './parts/names.ts';
import type { BodyPlace } from './body-place.ts';
import { outcomeOf, valueOf } from './outcome.ts';
import { printBody } from './print-body.ts';
import { outputKey } from './print-tensor.ts';
import { optionMembers, optionsOf, optionsParameter } from './print-function.ts';

const { code } = ts;

/** What the functions and types of a model are called. */
export interface ModelNames {
  readonly create: TsCode;
  readonly predict: TsCode;
  readonly options: TsCode;
  readonly inputs: TsCode;
  readonly outputs: TsCode;
  readonly heads: TsCode;
}

/** `createModel`, `predict` and the types of what goes in and comes out; where there are several models, with their names. */
export function modelNames({ symbol }: CodeModel, isOnly: boolean, context: ModuleContext): ModelNames {
  const name = isOnly ? '' : symbol.name.charAt(0).toUpperCase() + symbol.name.slice(1);
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  const { names } = context;
  return {
    create: names.fresh(isOnly ? 'createModel' : `create${name}`),
    predict: names.fresh(isOnly ? 'predict' : `predict${name}`),
    options: names.fresh(`${isOnly ? 'Model' : name}Options`),
    inputs: names.fresh(`${name}Inputs`),
    outputs: names.fresh(`${name}Outputs`),
    heads: names.fresh(isOnly ? 'heads' : `${lower}Heads`),
  };
}

/** A model that can be made: its types, the function that makes it, and the one that applies it. */
export function printModel(model: CodeModel, named: ModelNames, context: ModuleContext): TsCode {
  return ts.lines([
    ...tensorTypes(named.inputs, model.inputs, 'goes into', model),
    ts.empty,
    ...tensorTypes(named.outputs, model.heads, 'comes out of', model),
    ts.empty,
    printCreate(model, named, context),
    ts.empty,
    code`const ${named.heads} = [${ts.join(model.heads.map(({ name }) => ts.text(name)))}] as const;`,
    ts.empty,
    printPredict(model, named, context),
  ]);
}

const tensorTypes = (
  name: TsCode,
  tensors: readonly CodeTensorType[],
  what: string,
  { symbol }: CodeModel,
): readonly TsCode[] => [
  code`${ts.doc(`What ${what} ${symbol.name}, the examples on the first axis.`)}export interface ${name} {`,
  ...tensors.map(
    ({ name: key, shape, doc }) =>
      code`${ts.doc(doc)}${outputKey(key)}: tf.Tensor${ts.number(shape.length + 1)}D; ${ts.remark(`[batch, ${shape.map(sizeText).join(', ')}]`)}`,
  ),
  code`}`,
];

const sizeText = (size: Size): string => (typeof size === 'number' ? String(size) : '?');

function printCreate(model: CodeModel, named: ModelNames, context: ModuleContext): TsCode {
  const names = context.names.inside();
  const at = names.fresh('at');
  const options = optionsOf(model.parameters, context, names);
  const sizes = model.sizes.map(({ symbol, value }) => ({
    symbol,
    key: context.program.key(symbol),
    name: names.fresh(`${symbol.name}Size`),
    preset: value === undefined ? code`null` : ts.number(value),
  }));
  const text = new FunctionText();
  const outcome = outcomeOf(model, context, names, text);
  const inputs = new Map(model.inputs.map((input) => [input.symbol, input]));
  const given: TsCode[] = [];
  const place: BodyPlace = {
    context,
    names,
    text,
    ...(outcome && { outcome }),
    at: () => at,
    input: (statement) => {
      const input = inputs.get(statement.symbol);
      const name = context.nameOf(statement.symbol, names);
      const shape = (input?.shape ?? []).map((size, axis) => {
        const written = statement.sizes?.[axis];
        const known =
          written?.type === 'declared' ? sizes.find(({ symbol }) => symbol === written.symbol) : undefined;
        if (known !== undefined) return known.name;
        return typeof size === 'number' ? ts.number(size) : code`null`;
      });
      text.add(
        code`const ${name} = tf.input({ shape: [${ts.join(shape)}], name: ${layerName(statement.symbol.name)} });`,
      );
      given.push(name);
      statement.sizes?.forEach((size, axis) => {
        if (size.type !== 'declared') return;
        const own = context.nameOf(size.symbol, names);
        text.add(() =>
          context.isUsed(size.symbol)
            ? code`const ${own} = ${context.part('size-of', 'sizeOf')}(${name}, ${axis + 1});`
            : ts.empty,
        );
      });
      return name;
    },
  };
  const flow: Flow = { current: undefined, variable: undefined, wanted: 'x' };
  printBody(model.body, flow, place);
  const made = outcome === undefined ? flow.current : valueOf(outcome, flow);
  const heads =
    model.outputs.length === 0 || outcome !== undefined
      ? [made ?? ts.empty]
      : model.outputs.map(({ symbol }) => context.use(symbol));
  const listed = (list: readonly TsCode[]): TsCode =>
    list.length === 1 ? (list[0] ?? ts.empty) : code`[${ts.join(list)}]`;
  const body = text.code;
  const members = [...optionMembers(options), ...sizes.map(({ key }) => code`${key}?: number | null;`)];
  const type =
    members.length === 0 ? ts.empty : code`export interface ${named.options} {\n${ts.lines(members)}\n}\n\n`;
  const parameter =
    members.length === 0 ? ts.empty : optionsParameter(options, named.options, context, sizes);
  return ts.lines([
    code`${type}${ts.doc(model.doc ?? `Makes ${model.symbol.name}.`)}export function ${named.create}(${parameter}): tf.LayersModel {`,
    code`const ${at} = new ${context.part('names', 'Names')}();`,
    body,
    code`return tf.model({ inputs: ${listed(given)}, outputs: ${listed(heads)}, name: ${model.symbol.name} });`,
    code`}`,
  ]);
}

function printPredict({ inputs }: CodeModel, named: ModelNames, context: ModuleContext): TsCode {
  const given = inputs.map(({ name }) => code`inputs.${outputKey(name)}`);
  return ts.lines([
    code`/** What a model makes of examples. The tensors are the caller's to dispose of. */`,
    code`export function ${named.predict}(model: tf.LayersModel, inputs: ${named.inputs}): ${named.outputs} {`,
    code`return ${context.part('predict', 'predictWith')}<${named.outputs}>(model, [${ts.join(given)}], ${named.heads});`,
    code`}`,
  ]);
}
