import type { Parallel, PathBranch } from '../../grammar/ast.ts';
import type { Tensor } from '../graph/graph.ts';
import { addNode } from './add-node.ts';
import { completeParameters } from './bind-arguments.ts';
import { currentTensor, reportBundle } from './current-tensor.ts';
import { evaluateArguments } from './evaluate.ts';
import type { BodyPlace, Branches, Current, Expansion } from './expansion.ts';
import { bindCall, resolveKind, signatureOf } from './kind.ts';

/** `parallel Merge(arguments) { path {…} … }`: every path begins with the current tensor; their results are merged. */
export function expandParallel(
  parallel: Parallel,
  path: string | undefined,
  expansion: Expansion,
  place: BodyPlace,
): void {
  const { merge } = parallel;
  const { reporter } = place;
  const kind = resolveKind(merge, place);
  const from = currentTensor(expansion, merge.span, place);
  const branches = from === undefined ? undefined : { from, results: [] as Current[] };
  if (branches !== undefined) {
    expansion.expand.body(parallel.body, expansion, { ...place, direct: false, branches });
  }
  if (kind === undefined) {
    evaluateArguments(merge.arguments, place);
    return expansion.poison();
  }
  if (kind.type !== 'layer' || kind.definition.inputs !== 'many') {
    reporter.report('CNN217', merge.span, [merge.callee.text]);
    return expansion.poison();
  }
  const { definition, presets } = kind;
  const bound = bindCall(merge, kind, place);
  const params = completeParameters(signatureOf(definition), [...presets, bound], merge.span, reporter);
  const name = path ?? place.names.automatic(definition.kind);
  const tensors = branches === undefined ? undefined : tensorsOf(branches, parallel, expansion, place);
  if (params === undefined || tensors === undefined) return expansion.poison();
  const [first, ...others] = tensors;
  if (first === undefined) {
    reporter.report('CNN216', merge.span, []);
    return expansion.poison();
  }
  if (others.length === 0) {
    expansion.current = first;
    return;
  }
  const inputs = [first, ...others] as const;
  const names = inputs.map((_, index) => `path ${index + 1}`);
  addNode({ definition, span: merge.span, inputs, names, bound, place }, params, name, expansion);
}

/** What the paths have made; undefined where a mistake hides one. */
function tensorsOf(
  { results }: Branches,
  { merge }: Parallel,
  expansion: Expansion,
  place: BodyPlace,
): readonly Tensor[] | undefined {
  const tensors = results.map((result) => {
    if (result === 'absent' || result === 'unknown') return undefined;
    return result.type === 'bundle' ? reportBundle(result, merge.span, place) : result;
  });
  const known = tensors.filter((tensor) => tensor !== undefined);
  return known.length === tensors.length && !expansion.stopped ? known : undefined;
}

/** `path { … }` */
export function expandPath(branch: PathBranch, expansion: Expansion, place: BodyPlace): void {
  const { branches } = place;
  if (branches === undefined) {
    place.reporter.report('CNN213', branch.span, ['path']);
    return expansion.poison();
  }
  expansion.current = branches.from;
  expansion.expand.body(branch.body, expansion, { ...place, branches: undefined });
  branches.results.push(expansion.current);
}
