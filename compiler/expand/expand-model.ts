import type { Body, Step } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { Graph, GraphInput, LayerNode } from '../graph/graph.ts';
import { layersBehind, reachedLayers } from '../graph/reached-layers.ts';
import type { Assignment } from '../sizes/size.ts';
import { bindParameters } from './bind-parameters.ts';
import type { Callable } from './callable.ts';
import { reportBundle } from './current-tensor.ts';
import { expandBody, expandOperation } from './expand-body.ts';
import { type Budget, type ExpandedHead, Expansion, type Frame } from './expansion.ts';
import { Names } from './names.ts';
import { modelSite } from './sites.ts';
import { SymbolicSizes } from './symbolic-sizes.ts';
import { noTrace, type Trace } from './trace.ts';
import { warnOfUnreached } from './warn-of-unreached.ts';

/** A model with its parameters' defaults, as far as it could be expanded. */
export interface ExpandedModel {
  readonly name: string;
  readonly span: Span;
  /** Undefined where some layer is at fault, which has been reported. */
  readonly graph: Graph | undefined;
  readonly inputs: readonly GraphInput[];
  readonly heads: readonly ExpandedHead[];
  /** Parameters without a default, because of which it was not expanded. */
  readonly missing: readonly string[];
  /** What each statement came to, as far as the model could be expanded. */
  readonly trace: Trace;
  /** Whether `heads` are all there are. */
  readonly complete: boolean;
  /** The last layer, where it is the only head because no `output` names one. */
  readonly unnamed?: Step | undefined;
}

/** Expands a model: every loop, condition and parameter, every shape. `numbers`: what symbolic sizes are. */
export function expandModel(
  callable: Callable,
  reporter: Reporter,
  budget: Budget,
  numbers: Assignment = {},
): ExpandedModel {
  const { declaration } = callable;
  const { text: name, span } = declaration.name;
  const missing = declaration.parameters.filter((p) => p.default === undefined).map((p) => p.name.text);
  if (missing.length > 0) {
    return { name, span, graph: undefined, inputs: [], heads: [], trace: noTrace, missing, complete: false };
  }
  const expansion = new Expansion(name, { body: expandBody, operation: expandOperation }, budget);
  const site = modelSite(name, span, reporter.site);
  const inside = reporter.inside(site);
  const environment = callable.module.inside();
  bindParameters(callable, new Map(), { environment, reporter: inside });
  const frame: Frame = {
    ...{ name, body: declaration.body, outputs: new Map(), span },
    weights: new Map(),
    parameters: declaration.parameters.map((parameter) => parameter.name.text),
  };
  const sizes = new SymbolicSizes(numbers);
  const place = {
    environment,
    sizes,
    site,
    reporter: inside,
    names: new Names(),
    frame,
    depth: 0,
    direct: true,
  };
  expandBody(declaration.body, expansion, place);
  if (expansion.current === 'absent' && !expansion.faulty) {
    inside.report('CNN201', span, [name]);
    expansion.poison();
  }
  if (
    frame.outputs.size === 0 &&
    typeof expansion.current === 'object' &&
    expansion.current.type === 'bundle'
  ) {
    reportBundle(expansion.current, span, { environment, reporter: inside });
    expansion.poison();
  }
  const heads = headsOf(frame, expansion, span);
  const graph = graphOf(expansion, heads, span, sizes, inside);
  const { inputs, faulty, trace } = expansion;
  const unnamed = frame.outputs.size === 0 ? lastStep(declaration.body) : undefined;
  return { name, span, graph, inputs, heads, trace, missing, complete: !faulty, unnamed };
}

function lastStep({ statements }: Body): Step | undefined {
  const last = statements.at(-1);
  return last?.type === 'step' ? last : undefined;
}

/** The outputs; without one, the last tensor is the head `output`. */
export function headsOf(frame: Frame, expansion: Expansion, span: Span): readonly ExpandedHead[] {
  if (frame.outputs.size > 0) return [...frame.outputs.values()];
  const { current } = expansion;
  const known = typeof current === 'object' && current.type !== 'bundle';
  return [{ name: 'output', tensor: known ? current : 'unknown', span }];
}

/** The graph of what was expanded, without what reaches no output, of which it warns. */
export function graphOf(
  expansion: Expansion,
  heads: readonly ExpandedHead[],
  span: Span,
  sizes: Pick<SymbolicSizes, 'symbols' | 'needs'>,
  reporter: Reporter,
): Graph | undefined {
  if (expansion.faulty) return undefined;
  const known = heads.flatMap(({ tensor, ...head }) => (tensor === 'unknown' ? [] : [{ ...head, tensor }]));
  if (known.length < heads.length) return undefined;
  const { model, inputs, layers: written, weightSources, trace } = expansion;
  const { symbols, needs } = sizes;
  const behind = layersBehind(known);
  const unwanted = written.filter((layer) => !behind.has(layer) && !isCutOff(layer, expansion));
  warnOfUnreached(written, new Set(unwanted), trace, span.source, reporter);
  const reached = reachedLayers(written, known, behind);
  return { name: model, inputs, written, ...reached, weightSources, symbols, needs, span };
}

/** Whether a layer is of a model of which a person took a part by name, as one cuts a backbone. */
const isCutOff = ({ path }: LayerNode, { cutModels }: Expansion): boolean =>
  [...cutModels].some((model) => path.startsWith(`${model}.`));
