import { layerDefinition } from '../../catalogue/layers/registry.ts';
import type { CodeCall } from '../model/call.ts';
import type { CodeFactory, CodeItem, CodeParameter } from '../model/items.ts';
import type { CodeBody, CodeStatement } from '../model/statement.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import { typeOfParameter } from './infer-types.ts';
import { walkItem } from './walk-code.ts';

/** What is applied, and by which calls, where one does. */
export type Applied = ReadonlyMap<CodeSymbol, readonly CodeCall[]>;

/** Everything that some item applies. */
export function appliedSymbols(items: ReadonlyMap<CodeSymbol, CodeItem>): Applied {
  const applied = new Map<CodeSymbol, CodeCall[]>();
  const note = (symbol: CodeSymbol): CodeCall[] => {
    const known = applied.get(symbol) ?? [];
    applied.set(symbol, known);
    return known;
  };
  for (const item of items.values()) {
    walkItem(item, {
      callee: note,
      call: (call) => {
        if (call.callee.type !== 'layer') note(call.callee.symbol).push(call);
      },
    });
  }
  return applied;
}

/** An item with what the others tell of it: what calls give to a factory, and whether a model is applied. */
export function finish(item: CodeItem, items: ReadonlyMap<CodeSymbol, CodeItem>, applied: Applied): CodeItem {
  switch (item.type) {
    case 'factory':
      return { ...item, given: givenTo(item, items, applied) };
    case 'block':
      return { ...item, body: finishBody(item.body, items, applied) };
    case 'model':
      return { ...item, isApplied: applied.has(item.symbol), body: finishBody(item.body, items, applied) };
    case 'value':
    case 'data':
    case 'train':
      return item;
  }
}

/** Aliases stand in the bodies of functions, not within loops or branches of them, or there too: each is finished. */
const finishBody = (
  { statements }: CodeBody,
  items: ReadonlyMap<CodeSymbol, CodeItem>,
  applied: Applied,
): CodeBody => ({ statements: statements.map((statement) => finishStatement(statement, items, applied)) });

function finishStatement(
  statement: CodeStatement,
  items: ReadonlyMap<CodeSymbol, CodeItem>,
  applied: Applied,
): CodeStatement {
  const inner = (body: CodeBody): CodeBody => finishBody(body, items, applied);
  switch (statement.type) {
    case 'factory':
      return { ...statement, given: givenTo(statement, items, applied) };
    case 'for':
    case 'repeat':
    case 'path':
      return { ...statement, body: inner(statement.body) };
    case 'if':
      return {
        ...statement,
        then: inner(statement.then),
        ...(statement.else && { else: inner(statement.else) }),
      };
    case 'step':
    case 'output': {
      const { operation } = statement;
      if (operation.type === 'group' || operation.type === 'parallel') {
        return { ...statement, operation: { ...operation, body: inner(operation.body) } };
      }
      if (operation.type !== 'residual') return statement;
      const { main, skip } = operation;
      const parts = { main: inner(main), ...(skip && { skip: { ...skip, body: inner(skip.body) } }) };
      return { ...statement, operation: { ...operation, ...parts } };
    }
    case 'input':
    case 'from':
    case 'declare':
    case 'require':
    case 'value':
      return statement;
  }
}

/** The parameters that calls of a factory, or of one that stands on it, give it. */
function givenTo(
  { symbol, layer, base, presets }: CodeFactory,
  items: ReadonlyMap<CodeSymbol, CodeItem>,
  applied: Applied,
): readonly CodeParameter[] {
  const names = new Map<string, CodeSymbol | undefined>();
  for (const { arguments: given } of applied.get(symbol) ?? []) {
    for (const argument of given) names.set(argument.name, argument.symbol);
  }
  for (const item of items.values()) {
    if (item.type !== 'factory' || item.base.type === 'layer' || item.base.symbol !== symbol) continue;
    for (const argument of item.presets) names.set(argument.name, argument.symbol);
    for (const given of givenTo(item, items, applied)) names.set(given.symbol.name, undefined);
  }
  const params = layer === undefined ? {} : (layerDefinition(layer)?.params ?? {});
  const target = base.type === 'layer' ? undefined : bodyOf(base.symbol, items);
  const order =
    layer === undefined ? (target?.parameters.map((one) => one.symbol.name) ?? []) : Object.keys(params);
  return order
    .filter((name) => names.has(name))
    .map((name) => {
      const spec = params[name];
      const parameter = target?.parameters.find((one) => one.symbol.name === name);
      const type = spec === undefined ? parameter?.symbol.type : typeOfParameter(spec);
      const preset = presets.find((one) => one.name === name)?.value;
      const optional = spec === undefined ? parameter?.default !== undefined : spec.default !== undefined;
      return {
        symbol: { kind: 'parameter', name, ...(type && { type }) },
        ...(preset && { default: preset }),
        ...((optional || preset !== undefined) && { optional: true }),
      };
    });
}

/** The block or model that a symbol stands for in the end. */
function bodyOf(
  symbol: CodeSymbol,
  items: ReadonlyMap<CodeSymbol, CodeItem>,
): Extract<CodeItem, { type: 'block' | 'model' }> | undefined {
  const item = items.get(symbol);
  if (item?.type === 'factory')
    return item.base.type === 'layer' ? undefined : bodyOf(item.base.symbol, items);
  return item?.type === 'block' || item?.type === 'model' ? item : undefined;
}
