import type { Graph, ConcreteGraph } from './graph/graph.ts';
import { parse } from '../grammar/parse.ts';
import type { Diagnostic } from '../grammar/diagnostic.ts';
import { print } from '../grammar/print.ts';
import type { Source } from '../grammar/source.ts';
import { bindModule } from './bind/bind-module.ts';
import type { BoundModule } from './bind/bound-module.ts';
import { planOf, type PhasePlan } from './lower/phase-plan.ts';
import type { PhaseSpec } from './train/train-spec.ts';

/*
 * What the package `cnnc` gives: a pure compiler, which reads no file and runs in a browser. Every function is total: a
 * mistake of the text is a diagnostic, never an exception.
 */

export { compile, type CompileOptions, type CompiledModule, type CompiledTrain } from './compile.ts';
export { Program } from './program/program.ts';
export type { Answers } from './program/answers.ts';
export type { Hint } from './hints/hint.ts';
export type { Trace, Traced } from './expand/trace.ts';
export type { Load, Unreadable } from './expand/import-modules.ts';
export { type BoundModule, referencesIn, scopeAt, symbolAt } from './bind/bound-module.ts';
export { expectedAt } from './bind/expected/expected-at.ts';
export type { Called, Expected, SectionType, Slot, ValueOf } from './bind/expected/slot.ts';
export type { Candidate, CandidateKind } from './completion/candidate.ts';
export { candidatesAt, type Completion } from './completion/candidates-at.ts';
export { type Signature, signatureAt } from './completion/signature-at.ts';
export { type BoundSymbol, originOf, type SymbolKind } from './bind/bound-symbol.ts';
export type { Reference, ReferenceRole } from './bind/reference.ts';
export type { Graph, GraphInput, Head, LayerNode, Tensor } from './graph/graph.ts';
export { largestBatchOf, peakOf, type PhasePlan, stepWithin } from './lower/phase-plan.ts';
export type { DataSpec } from './data/data-spec.ts';
export type { OpenTrain, PhaseSpec, TrainSpec } from './train/train-spec.ts';
export { render, renderAll } from './diagnostics/render.ts';
export { Source } from '../grammar/source.ts';
export { parse } from '../grammar/parse.ts';
export type { Diagnostic, Fix, Outcome, Severity } from '../grammar/diagnostic.ts';
export type { Span } from '../grammar/span.ts';
export type * as ast from '../grammar/ast.ts';

/** What each name of a text declares or means, however broken the text is; imports are left open. */
export const bind = (source: Source): BoundModule => bindModule(parse(source).value);

/** The exact memory and the programs of a phase of a trained graph, on an engine that has every op. */
export const plan = (graph: ConcreteGraph, phase: PhaseSpec): PhasePlan => planOf(graph, phase);

/** A text laid out anew, or what keeps it from being read. */
export function format(
  source: Source,
): { readonly text: string } | { readonly diagnostics: readonly Diagnostic[] } {
  const { value, diagnostics } = parse(source);
  const isBroken = diagnostics.some(({ severity }) => severity === 'error');
  return isBroken ? { diagnostics } : { text: print(value) };
}

/** How a model is drawn. */
export interface DrawOptions {
  /** `svg`: a picture; `html`: a page in which groups fold. By default a picture. */
  readonly as?: 'svg' | 'html';
  /** Paths of layers that are marked as frozen. */
  readonly frozen?: ReadonlySet<string>;
}

/** A model as a picture; what lays it out is loaded when it is first asked for. */
export async function draw(
  graph: Graph,
  { as = 'svg', frozen = new Set() }: DrawOptions = {},
): Promise<string> {
  const { emitPage, emitSvg } = await import('./targets/svg/emit-svg.ts');
  return as === 'html' ? emitPage(graph, { frozen }) : emitSvg(graph, { frozen });
}
