import type { Call } from '../../grammar/ast.ts';
import type { AnyLayerDefinition } from '../catalogue/layers/define-layer.ts';
import { unsupportedEverywhere } from '../catalogue/layers/shared-parameters.ts';
import { type Bound, type Signature, bindArguments, nothingBound } from './bind-arguments.ts';
import { bindCallable } from './bind-callable.ts';
import type { Callable, CallableArguments } from './callable.ts';
import { calleeOf } from './callee.ts';
import { evaluateArguments } from './evaluate.ts';
import { maximumDepth } from './limits.ts';
import type { Place } from './place.ts';
import { readParameter } from './read-parameter.ts';

/** What can be applied to a tensor, with the arguments that aliases have given it. */
export type Alias = LayerKind | BodyKind;

/** A layer kind. */
export interface LayerKind {
  readonly type: 'layer';
  readonly definition: AnyLayerDefinition;
  /** Arguments of the aliases, innermost first. */
  readonly presets: readonly Bound[];
}

/** A block or model. */
export interface BodyKind {
  readonly type: 'body';
  readonly callable: Callable;
  /** Arguments of the aliases. */
  readonly preset: CallableArguments;
}

const signatures = new WeakMap<AnyLayerDefinition, Signature>();

/** How a layer kind is called. */
export function signatureOf(definition: AnyLayerDefinition): Signature {
  const known = signatures.get(definition);
  if (known !== undefined) return known;
  const signature: Signature = {
    owner: definition.kind,
    params: definition.params,
    positional: definition.positional,
    unsupported: { ...unsupportedEverywhere, ...definition.unsupported },
    isLayer: true,
  };
  signatures.set(definition, signature);
  return signature;
}

const kinds = new Map<AnyLayerDefinition, LayerKind>();

function kindOf(definition: AnyLayerDefinition): LayerKind {
  const known = kinds.get(definition);
  if (known !== undefined) return known;
  const kind = { type: 'layer', definition, presets: [] } as const;
  kinds.set(definition, kind);
  return kind;
}

/** What a call applies; undefined where that is not known, which is told where it is written. */
export function resolveKind(call: Call, { environment }: Place): Alias | undefined {
  const callee = calleeOf(call, environment.bound);
  if (callee === undefined) return undefined;
  return callee.type === 'layer' ? kindOf(callee.definition) : environment.kind(callee.symbol)?.read();
}

/** `layer Name = Kind(arguments)`: a kind with new defaults, read and checked where it is declared. */
export function resolveAlias(call: Call, place: Place): Alias | undefined {
  const kind = resolveKind(call, place);
  if (kind === undefined) {
    evaluateArguments(call.arguments, place);
    return undefined;
  }
  if (kind.type === 'body') {
    const preset = bindCallable(kind.callable, call.arguments ?? [], place, kind.preset);
    return preset.faulty ? undefined : { ...kind, preset };
  }
  if (kind.presets.length >= maximumDepth) {
    return place.reporter.report('CNN129', call.span, [maximumDepth]);
  }
  const bound = bindCall(call, kind, place);
  return bound.faulty ? undefined : { ...kind, presets: [...kind.presets, bound] };
}

/** The arguments of a layer, read by its kind's table. */
export function bindCall(call: Call, kind: LayerKind, place: Place, args = call.arguments ?? []): Bound {
  const preset = kind.presets.at(-1) ?? nothingBound;
  const given = evaluateArguments(args, place);
  return bindArguments(signatureOf(kind.definition), given, place, readParameter, {
    preset,
    call: call.span,
  });
}
