import type { Call } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import { type LayerNode, type Shape, type Tensor, sizeOf } from '../graph/graph.ts';
import { type AnyLayerDefinition, type Problem, isProblem } from '../layers/define-layer.ts';
import { formatSizes } from '../layers/input-shape.ts';
import type { LayerParams, ParameterValue } from '../layers/parameters.ts';
import { type Bound, completeParameters } from './bind-arguments.ts';
import type { BodyPlace, Expansion } from './expansion.ts';
import { bindCall, resolveKind, signatureOf } from './kind.ts';
import { maximumElements } from './limits.ts';
import type { Place } from './place.ts';

/** One application on its way into the graph. */
interface Application {
  readonly definition: AnyLayerDefinition;
  readonly call: Call;
  readonly input: Tensor;
  /** The arguments at the call, for marking the one at fault. */
  readonly bound: Bound;
  readonly place: Place;
}

/** Applies a layer or alias to the current tensor; `path` is its label's, or undefined. */
export function applyLayer(
  call: Call,
  path: string | undefined,
  expansion: Expansion,
  place: BodyPlace,
): void {
  const kind = resolveKind(call.callee, place, expansion.moduleNames);
  const bound = bindCall(call, kind, place);
  if (kind === undefined || bound === undefined) return expansion.poison();
  const { definition, presets } = kind;
  const params = completeParameters(signatureOf(definition), [...presets, bound], call.span, place.reporter);
  const name = path ?? place.names.automatic(definition.kind);
  const input = currentTensor(expansion, call.span, place);
  if (params === undefined || input === undefined) return expansion.poison();
  const node = makeNode({ definition, call, input, bound, place }, params, name);
  if (node === undefined) return expansion.poison();
  expansion.add(node, place);
}

/** The current tensor; reports, once, where a model begins without one. */
function currentTensor(expansion: Expansion, span: Span, { reporter }: Place): Tensor | undefined {
  if (expansion.current === 'unknown') return undefined;
  if (expansion.current !== 'absent') return expansion.current;
  return reporter.report('CNN201', span, [expansion.model]);
}

function makeNode(application: Application, written: LayerParams, path: string): LayerNode | undefined {
  const { definition, call, input, place } = application;
  if (!checkRank(application)) return undefined;
  const params = readAxes(application, written);
  if (params === undefined) return undefined;
  const shape = definition.infer(params, input.shape);
  if (isProblem(shape)) return reportProblem(application, shape);
  const weights = definition.weights?.(params, input.shape) ?? [];
  const what = `the output of \`${definition.kind}\``;
  if (!checkSize(shape, what, call.span, place)) return undefined;
  for (const weight of weights) {
    if (!checkSize(weight.shape, `the ${weight.name} of \`${definition.kind}\``, call.span, place)) {
      return undefined;
    }
  }
  warnAboutLeadingSizes(application);
  return {
    type: 'layer',
    path,
    definition,
    params,
    inputs: [input],
    shape,
    weights,
    macs: definition.macs?.(params, input.shape, shape) ?? 0,
    span: call.span,
    stack: place.reporter.stack,
  };
}

const rankNames: Readonly<Record<number, string>> = { 3: ' (height, width, channels)' };

function checkRank({ definition, call, input, place }: Application): boolean {
  const { rank } = definition;
  if (rank === undefined || rank.includes(input.shape.length)) return true;
  const wanted = `${rank.join(' or ')} sizes${rankNames[rank[0] ?? 0] ?? ''}`;
  place.reporter.report('CNN207', call.span, [definition.kind, wanted, formatSizes(input.shape)], {
    related: [originOf(input)],
    fix: input.shape.length < 3 ? 'apply it before `Flatten`, or `Reshape` first' : undefined,
  });
  return false;
}

/** Keras's axes (the batch is 0) as indices into the shape without the batch. */
function readAxes(
  { definition, call, input, bound, place }: Application,
  params: LayerParams,
): LayerParams | undefined {
  const read: Record<string, ParameterValue> = { ...params };
  for (const [name, spec] of Object.entries(definition.params)) {
    const axis = params[name];
    if (spec.type !== 'axis' || typeof axis !== 'number') continue;
    const rank = input.shape.length;
    const index = axis < 0 ? axis + rank : axis - 1;
    if (index < 0 || index >= rank || axis === 0) {
      const span = bound.values.get(name)?.span ?? call.span;
      return place.reporter.report('CNN209', span, [axis, formatSizes(input.shape), rank]);
    }
    read[name] = index;
  }
  return read;
}

function reportProblem({ definition, call, input, bound, place }: Application, problem: Problem): undefined {
  const argument = problem.parameter === undefined ? undefined : bound.values.get(problem.parameter);
  return place.reporter.report('CNN206', argument?.span ?? call.span, [definition.kind, problem.message], {
    label: `on ${formatSizes(input.shape)}`,
    related: [originOf(input)],
    notes: problem.notes,
    fix: problem.fix,
  });
}

const originOf = (input: Tensor): { readonly span: Span; readonly message: string } => ({
  span: input.span,
  message: `${input.type === 'input' ? `\`${input.name}\` is` : 'makes'} ${formatSizes(input.shape)}`,
});

/** Whether a tensor can exist at all. */
export function checkSize(shape: Shape, what: string, span: Span, { reporter }: Place): boolean {
  const elements = sizeOf(shape);
  if (elements <= maximumElements) return true;
  reporter.report('CNN208', span, [what, elements.toLocaleString('en', { maximumSignificantDigits: 3 })], {
    label: formatSizes(shape),
  });
  return false;
}

/** Keras applies Dense to the last axis only, which on an image is rarely meant. */
function warnAboutLeadingSizes({ definition, call, input, place }: Application): void {
  if (definition.kind !== 'Dense' || input.shape.slice(0, -1).every((size) => size === 1)) return;
  place.reporter.report('CNN210', call.span, [definition.kind, formatSizes(input.shape)], {
    related: [originOf(input)],
  });
}
