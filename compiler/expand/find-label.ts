import type { Path } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import { meantBy } from '../bind/bound-module.ts';
import { suggest } from '../foreign/suggest.ts';
import type { Tensor } from '../graph/graph.ts';
import { reportBundle } from './current-tensor.ts';
import { evaluateKnown } from './evaluate.ts';
import type { BodyPlace, Expansion, Labelled } from './expansion.ts';

/** A label's meaning, with its path as written. */
export interface Found {
  readonly text: string;
  /** The whole path. */
  readonly path: string;
  readonly labelled: Labelled;
}

/** What a path names; reports where nothing before this place has that label. */
export function findLabel(path: Path, expansion: Expansion, place: BodyPlace): Found | undefined {
  const written = writePath(path, place);
  if (written === undefined) return undefined;
  const { first, rest } = written;
  for (const candidate of place.names.candidates(first, rest)) {
    const labelled = expansion.labels.get(candidate.path);
    if (labelled === undefined) continue;
    if (candidate.loops.every((loop, index) => labelled.loops[index] === loop)) {
      return { text: first + rest, path: candidate.path, labelled };
    }
  }
  if (expansion.faulty && mayBeHidden(path, place)) return undefined;
  if (!place.reporter.isNew(path.span)) return undefined;
  const near = suggest(
    first + rest,
    labelsNear(expansion, place).map(({ text }) => text),
  );
  const edits = near === undefined ? undefined : [{ span: path.span, text: near }];
  return place.reporter.report('CNN142', path.span, [first + rest, near], { edits });
}

/** Whether a mistake before this may have kept a label from being made. */
function mayBeHidden({ segments: [first] }: Path, { environment }: BodyPlace): boolean {
  return first?.type === 'name' && meantBy(environment.bound, first) !== undefined;
}

/** The tensor that a path names. */
export function findTensor(
  path: Path,
  expansion: Expansion,
  place: BodyPlace,
): { readonly name: string; readonly tensor: Tensor } | undefined {
  const found = findLabel(path, expansion, place);
  if (found === undefined) return undefined;
  const { result } = found.labelled;
  if (result === 'unknown' || result === 'absent') return undefined;
  noteCut(found.path, expansion, place);
  return result.type === 'bundle'
    ? reportBundle(result, path.span, place)
    : { name: found.text, tensor: result };
}

/** Notes the models, applied here, within which a path lies. */
function noteCut(path: string, expansion: Expansion, place: BodyPlace): void {
  const own = prefixOf(place);
  const around = path.startsWith(own) ? own.length : 0;
  for (let end = path.indexOf('.', around); end >= 0; end = path.indexOf('.', end + 1)) {
    const model = path.slice(0, end);
    if (expansion.isModel(model) && !own.startsWith(`${model}.`)) expansion.cutModels.add(model);
  }
}

/** A path as labels spell theirs: `stage[1].conv`, its first name apart. */
function writePath(
  path: Path,
  place: BodyPlace,
): { readonly first: string; readonly rest: string } | undefined {
  const [first, ...others] = path.segments;
  if (first?.type !== 'name') return undefined;
  let rest = '';
  for (const segment of others) {
    if (segment.type === 'name') rest += `.${segment.text}`;
    else if (segment.type === 'range') {
      return place.reporter.report('CNN119', segment.span, [textOf(segment.span), 'a label', '']);
    } else {
      const index = evaluateKnown(segment.value, place);
      if (index === undefined) return undefined;
      rest += index.type === 'number' ? `[${index.value}]` : textOf(segment.span);
    }
  }
  return { first: first.text, rest };
}

/** Labels as they could be written here, in the order in which they were made. */
export function labelsNear(
  expansion: Expansion,
  place: BodyPlace,
): readonly { readonly text: string; readonly path: string }[] {
  const prefix = prefixOf(place);
  return [...expansion.labels.keys()]
    .filter((label) => label.startsWith(prefix))
    .map((path) => ({ text: path.slice(prefix.length), path }));
}

/** What the paths of the labels of a body begin with. */
function prefixOf({ names }: BodyPlace): string {
  const [whole] = names.candidates('', '').filter(({ loops }) => loops.length === 0);
  return whole?.path ?? '';
}
