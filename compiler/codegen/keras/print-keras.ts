import type { CodeData } from '../model/data.ts';
import type { CodeFactory, CodeItem, CodeModel } from '../model/items.ts';
import type { CodeModule, CodeProgram } from '../model/module.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { Code } from '../text/code.ts';
import { NameAllocator } from '../text/name-allocator.ts';
import { python } from '../text/python-writer.ts';
import { Imports } from './imports.ts';
import { Integers } from './integers.ts';
import { layerNamesOf } from './layer-names-of.ts';
import { joinParts, type Part } from './parts.ts';
import { dataNames, type DataNames, printData } from './print-data.ts';
import { printFactory, printValue } from './print-definition.ts';
import { printCreate, printFunction } from './print-function.ts';
import { printPredict } from './print-predict.ts';
import { printTrain } from './print-train.ts';
import { placeComments } from './shape-comments.ts';
import { hasUnequalStrides } from './layer-class.ts';
import { type FunctionItem, type Shared, Unit } from './unit.ts';

const { code } = python;

/** A file of a build, its text not laid out yet. */
export interface KerasFile {
  readonly name: string;
  readonly text: string;
}

/** A program as a Python package for Keras 3: its modules, the parts that they use, and what the package gives. */
export function printKeras(program: CodeProgram): readonly KerasFile[] {
  const shared = sharedOf(program);
  const origin = originOf(program);
  const whole = originOf(program, program.origin.digest);
  const printed = [...program.modules, program.main].map((module) => {
    const unit = new Unit(module, shared);
    const isMain = module === program.main;
    return { module, ...printModule(unit, isMain) };
  });
  const files = printed.map(({ module, text }) => ({
    name: `${shared.files.get(module.name) ?? module.name}.py`,
    text: `${module === program.main ? whole : origin}${text}`,
  }));
  const main = printed.at(-1);
  const parts = joinParts(shared.parts);
  const from = shared.files.get(program.main.name) ?? program.main.name;
  return [
    { name: '__init__.py', text: `${origin}${printPackage(from, main?.gives ?? [])}` },
    ...files,
    ...(parts === '' ? [] : [{ name: 'parts.py', text: `${origin}${partsDoc}${parts}` }]),
  ];
}

const partsDoc = '"""What Keras has no word for."""\n\n';

/** What made the files, from what; `digest`: of the spec, which the main file alone has, as it changes with each edit. */
function originOf({ origin: { version, source } }: CodeProgram, digest?: string): string {
  return String(
    python.lines([
      python.remark(`Made by cnnc ${version} from ${source}.`),
      ...(digest === undefined ? [] : [python.remark(`SHA-256 of the spec: ${digest}`)]),
      python.empty,
    ]),
  );
}

function sharedOf(program: CodeProgram): Shared {
  const modules = [...program.modules, program.main];
  const names = new NameAllocator(python);
  names.reserve('parts');
  names.reserve('__init__');
  const files = new Map(modules.map((module) => [module.name, String(names.of(module, module.name))]));
  const items = modules.flatMap((module): readonly CodeItem[] => module.items);
  const isFunction = (item: CodeItem): item is FunctionItem => item.type === 'block' || item.type === 'model';
  return {
    ...{
      integers: new Integers(program),
      layerNames: layerNamesOf(items),
      parts: new Set<Part>(['load_weights']),
      exported: new Map(),
      files,
    },
    hasOpenSizes: items.some(
      (item) =>
        item.type === 'model' &&
        item.inputs.some(({ shape }) => shape.some((size) => typeof size !== 'number')),
    ),
    hasUnequalStrides: hasUnequalStrides(items),
    functions: new Map(items.filter(isFunction).map((item) => [item.symbol, item])),
    factories: new Map(
      items.flatMap((item): readonly [CodeSymbol, CodeFactory][] =>
        item.type === 'factory' ? [[item.symbol, item]] : [],
      ),
    ),
    parameters: new Map(),
  };
}

interface Printed {
  readonly text: string;
  /** What the package gives of it. */
  readonly gives: readonly string[];
}

function printModule(unit: Unit, isMain: boolean): Printed {
  const { module } = unit;
  const made = isMain ? module.items.filter((item) => item.type === 'model' && item.isMade) : [];
  const gives: string[] = [];
  const give = (name: Code<'python'>): Code<'python'> => {
    gives.push(String(name));
    return name;
  };
  const data = new Map<CodeSymbol, { readonly item: CodeData; readonly names: DataNames | undefined }>();
  const place = { unit, names: unit.names };
  const printItem = (item: CodeItem): readonly Code<'python'>[] => {
    switch (item.type) {
      case 'value':
        return [...comment(item), printValue(item, place)];
      case 'factory':
        return withComment(item, printFactory(item, place));
      case 'block':
        return [printFunction(item, unit)];
      case 'model': {
        const create = (): Code<'python'> => {
          const name =
            made.length === 1
              ? python.name('create_model')
              : unit.names.fresh(`create_${String(unit.names.of(item.symbol, item.symbol.name))}`);
          return printCreate(item, give(name), unit);
        };
        return [
          ...(item.isApplied || !isMain ? [printFunction(item, unit)] : []),
          ...(made.includes(item) ? [create()] : []),
        ];
      }
      case 'data': {
        if (!isMain) return [];
        const names = dataNames(item, namer(unit, 'data', item.symbol));
        data.set(item.symbol, { item, names });
        return names === undefined ? [] : printData(item, names, unit, give);
      }
      case 'train': {
        const of = data.get(item.data);
        const model = module.items.find(
          (each): each is CodeModel => each.type === 'model' && each.symbol === item.model,
        );
        if (model === undefined) return [];
        const name = give(namer(unit, 'train', item.symbol)('train'));
        const classField = of?.item.fields.find(({ type }) => type.kind === 'class')?.name;
        return printTrain(item, {
          ...{ unit, model, name, data: of?.names, seed: of?.item.seed ?? 0 },
          ...{ balance: of?.item.balance ?? 'none', classField },
          classHeads: new Set(
            item.phases.flatMap(({ objectives }) =>
              objectives.flatMap(({ head, target }) =>
                of?.item.fields.some((field) => field.name === target && field.type.kind === 'class') === true
                  ? [head]
                  : [],
              ),
            ),
          ),
        });
      }
    }
  };
  const items = module.items.map(printItem);
  const end = isMain && made.length > 0 ? printPredict(module, data, unit, give) : [];
  const blocks = [...items, end].flatMap((lines) => lines);
  const doc = python.doc(docOf(module));
  const text = code`${doc}\n${unit.imports.code()}\n\n${python.join(blocks, code`\n\n`)}\n`;
  return { text: placeComments(String(text)), gives };
}

/** A name for what each block of a kind has, which tells them apart where there are several. */
const namer =
  ({ module, names }: Unit, type: 'data' | 'train', symbol: CodeSymbol) =>
  (wanted: string): Code<'python'> => {
    const isOnly = module.items.filter((item) => item.type === type).length === 1;
    return isOnly ? python.name(wanted) : names.fresh(`${wanted}_${symbol.name}`);
  };

/** What a module is, apart from what its functions say of themselves. */
const docOf = ({ doc, source, items }: CodeModule): string => {
  const isOfOne = items.some((item) => (item.type === 'model' || item.type === 'block') && item.doc === doc);
  if (doc !== undefined && !isOfOne) return doc;
  const has = (type: CodeItem['type']): boolean => items.some((item) => item.type === type);
  if (has('model')) return `Models of ${source}.`;
  return has('block') ? `Blocks of ${source}.` : `Declarations of ${source}.`;
};

type Documented = Extract<CodeItem, { type: 'value' | 'factory' }>;

const comment = ({ doc }: Documented): readonly Code<'python'>[] =>
  doc === undefined ? [] : [python.remark(doc)];

const withComment = (item: Documented, lines: readonly Code<'python'>[]): readonly Code<'python'>[] =>
  lines.length === 0 ? [] : [python.lines([...comment(item), ...lines])];

/** `__init__.py`: what the package is there for. */
function printPackage(from: string, gives: readonly string[]): string {
  const imports = new Imports();
  for (const name of gives) imports.from(`.${from}`, name);
  imports.from('.parts', 'load_weights');
  const names = [...gives, 'load_weights'].toSorted();
  const all = python.join(names.map((name) => python.text(name)));
  return String(python.lines([imports.code(), python.empty, code`__all__ = [${all}]`, python.empty]));
}
