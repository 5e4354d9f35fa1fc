import type { LayerAlias, Parameter } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import { type BoundSymbol, originOf } from '../bind/bound-symbol.ts';
import { layerDefinition } from '../catalogue/layers/registry.ts';
import { libraryParameter } from '../catalogue/parameters/library-parameters.ts';
import { isOfLibrary } from '../library/library.ts';
import { type KnownParameter, parametersOfEntry } from './parameters-of-entry.ts';

/** Aliases of aliases that are followed. */
const longestChain = 200;

/** The parameters of a block, a model or an alias. */
export function parametersOfSymbol(symbol: BoundSymbol, depth = 0): readonly KnownParameter[] {
  const origin = originOf(symbol);
  const { declaration } = origin;
  if (declaration.type === 'block' || declaration.type === 'model') return parametersOfBody(origin);
  if (declaration.type !== 'layer-alias' || depth > longestChain) return [];
  const applied = origin.applies?.();
  const definition = layerDefinition(declaration.kind.callee.text);
  if (applied !== undefined) return preset(parametersOfSymbol(applied, depth + 1), declaration);
  return definition === undefined ? [] : preset(parametersOfEntry(definition, false), declaration);
}

/** Parameters with what an alias gives them. */
function preset(known: readonly KnownParameter[], { kind }: LayerAlias): readonly KnownParameter[] {
  const given = (kind.arguments ?? []).map(
    ({ name, value }, i) => [name?.text ?? known[i]?.name, value] as const,
  );
  return known.map((parameter) => {
    const value = given.find(([name]) => name === parameter.name)?.[1];
    return value === undefined ? parameter : { ...parameter, default: textOf(value.span) };
  });
}

function parametersOfBody(symbol: BoundSymbol): readonly KnownParameter[] {
  const { labels, parameters, weightSets } = symbol.inside?.() ?? {};
  const [, ...inputs] = [...(labels?.symbols ?? [])].filter(({ kind }) => kind === 'input');
  const known = [...(parameters?.values() ?? [])].map(parameterOf);
  const further = inputs.map((input): KnownParameter => {
    return { name: input.name, accepts: 'a label', isByName: true, symbol: input };
  });
  if (symbol.declaration.type !== 'model') return [...known, ...further];
  const sets = [...(weightSets?.keys() ?? [])].map((set) => `\`${set}\``);
  const accepts = ['`none`', ...sets, 'the path of a file'].join(', ');
  const doc = 'The values that its weights begin with.';
  return [...known, ...further, { name: 'weights', accepts, doc, default: 'none', isByName: true }];
}

function parameterOf(symbol: BoundSymbol): KnownParameter {
  const declaration = symbol.declaration as Parameter;
  const { source } = declaration.span;
  const isShipped = isOfLibrary(source);
  const accepted = isShipped ? libraryParameter(symbol.name) : undefined;
  return {
    name: symbol.name,
    symbol,
    ...(accepted === undefined ? { isInternal: isShipped } : { accepted }),
    ...(declaration.default !== undefined && { default: textOf(declaration.default.span) }),
  };
}
