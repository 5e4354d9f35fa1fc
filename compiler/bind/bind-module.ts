import type { BlockDeclaration, Import, Item, Module, ModelDeclaration } from '../../grammar/ast.ts';
import { bindBody } from './bind-body.ts';
import { bindData } from './bind-data.ts';
import { bindApplied, bindExpression, type BindPlace } from './bind-expression.ts';
import { bindTrain } from './bind-train.ts';
import { Binder } from './binder.ts';
import type { BoundModule } from './bound-module.ts';
import { canBeImported, isMissing } from './bound-symbol.ts';
import { collectLabels } from './collect-labels.ts';
import { Scope } from './scope.ts';

/** What an import brings, as far as that can be read. */
type Imported = (item: Import) => BoundModule | undefined;

/**
 * Binds the names of a module: every one that it declares, and what each use of one means. It needs no number, so that it
 * reaches blocks that nothing applies and branches that nothing takes; and it is total, whatever the text is.
 *
 * @param moduleOf the module that an import brings, as far as it can be read; no circle of imports
 */
export function bindModule(
  syntax: Module,
  moduleOf: (item: Import) => Module | undefined = () => undefined,
): BoundModule {
  const known = new Map<Module, BoundModule>();
  const bind = (module: Module): BoundModule => {
    const bound = known.get(module) ?? bindOne(module, (item) => bindImported(moduleOf(item)));
    known.set(module, bound);
    return bound;
  };
  const bindImported = (module: Module | undefined): BoundModule | undefined => module && bind(module);
  return bind(syntax);
}

function bindOne(syntax: Module, imported: Imported): BoundModule {
  const binder = new Binder();
  const place = { binder, scope: new Scope(syntax.span) };
  for (const item of syntax.items) declareItem(item, imported, place);
  for (const item of syntax.items) bindItem(item, place);
  return binder.finish(syntax, place.scope);
}

function declareItem(item: Item, imported: Imported, { binder, scope }: BindPlace): void {
  switch (item.type) {
    case 'import':
      return declareImport(item, imported, { binder, scope });
    case 'block':
    case 'model': {
      const inside = binder.insideOf(item);
      collectLabels(item.body, inside.labels, binder);
      binder.declare({ kind: item.type, declaration: item, inside: () => inside }, item.name, scope);
      return;
    }
    case 'data': {
      const inside = binder.insideOf(item);
      binder.declare({ kind: 'data', declaration: item, inside: () => inside }, item.name, scope);
      return;
    }
    case 'let':
      binder.declare({ kind: 'value', declaration: item }, item.name, scope);
      return;
    case 'layer-alias': {
      binder.declare(binder.aliasOf(item), item.name, scope);
      return;
    }
    case 'train':
      return;
  }
}

function declareImport(item: Import, imported: Imported, { binder, scope }: BindPlace): void {
  const module = imported(item);
  if (module !== undefined) binder.imported.set(item, module);
  for (const part of item.names) {
    const { name, as = name } = part;
    const found = module?.scope.find(name.text);
    const target = found && (canBeImported(found) || isMissing(found)) ? found : undefined;
    const symbol = { kind: 'import', declaration: part } as const;
    if (target === undefined) binder.declare(symbol, as, scope);
    else binder.declare({ ...symbol, target, inside: () => target.inside?.() }, as, scope);
  }
}

function bindItem(item: Item, place: BindPlace): void {
  switch (item.type) {
    case 'import':
      return;
    case 'block':
    case 'model':
      return bindCallable(item, place);
    case 'data':
      return bindData(item, place.binder.insideOf(item), place);
    case 'let':
      return bindExpression(item.value, place);
    case 'layer-alias':
      return bindApplied(item.kind, place);
    case 'train':
      return bindTrain(item, place);
  }
}

/** Parameters are seen by the defaults of those behind them, and by the body. */
function bindCallable(item: BlockDeclaration | ModelDeclaration, { binder, scope: outer }: BindPlace): void {
  const owner = binder.insideOf(item);
  const scope = new Scope(item.span, outer);
  for (const parameter of item.parameters) {
    if (parameter.default !== undefined) bindExpression(parameter.default, { binder, scope });
    const symbol = binder.declare({ kind: 'parameter', declaration: parameter }, parameter.name, scope);
    if (!owner.parameters.has(symbol.name)) owner.parameters.set(symbol.name, symbol);
  }
  bindBody(item.body, { binder, scope, labels: owner.labels, owner });
}
