import { textOf } from '../../grammar/span.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import type { Details } from '../diagnostics/reporter.ts';
import type { GraphInput, Tensor } from '../graph/graph.ts';
import { isOfLibrary } from '../library/library.ts';

type Fix = Pick<Details, 'fix' | 'edits'>;

/** What makes the sizes that a layer wants: an application of the library may end in classes or pooled already. */
export function fixOfRank(given: Tensor, kind: string, wanted: number | undefined): Fix {
  const input = sameAs(given);
  if (input.type === 'input') return fixOfInput(input, kind, wanted);
  if (given.shape.length >= 3) return {};
  const isPooling = /^Global(?:Average|Max)Pooling/.test(kind);
  if (!isPooling) return { fix: 'apply it before `Flatten`, or `Reshape` first' };
  const isTop = given.type === 'layer' && given.kind === 'Dense' && isOfLibrary(given.span.source);
  return {
    fix: isTop
      ? 'leave out the top of what is applied before: `include_top=false`'
      : 'leave it out: nothing is left to pool',
  };
}

/** The tensor that layers made another of without touching its sizes. */
function sameAs(tensor: Tensor): Tensor {
  let at = tensor;
  while (at.type === 'layer') {
    const [before, ...others] = at.inputs;
    if (before === undefined || others.length > 0) return at;
    if (formatSizes(before.shape) !== formatSizes(at.shape)) return at;
    at = before;
  }
  return at;
}

/** What an input lacks or has too much: channels, or the batch. */
function fixOfInput(
  input: GraphInput<Tensor['shape'][number]>,
  kind: string,
  wanted: number | undefined,
): Fix {
  const { shape } = input;
  const flat = kind.replace('3D', '2D');
  if (flat !== kind && isPicture(shape)) return { fix: `this is a picture, not a volume: write \`${flat}\`` };
  if (shape.length + 1 === wanted) return withSizes(input, 'give the input its channels', [...shape, 1]);
  if (shape.length - 1 !== wanted) return {};
  return withSizes(input, 'leave the batch out of the input', shape.slice(1));
}

/** Whether sizes are height, width and as many channels as pictures have. */
const isPicture = (shape: Tensor['shape']): boolean =>
  shape.length === 3 && [1, 3, 4].some((channels) => channels === shape[2]);

/** Other sizes where an input is declared. */
function withSizes({ span }: GraphInput<Tensor['shape'][number]>, what: string, sizes: Tensor['shape']): Fix {
  const text = formatSizes(sizes);
  const fix = `${what}: write \`${text}\``;
  const written = /\[[^[\]]*\]$/.exec(textOf(span));
  if (written === null) return { fix };
  return { fix, edits: [{ span: { ...span, start: span.start + written.index }, text }] };
}
