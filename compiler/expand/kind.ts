import type { Call } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { plainActivations, halvingActivations } from '../catalogue/activations/registry.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { rename } from '../diagnostics/rename.ts';
import { foreignWord } from '../foreign/foreign-word.ts';
import { knownHereAs } from '../foreign/known-here-as.ts';
import { unbuiltLayerWords } from '../foreign/layers.ts';
import { suggest } from '../foreign/suggest.ts';
import type { AnyLayerDefinition } from '../catalogue/layers/define-layer.ts';
import { kerasLayers } from '../catalogue/layers/keras-layers.ts';
import { inLibrary } from '../library/library.ts';
import { layerDefinition, layerNames } from '../catalogue/layers/registry.ts';
import { augmentations } from '../catalogue/steps/augmentations.ts';
import { unsupportedEverywhere } from '../catalogue/layers/shared-parameters.ts';
import { type Bound, type Signature, bindArguments, nothingBound } from './bind-arguments.ts';
import { bindCallable } from './bind-callable.ts';
import { type Callable, type CallableArguments, noArguments } from './callable.ts';
import { evaluateArguments } from './evaluate.ts';
import { withoutSurplus, withoutTensor } from './foreign-arguments.ts';
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

/** Other names of a module, for messages: what `name` is, or that it comes from something unsupported. */
export interface ModuleNames {
  /** `a model`, `data`; undefined for a name that is none. */
  describe(name: string): string | undefined;
  /** Whether it was declared by something that is not supported yet, which has been reported. */
  isUnsupported(name: string): boolean;
  /** The block or model of a name. */
  callable(name: string): Callable | undefined;
  /** Names of blocks and models, for suggestions. */
  readonly callables: readonly string[];
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

/** The kind or alias that a name stands for, or undefined where there is none, which has then been reported. */
export function resolveKind(call: Call, place: Place, names: ModuleNames): Alias | undefined {
  const { callee: name } = call;
  if (/^[a-z]/.test(textOf(name.span))) return resolveLowerCase(call, place, names);
  const alias = place.scope.alias(name.text);
  if (alias !== undefined) return alias.read();
  const definition = layerDefinition(name.text);
  if (definition !== undefined) return { type: 'layer', definition, presets: [] };
  const callable = names.callable(name.text);
  if (callable !== undefined) return { type: 'body', callable, preset: noArguments };
  return names.isUnsupported(name.text) ? undefined : reportUnknown(call, place, names);
}

/** A kind that was written in lower case, which the parser has told: the one that is spelled alike, if there is. */
function resolveLowerCase(call: Call, place: Place, names: ModuleNames): Alias | undefined {
  const written = textOf(call.callee.span);
  const known = [...layerNames, ...place.scope.aliasNames(), ...names.callables];
  const meant = known.find((candidate) => fold(candidate) === fold(written));
  if (meant === undefined)
    return reportUnknown({ ...call, callee: { ...call.callee, text: written } }, place, names);
  const { span } = call.callee;
  const surplus = withoutTensor(call, place.scope);
  const isTold = meant === call.callee.text && surplus.length === 0;
  if (!isTold)
    place.reporter.report('CNN103', span, [written, meant], { edits: [{ span, text: meant }, ...surplus] });
  const alias = place.scope.alias(meant);
  if (alias !== undefined) return alias.read();
  const definition = layerDefinition(meant);
  if (definition !== undefined) return { type: 'layer', definition, presets: [] };
  const callable = names.callable(meant);
  return callable === undefined ? undefined : { type: 'body', callable, preset: noArguments };
}

const inputNames = ['Input', 'InputLayer'];

function reportUnknown(call: Call, { scope, reporter }: Place, names: ModuleNames): undefined {
  const { text, span } = call.callee;
  if (!reporter.isNew(span)) return undefined;
  const what =
    names.describe(text) ??
    (scope.value(text) === undefined ? undefined : `a ${scope.value(text)?.what ?? 'value'}`);
  if (what !== undefined) return reporter.report('CNN138', span, [text, what]);
  if (inputNames.includes(text)) return reporter.report('CNN140', span, [text]);
  if (Object.hasOwn(augmentations, text)) {
    const step = textOf(call.span).replaceAll('"', '').replaceAll(/\s+/g, ' ');
    return reporter.report('CNN160', span, [text, step]);
  }
  if (kerasLayers.has(text)) {
    const fix = foreignWord(unbuiltLayerWords, text)?.instead;
    return reporter.report('CNN104', span, [`the layer \`${text}\``], { fix });
  }
  const candidates = [...layerNames, ...scope.aliasNames(), ...names.callables];
  const capital = [...candidates, ...kerasLayers].find((known) => fold(known) === fold(text));
  if (capital !== undefined) {
    return reporter.report('CNN103', span, [text, capital], {
      edits: [{ span, text: capital }, ...withoutSurplus(call)],
    });
  }
  const shipped = inLibrary(text);
  if (shipped !== undefined) return reportUnimported(shipped, span, reporter);
  const known = knownHereAs(text, candidates);
  const layer = known?.includes('(') === true ? undefined : known;
  const suggestion = layer ?? activationNamed(text) ?? suggest(text, candidates);
  return reporter.report('CNN102', span, [text, suggestion], {
    edits:
      suggestion?.includes('(') === false
        ? [{ span, text: suggestion }, ...withoutSurplus(call)]
        : rename(span, suggestion, call.span),
  });
}

/** A block or model of the library that is used without its import. */
function reportUnimported(
  { name, path }: { readonly name: string; readonly path: string },
  span: Span,
  reporter: Reporter,
): undefined {
  const top = { ...span, start: 0, end: 0 };
  const line = `import { ${name} } from "${path}"\n${span.source.text.startsWith('import') ? '' : '\n'}`;
  const renamed = textOf(span) === name ? [] : [{ span, text: name }];
  const edits = [{ span: top, text: line }, ...renamed];
  return reporter.report('CNN147', span, [name, path], { edits });
}

/** The layer that applies an activation function of a name: `Activation(log_softmax)` for `LogSoftmax`. */
function activationNamed(name: string): string | undefined {
  const known = [...plainActivations, ...halvingActivations].find(
    (activation) => fold(activation) === fold(name),
  );
  return known === undefined ? undefined : `Activation(${known})`;
}

const fold = (name: string): string => name.replaceAll('_', '').toLowerCase();

/** `layer Name = Kind(arguments)`: a kind with new defaults, read and checked where it is declared. */
export function resolveAlias(call: Call, place: Place, names: ModuleNames): Alias | undefined {
  const kind = resolveKind(call, place, names);
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
