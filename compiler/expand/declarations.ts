import type {
  DataDeclaration,
  Import,
  ImportName,
  LayerAlias,
  Let,
  Module,
  Name,
  TrainDeclaration,
} from '../../grammar/ast.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { layerDefinition } from '../catalogue/layers/registry.ts';
import type { Callable } from './callable.ts';
import type { Constant } from './constant.ts';
import { declareName } from './declare-name.ts';
import { evaluateDefinition } from './evaluate.ts';
import { type Alias, type ModuleNames, resolveAlias } from './kind.ts';
import { maximumDepth } from './limits.ts';
import type { Place } from './place.ts';
import { type AliasBinding, type Binding, Scope } from './scope.ts';

/** The declarations of a module by name, and its top-level values and aliases as a scope. */
export interface Declarations {
  readonly names: ModuleNames;
  readonly scope: Scope;
  /** The models of this module and those it imports, in the order of the text. */
  readonly models: ReadonlyMap<string, Callable>;
  readonly datas: ReadonlyMap<string, DataDeclaration>;
  readonly trains: readonly TrainDeclaration[];
}

/** What an imported name stands for. */
export type Exported =
  | { readonly type: 'callable'; readonly callable: Callable }
  | { readonly type: 'alias'; readonly binding: AliasBinding }
  | { readonly type: 'value'; readonly binding: Binding };

type ResolveImport = (item: Import) => ReadonlyMap<ImportName, Exported | undefined>;

/** Collects the declarations of a module; their order in the text does not matter. */
export function collectDeclarations(
  module: Module,
  reporter: Reporter,
  resolveImport: ResolveImport,
): Declarations {
  const scope = new Scope();
  const callables = new Map<string, Callable>();
  const datas = new Map<string, DataDeclaration>();
  const trains: TrainDeclaration[] = [];
  const unsupported = new Set<string>();
  const values: (Let | LayerAlias)[] = [];
  const imported = new Map<Name, Exclude<Exported, { type: 'callable' }>>();
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
        for (const [{ name, as = name }, exported] of resolveImport(item)) {
          if (exported === undefined) unsupported.add(as.text);
          else if (exported.type !== 'callable') imported.set(as, exported);
          else if (claim(as, `a ${exported.callable.declaration.type}`)) {
            callables.set(as.text, exported.callable);
          }
        }
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
  for (const [name, exported] of imported) defineImported(name, exported, { scope, reporter }, names);
  evaluateModule(values, scope, names, reporter);
  const models = new Map([...callables].filter(([, { declaration }]) => declaration.type === 'model'));
  return { names, scope, models, datas, trains };
}

function defineImported(
  name: Name,
  exported: Exclude<Exported, { type: 'callable' }>,
  place: Place,
  names: ModuleNames,
): void {
  if (!declareName(name, exported.binding.what, place, names)) return;
  if (exported.type === 'alias') place.scope.defineAlias(name, exported.binding);
  else place.scope.defineLazily(name, exported.binding);
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
