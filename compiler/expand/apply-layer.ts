import type { Argument, Call } from '../../grammar/ast.ts';
import type { Tensor } from '../graph/graph.ts';
import { completeParameters } from './bind-arguments.ts';
import { addNode } from './add-node.ts';
import { currentTensor } from './current-tensor.ts';
import type { BodyPlace, Expansion } from './expansion.ts';
import { findTensor, labelsNear } from './find-label.ts';
import { writtenPaths } from '../bind/written-paths.ts';
import { bindCall, type LayerKind, signatureOf } from './kind.ts';
import { plainCallOf } from './repeated-layers.ts';

/** Applies a layer kind to the current tensor; `path` is its label's, or undefined. */
export function applyLayer(
  call: Call,
  kind: LayerKind,
  path: string | undefined,
  expansion: Expansion,
  place: BodyPlace,
): void {
  const { current, repeated, layers, sharing } = expansion;
  const isTensor = typeof current === 'object' && current.type !== 'bundle';
  const plain = isTensor && sharing === undefined ? plainCallOf(call, kind, current, place) : undefined;
  const like = plain && repeated.again(plain, place);
  if (plain !== undefined && like !== undefined) {
    const name = path ?? place.names.automatic(kind.definition.kind);
    const { input } = plain;
    expansion.add({ ...like, path: name, inputs: [input], span: call.span, site: place.site }, place);
    return;
  }
  const { count, work } = place.reporter;
  const [before, first] = [work.taken, layers.length];
  applyAnew(call, kind, path, expansion, place);
  const node = layers[first];
  if (plain === undefined || node === undefined || place.reporter.count > count) return;
  repeated.note(plain, { node, work: work.taken - before - node.path.length });
}

function applyAnew(
  call: Call,
  kind: LayerKind,
  path: string | undefined,
  expansion: Expansion,
  place: BodyPlace,
): void {
  const { definition, presets } = kind;
  const merges = definition.inputs === 'many';
  const { with: named, rest } = splitWith(call.arguments ?? []);
  const bound = bindCall(call, kind, place, rest);
  const params = completeParameters(signatureOf(definition), [...presets, bound], call.span, place.reporter);
  const name = path ?? place.names.automatic(definition.kind);
  if (!merges && named !== undefined) {
    place.reporter.anywhere.report('CNN107', named.span, [definition.kind, 'with', undefined]);
    return expansion.poison();
  }
  if (merges && named === undefined && (params === undefined || definition.alone?.(params) !== true)) {
    if (!bound.faulty)
      place.reporter.report('CNN215', call.span, [definition.kind, otherTensor(expansion, place)]);
    return expansion.poison();
  }
  const input = currentTensor(expansion, call.span, place);
  const others = named === undefined ? [] : namedTensors(named, expansion, place);
  if (params === undefined || input === undefined || others === undefined) return expansion.poison();
  const names = [undefined, ...others.map((other) => other.name)];
  const inputs = [input, ...others.map((other) => other.tensor)] as const;
  addNode({ definition, span: call.span, inputs, names, bound, place }, params, name, expansion);
}

/** The label of the tensor that was named last before the current one, if there is one. */
const otherTensor = (expansion: Expansion, place: BodyPlace): string | undefined =>
  labelsNear(expansion, place).findLast((label) => {
    const { result } = expansion.labels.get(label.path) ?? {};
    return typeof result === 'object' && result.type !== 'bundle' && result !== expansion.current;
  })?.text;

/** The argument `with=` of a merge, which names labels, apart from the others. */
function splitWith(args: readonly Argument[]): {
  readonly with: Argument | undefined;
  readonly rest: readonly Argument[];
} {
  const named = args.find(({ name }) => name?.text === 'with');
  return { with: named, rest: named === undefined ? args : args.filter((argument) => argument !== named) };
}

interface NamedTensor {
  readonly name: string;
  readonly tensor: Tensor;
}

/** The tensors that `with=` names, in order. */
function namedTensors(
  { value }: Argument,
  expansion: Expansion,
  place: BodyPlace,
): readonly NamedTensor[] | undefined {
  const paths = writtenPaths(value);
  if (paths === undefined || paths.length === 0) {
    return place.reporter.report('CNN112', value.span, [
      '`with`',
      'a label or a list of labels',
      'something else',
    ]);
  }
  const found = paths.map((path) => findTensor(path, expansion, place));
  const known = found.filter((tensor) => tensor !== undefined);
  return known.length === found.length ? known : undefined;
}
