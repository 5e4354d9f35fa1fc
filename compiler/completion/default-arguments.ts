import type { Call } from '../../grammar/ast.ts';
import { entryNamed } from '../catalogue/entry/entry.ts';
import { layerDefinitions } from '../catalogue/layers/registry.ts';
import { type BoundModule, meantBy } from '../bind/bound-module.ts';
import { type KnownParameter, parametersOfEntry } from './parameters-of-entry.ts';
import { parametersOfSymbol } from './parameters-of-symbol.ts';

/** What a call takes that it is not given. */
export interface DefaultArguments {
  readonly call: Call;
  /** `strides=1`, in the order of the parameters. */
  readonly texts: readonly string[];
}

/** The defaults that the applications of a module take: those of layers, blocks, models and aliases. */
export const defaultArguments = (bound: BoundModule): readonly DefaultArguments[] =>
  bound.applied.flatMap((call) => {
    const texts = defaultsOf(bound, call);
    return texts.length === 0 ? [] : [{ call, texts }];
  });

function defaultsOf(bound: BoundModule, call: Call): readonly string[] {
  const symbol = meantBy(bound, call.callee);
  const entry = entryNamed(layerDefinitions, call.callee.text);
  const known = symbol === undefined ? entry && parametersOfEntry(entry, false) : parametersOfSymbol(symbol);
  const given = call.arguments ?? [];
  const names = new Set(given.map(({ name }) => name?.text));
  const byPosition = new Set(
    (known ?? []).filter(isPositional).slice(0, given.filter(({ name }) => !name).length),
  );
  return (known ?? []).flatMap((parameter) => {
    const { name, default: preset, isInternal } = parameter;
    const isTaken = names.has(name) || byPosition.has(parameter) || isInternal === true;
    // What is `none` does nothing.
    return isTaken || preset === undefined || preset === 'none' ? [] : [`${name}=${preset}`];
  });
}

const isPositional = ({ isByName }: KnownParameter): boolean => isByName !== true;
