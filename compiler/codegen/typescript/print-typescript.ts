import type { CodeData } from '../model/data.ts';
import type { CodeItem, CodeModel } from '../model/items.ts';
import type { CodeModule, CodeProgram } from '../model/module.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { joinParts } from './join-parts.ts';
import { ModuleContext, partsName, ProgramNames, type TsCode } from './module-context.ts';
import { PartUse } from './part-use.ts';
import { type DataNames, dataNames, printData } from './print-data.ts';
import { printFactory } from './print-factory.ts';
import { printBlock } from './print-function.ts';
import { type ModelNames, modelNames, printModel } from './print-model.ts';
import { printExpression } from './print-expression.ts';
import { expectedOf } from './print-type.ts';
import { printProject, type ProjectOptions } from './print-project.ts';
import { printTrain } from './print-train.ts';

const { code } = ts;

/** A file of a build. */
export interface TypeScriptFile {
  readonly path: string;
  readonly text: string;
  /** Whether the text is as Prettier would lay it out: that of parts, which are laid out so where they stand. */
  readonly isLaidOut?: boolean;
}

export interface TypeScriptOptions {
  /** The package of TensorFlow.js that is imported. */
  readonly tfjs: string;
  /** Given: what makes a project of the modules comes with them. */
  readonly project?: ProjectOptions;
}

/** The modules of a program, and the file of parts that they stand on. Prettier lays them out. */
export function printTypeScript(
  program: CodeProgram,
  { tfjs, project }: TypeScriptOptions,
): readonly TypeScriptFile[] {
  const parts = `${program.main.name}.parts`;
  const use = new PartUse();
  const names = new ProgramNames();
  const modules = [...program.modules, program.main];
  for (const module of modules) for (const item of module.items) declareKeys(item, names);
  const files = modules.map((module) =>
    printModule(module, module === program.main, new ModuleContext(names, use), { program, tfjs, parts }),
  );
  const head = ts.lines([
    madeBy(program, 'what TensorFlow.js lacks, or does otherwise than Keras'),
    code`import * as tf from ${tfjs};`,
  ]);
  const text = `${String(head)}\n\n${joinParts(use.parts)}\n`;
  const around = project === undefined ? [] : printProject({ program, names, tfjs, ...project });
  return [...files, { path: `${parts}.ts`, text, isLaidOut: true }, ...around];
}

function declareKeys(item: CodeItem, names: ProgramNames): void {
  if (item.type !== 'block' && item.type !== 'model') return;
  const sizes = item.type === 'model' ? item.sizes.map(({ symbol }) => symbol) : [];
  names.declareKeys([...item.parameters.map(({ symbol }) => symbol), ...sizes]);
  names.declareInputs(
    item.symbol,
    item.type === 'block' ? item.inputs : item.inputs.map(({ symbol }) => symbol),
  );
}

/** What made a file, from what; the main one, of which there is nothing else to say, has the digest of the spec. */
const madeBy = ({ origin }: CodeProgram, what: string | undefined): TsCode =>
  ts.lines([
    ts.remark(
      `Made by cnnc ${origin.version} from ${origin.source}${what === undefined ? '' : `: ${what}`}.`,
    ),
    ...(what === undefined ? [ts.remark(`sha256 ${origin.digest}`)] : []),
  ]);

interface Around {
  readonly program: CodeProgram;
  readonly tfjs: string;
  readonly parts: string;
}

function printModule(
  module: CodeModule,
  isMain: boolean,
  context: ModuleContext,
  { program, tfjs, parts }: Around,
): TypeScriptFile {
  const imports = module.imports.map(({ module: from, symbols }) => {
    const names = symbols.map((symbol) => {
      const there = context.program.exported(symbol) ?? symbol.name;
      const here = context.nameOf(symbol);
      return there === String(here) ? here : code`${ts.name(there)} as ${here}`;
    });
    return code`import { ${ts.join(names)} } from ${`./${from}.js`};`;
  });
  const items = printItems(module, isMain, context);
  for (const symbol of module.exports) context.program.export(symbol, context.nameOf(symbol));
  const again = isMain ? [code`export { loadWeights, saveWeights } from ${`./${parts}.js`};`] : [];
  if (isMain) for (const name of ['load-weights', 'save-weights']) context.wants(name);
  const body = ts.lines(items.flatMap((item) => [item, ts.empty]));
  const needsTf = /\btf\./.test(String(body));
  const head = [
    madeBy(program, isMain ? undefined : module.source),
    ...(module.doc === undefined ? [] : [ts.comment(module.doc)]),
    ...(needsTf ? [code`import * as tf from ${tfjs};`] : []),
    ...imports,
    ...(context.usesParts ? [code`import * as ${ts.name(partsName)} from ${`./${parts}.js`};`] : []),
  ];
  const text = ts.lines([...head, ts.empty, ...again, ts.empty, body]);
  return { path: `${module.name}.ts`, text: `${String(text)}\n` };
}

function printItems(module: CodeModule, isMain: boolean, context: ModuleContext): readonly TsCode[] {
  const { items } = module;
  const of = <T extends CodeItem['type']>(type: T): Extract<CodeItem, { type: T }>[] =>
    items.filter((item): item is Extract<CodeItem, { type: T }> => item.type === type);
  const made = isMain ? of('model').filter((model) => model.isMade && module.exports.has(model.symbol)) : [];
  const datas = of('data');
  const models = new Map<CodeSymbol, [CodeModel, ModelNames]>();
  const blocks = new Map<CodeSymbol, [CodeData, DataNames]>();
  for (const model of made) {
    const named = modelNames(model, made.length === 1, context);
    models.set(model.symbol, [model, named]);
    context.program.declareModel(model, named);
  }
  for (const data of datas) blocks.set(data.symbol, [data, dataNames(data, datas.length === 1, context)]);
  const trains = of('train');
  return items.flatMap((item): readonly TsCode[] => {
    const comments = (item.comments ?? []).map((line) => ts.remark(line));
    switch (item.type) {
      case 'value': {
        const value = printExpression(item.value, context, expectedOf(item.symbol.type));
        const exported = module.exports.has(item.symbol) ? code`export ` : ts.empty;
        return [
          ...comments,
          code`${ts.doc(item.doc)}${exported}const ${context.nameOf(item.symbol)} = ${value};`,
        ];
      }
      case 'factory': {
        const exported = module.exports.has(item.symbol) ? code`export ` : ts.empty;
        return [...comments, printFactory(item, context, context.names, exported)];
      }
      case 'block':
        return [...comments, printBlock(item, context, module.exports.has(item.symbol) && !isMain)];
      case 'model': {
        const named = models.get(item.symbol)?.[1];
        return [
          ...comments,
          ...(item.isApplied || named === undefined ? [printBlock(item, context, !isMain)] : []),
          ...(named === undefined ? [] : [printModel(item, named, context)]),
        ];
      }
      case 'data': {
        const named = blocks.get(item.symbol)?.[1];
        return named === undefined ? [] : [...comments, printData(item, named, datas.length === 1, context)];
      }
      case 'train': {
        const model = models.get(item.model);
        const data = blocks.get(item.data);
        if (model === undefined || data === undefined) return [];
        const trained = { train: item, model: model[0], named: model[1], data: data[0], dataNames: data[1] };
        return [...comments, printTrain(trained, trains.length === 1, context)];
      }
    }
  });
}
