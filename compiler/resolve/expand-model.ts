import type { ModelDeclaration } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { Graph, GraphInput } from '../graph/graph.ts';
import { declareName } from './declare-name.ts';
import { evaluateDefinition } from './evaluate.ts';
import { expandBody } from './expand-body.ts';
import { type Budget, type ExpandedHead, Expansion } from './expansion.ts';
import type { ModuleNames } from './kind.ts';
import { Names } from './names.ts';
import { Scope } from './scope.ts';

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
  /** Whether `heads` are all there are. */
  readonly complete: boolean;
}

/** Expands a model: every loop, condition and parameter, every shape. */
export function expandModel(
  model: ModelDeclaration,
  moduleScope: Scope,
  names: ModuleNames,
  reporter: Reporter,
  budget: Budget,
): ExpandedModel {
  const { text: name } = model.name;
  const span = model.name.span;
  const missing = model.parameters.filter((p) => p.default === undefined).map((p) => p.name.text);
  if (missing.length > 0) {
    return { name, span, graph: undefined, inputs: [], heads: [], missing, complete: false };
  }
  const expansion = new Expansion(name, names, budget);
  const inside = reporter.inside(name);
  const scope = new Scope(moduleScope);
  bindDefaults(model, scope, inside);
  const place = { scope, reporter: inside, names: new Names(), depth: 0, isModel: true };
  expandBody(model.body, expansion, place);
  if (expansion.current === 'absent' && !expansion.faulty) {
    inside.report('CNN201', span, [name]);
    expansion.poison();
  }
  const heads = headsOf(expansion, span);
  const { inputs } = expansion;
  return {
    name,
    span,
    graph: graphOf(expansion, heads, span),
    inputs,
    heads,
    missing,
    complete: !expansion.faulty,
  };
}

/** Binds every parameter to its default, in which earlier parameters can be used. */
function bindDefaults(model: ModelDeclaration, scope: Scope, reporter: Reporter): void {
  for (const parameter of model.parameters) {
    if (parameter.default === undefined) continue;
    const place = { scope, reporter };
    const value = evaluateDefinition(parameter.default, place);
    if (declareName(parameter.name, 'parameter', place)) scope.define(parameter.name, 'parameter', value);
  }
}

/** The outputs; without one, the last tensor is the head `output`. */
function headsOf(expansion: Expansion, span: Span): readonly ExpandedHead[] {
  if (expansion.heads.size > 0) return [...expansion.heads.values()];
  const tensor = expansion.current === 'absent' ? 'unknown' : expansion.current;
  return [{ name: 'output', tensor, span }];
}

function graphOf(expansion: Expansion, heads: readonly ExpandedHead[], span: Span): Graph | undefined {
  if (expansion.faulty) return undefined;
  const known = heads.flatMap(({ tensor, ...head }) => (tensor === 'unknown' ? [] : [{ ...head, tensor }]));
  if (known.length < heads.length) return undefined;
  return { name: expansion.model, inputs: expansion.inputs, layers: expansion.layers, heads: known, span };
}
