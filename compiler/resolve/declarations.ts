import type { DataDeclaration, LayerAlias, Let, Module, Name, TrainDeclaration } from '../../grammar/ast.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { layerDefinition } from '../layers/registry.ts';
import type { Callable } from './callable.ts';
import type { Constant } from './constant.ts';
import { declareName } from './declare-name.ts';
import { evaluateDefinition } from './evaluate.ts';
import { type Alias, type ModuleNames, resolveAlias } from './kind.ts';
import { maximumDepth } from './limits.ts';
import { Scope } from './scope.ts';

/** The declarations of a module by name, and its top-level values and aliases as a scope. */
export interface Declarations {
  readonly names: ModuleNames;
  readonly scope: Scope;
  /** The models of this module, in the order of the text. */
  readonly models: ReadonlyMap<string, Callable>;
  readonly datas: ReadonlyMap<string, DataDeclaration>;
  readonly trains: readonly TrainDeclaration[];
}

/** Collects the declarations of a module; their order in the text does not matter. */
export function collectDeclarations(module: Module, reporter: Reporter): Declarations {
  const scope = new Scope();
  const callables = new Map<string, Callable>();
  const datas = new Map<string, DataDeclaration>();
  const trains: TrainDeclaration[] = [];
  const unsupported = new Set<string>();
  const values: (Let | LayerAlias)[] = [];
  const taken = new Map<string, { readonly name: Name; readonly what: string }>();
  const names: ModuleNames = {
    describe: (name) => taken.get(name)?.what,
    isUnsupported: (name) => unsupported.has(name),
    callable: (name) => callables.get(name),
    get callables() {
      return [...callables.keys()];
    },
  };
  const declare = (declaration: Callable['declaration']): void => {
    callables.set(declaration.name.text, { declaration, scope, names });
  };
  const claim = (name: Name, what: string): boolean => claimName(name, what, taken, reporter);
  for (const item of module.items) {
    switch (item.type) {
      case 'import':
        reporter.report('CNN104', item.span, ['`import`']);
        for (const { name, as } of item.names) unsupported.add((as ?? name).text);
        break;
      case 'block':
      case 'model':
        if (claim(item.name, `a ${item.type}`)) declare(item);
        break;
      case 'let':
      case 'layer-alias':
        values.push(item);
        break;
      case 'data':
        if (claim(item.name, 'data')) datas.set(item.name.text, item);
        break;
      case 'train':
        trains.push(item);
        break;
    }
  }
  evaluateModule(values, scope, names, reporter);
  const models = new Map([...callables].filter(([, { declaration }]) => declaration.type === 'model'));
  return { names, scope, models, datas, trains };
}

function claimName(
  name: Name,
  what: string,
  taken: Map<string, { readonly name: Name; readonly what: string }>,
  reporter: Reporter,
): boolean {
  const known = taken.get(name.text);
  const owner = known?.what ?? (layerDefinition(name.text) === undefined ? undefined : 'a layer kind');
  if (owner === undefined) {
    taken.set(name.text, { name, what });
    return true;
  }
  const related = known === undefined ? [] : [{ span: known.name.span, message: 'it is declared here' }];
  reporter.report('CNN105', name.span, [name.text, owner], { related });
  return false;
}

/** Defines the top-level values and aliases, each evaluated when it is first read. */
function evaluateModule(
  items: readonly (Let | LayerAlias)[],
  scope: Scope,
  names: ModuleNames,
  reporter: Reporter,
): void {
  const place = { scope, reporter };
  const depth = { value: 0 };
  const reads: (() => unknown)[] = [];
  for (const item of items) {
    const what = item.type === 'let' ? 'value' : 'layer';
    if (!declareName(item.name, what, place, names)) continue;
    const { name } = item;
    if (item.type === 'let') {
      const read = once<Constant>(name, depth, reporter, () => evaluateDefinition(item.value, place));
      scope.defineLazily(name, { what: 'value', span: name.span, read });
      reads.push(read);
    } else {
      const read = once<Alias>(name, depth, reporter, () => resolveAlias(item.kind, place, names));
      scope.defineAlias(name, { what: 'layer', span: name.span, read });
      reads.push(read);
    }
  }
  for (const read of reads) read();
}

/** Computes a value when it is first wanted; a value that wants itself is reported. */
function once<T>(
  name: Name,
  depth: { value: number },
  reporter: Reporter,
  compute: () => T | undefined,
): () => T | undefined {
  let state: 'new' | 'busy' | 'done' = 'new';
  let value: T | undefined;
  return () => {
    if (state === 'busy') return reporter.report('CNN134', name.span, [name.text]);
    if (state === 'new') {
      if (depth.value > maximumDepth) return reporter.report('CNN129', name.span, [maximumDepth]);
      state = 'busy';
      depth.value++;
      value = compute();
      depth.value--;
      state = 'done';
    }
    return value;
  };
}
