import type { Argument, Call } from '../../grammar/ast.ts';
import type { Tensor } from '../graph/graph.ts';
import type { WeightOrigin } from '../graph/weight-source.ts';
import { bindCallable, hasAllParameters } from './bind-callable.ts';
import { bindParameters } from './bind-parameters.ts';
import { type Callable, type CallableArguments, inputsOf, libraryApplication } from './callable.ts';
import { type ChosenWeights, chooseWeights, presetValues } from './choose-weights.ts';
import type { Constant } from './constant.ts';
import { currentTensor } from './current-tensor.ts';
import type { BodyPlace, Current, Expansion, Frame } from './expansion.ts';
import { findTensor } from './find-label.ts';
import { writtenPaths } from '../bind/written-paths.ts';
import type { BodyKind } from './kind.ts';
import { maximumDepth, parametersPerStep } from './limits.ts';
import type { Place } from './place.ts';
import { applicationSite } from './sites.ts';

/** Applies a block or model to the current tensor: its body is expanded with a path of its own. */
export function applyCallable(
  call: Call,
  { callable, preset }: BodyKind,
  path: string | undefined,
  expansion: Expansion,
  place: BodyPlace,
): void {
  const { name } = callable.declaration;
  const { inputs, weights, chosen, bound } = bindApplication(call, { callable, preset }, place);
  const whole = path ?? place.names.automatic(name.text);
  const first = currentTensor(expansion, call.span, place);
  const others = bound.faulty ? undefined : findInputs(callable, inputs, call, expansion, place);
  const isComplete = hasAllParameters(callable, bound, call.span, place);
  if (!isComplete || bound.faulty || chosen === undefined || first === undefined || others === undefined) {
    return expansion.poison();
  }
  if (place.depth >= maximumDepth) {
    place.reporter.report('CNN143', call.span, [name.text, maximumDepth]);
    return expansion.poison();
  }
  const parameterSteps = Math.floor(callable.declaration.parameters.length / parametersPerStep);
  if (!expansion.allows(parameterSteps, call.span, place)) return expansion.poison();
  const application = libraryApplication(callable, call.span, bound);
  const site = applicationSite(
    callable,
    bound,
    { path: whole, labelled: path !== undefined, span: call.span },
    place.site,
  );
  const reporter = place.reporter.inside(site, application);
  const environment = callable.module.inside();
  bindParameters(callable, bound.values, { environment, reporter });
  const { body, type } = callable.declaration;
  const frame: Frame = {
    ...{ name: name.text, body, outputs: new Map(), span: call.span },
    given: givenInputs(callable, first, others),
    ...(type === 'model' ? { weights: new Map() } : {}),
    parameters: callable.declaration.parameters.map((parameter) => parameter.name.text),
  };
  const begin = expansion.layers.length;
  const isOwn = expansion.sharing === undefined;
  if (type === 'model' && isOwn) expansion.addModel(whole);
  const beginModels = expansion.modelPaths.length;
  const names = place.names.inside(whole);
  const { depth, sizes } = place;
  const inner = { environment, sizes, site, reporter, names, frame, depth, direct: true };
  expansion.expand.body(body, expansion, inner);
  expansion.current = resultOf(frame, expansion);
  if (weights === undefined || !isOwn) return;
  const origin = originOf(chosen, frame);
  if (origin === undefined) return;
  const layers = expansion.layers.slice(begin);
  const models = expansion.modelPaths.slice(beginModels);
  const source = { path: whole, model: name.text, origin, layers, models, input: first, span: weights.span };
  expansion.weightSources.push(source);
}

const nothingChosen: ChosenWeights = { kind: 'none' };

/** What is to be loaded; undefined for nothing, or where the set is at fault, which has been reported. */
function originOf(chosen: ChosenWeights, { weights }: Frame): WeightOrigin | undefined {
  if (chosen.kind === 'none') return undefined;
  return chosen.kind === 'file' ? chosen : weights?.get(chosen.declaration.name.text);
}

interface SplitArguments {
  readonly inputs: ReadonlyMap<string, Argument>;
  readonly parameters: readonly Argument[];
  /** `weights=…`, which every model takes. */
  readonly weights: Argument | undefined;
}

/** What is given to the application of a block or model, whatever it is applied to. */
export function bindApplication(
  call: Call,
  { callable, preset }: Pick<BodyKind, 'callable' | 'preset'>,
  place: Place,
): Pick<SplitArguments, 'inputs' | 'weights'> & {
  /** Undefined where it is at fault. */
  readonly chosen: ChosenWeights | undefined;
  readonly bound: CallableArguments;
} {
  const { inputs, parameters, weights } = splitArguments(callable, call.arguments ?? []);
  const chosen = weights === undefined ? nothingChosen : chooseWeights(weights, callable, place);
  const presets = chosen === undefined ? new Map<string, Constant>() : presetValues(chosen, callable, place);
  const given = bindCallable(callable, parameters, place, preset);
  return { inputs, weights, chosen, bound: { ...given, values: new Map([...presets, ...given.values]) } };
}

/** The arguments that are inputs apart from those that are parameters. */
function splitArguments(callable: Callable, args: readonly Argument[]): SplitArguments {
  const names = inputsOf(callable)
    .slice(1)
    .map(({ name }) => name.text);
  const inputs = new Map<string, Argument>();
  const parameters: Argument[] = [];
  let weights: Argument | undefined;
  for (const argument of args) {
    const name = argument.name?.text ?? '';
    const isWeights = name === 'weights' && callable.declaration.type === 'model' && weights === undefined;
    if (isWeights) weights = argument;
    else if (names.includes(name) && !inputs.has(name)) inputs.set(name, argument);
    else parameters.push(argument);
  }
  return { inputs, parameters, weights };
}

/** The tensors of the second input and those after it. */
function findInputs(
  callable: Callable,
  written: ReadonlyMap<string, Argument>,
  call: Call,
  expansion: Expansion,
  place: BodyPlace,
): readonly Tensor[] | undefined {
  const names = inputsOf(callable)
    .slice(1)
    .map(({ name }) => name.text);
  const missing = names.filter((name) => !written.has(name));
  if (missing.length > 0) {
    return place.reporter.anywhere.report('CNN108', call.span, [callable.declaration.name.text, missing], {
      fix: `give a label: \`${missing.map((name) => `${name}=label`).join(', ')}\``,
    });
  }
  const found = names.map((name) => {
    const value = written.get(name)?.value;
    const [path, ...more] = value === undefined ? [] : (writtenPaths(value) ?? []);
    if (path !== undefined && more.length === 0) return findTensor(path, expansion, place)?.tensor;
    const span = value?.span ?? call.span;
    return place.reporter.report('CNN112', span, [`\`${name}\``, 'a label', 'something else']);
  });
  const known = found.filter((tensor) => tensor !== undefined);
  return known.length === found.length ? known : undefined;
}

const givenInputs = (
  callable: Callable,
  first: Tensor,
  others: readonly Tensor[],
): ReadonlyMap<string, Current> =>
  new Map(inputsOf(callable).map(({ name }, index) => [name.text, [first, ...others][index] ?? 'unknown']));

/** The output; several as a bundle; without one, the body's current tensor. */
function resultOf({ name, outputs }: Frame, expansion: Expansion): Current {
  const [first, ...others] = outputs.values();
  if (first === undefined) return expansion.current;
  if (others.length === 0) return first.tensor;
  if ([...outputs.values()].some(({ tensor }) => tensor === 'unknown')) return 'unknown';
  return { type: 'bundle', owner: name, outputs: [...outputs.keys()] };
}
