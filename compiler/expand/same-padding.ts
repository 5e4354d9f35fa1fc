import type { Fix } from '../../grammar/diagnostic.ts';
import { textOf } from '../../grammar/span.ts';
import { sameSize } from '../sizes/size.ts';
import type { LayerNode, Tensor } from '../graph/graph.ts';

type Edit = NonNullable<Fix['edits']>[number];

/**
 * What keeps one of two merged pictures as large as the other: `padding=same` in the layers that crop its edges, where
 * these are all that makes it smaller.
 */
export function samePadding(
  first: Tensor,
  second: Tensor,
): { readonly fix: string; readonly edits: readonly Edit[] } | undefined {
  const cropping = croppingBehind(first, second) ?? croppingBehind(second, first);
  const edits = new Map(
    cropping?.flatMap((layer): (readonly [number, Edit])[] => {
      const edit = paddingEdit(layer);
      return edit === undefined ? [] : [[layer.span.start, edit]];
    }),
  );
  if (cropping === undefined || edits.size === 0) return undefined;
  const [one] = cropping;
  const which =
    edits.size === 1 && one !== undefined ? `\`${textOf(one.span)}\`` : 'the layers that crop its edges';
  return { fix: `write \`padding=same\` in ${which}`, edits: [...edits.values()] };
}

/** The layers that make a tensor smaller than another, all without padding and strides; undefined where others do. */
function croppingBehind(smaller: Tensor, larger: Tensor): readonly LayerNode[] | undefined {
  const found: LayerNode[] = [];
  let at = smaller;
  while (!isAsLarge(at, larger)) {
    const before = at.type === 'layer' ? at.inputs[0] : undefined;
    if (at.type !== 'layer' || before === undefined) return undefined;
    if (!isAsLarge(at, before)) {
      if (!crops(at)) return undefined;
      found.push(at);
    }
    at = before;
  }
  return found;
}

const isAsLarge = ({ shape }: Tensor, { shape: other }: Tensor): boolean =>
  shape.length === other.length && shape.slice(0, -1).every((size, axis) => sameSize(size, other[axis] ?? 0));

function crops({ params: { padding, strides } }: LayerNode): boolean {
  return padding === 'valid' && Array.isArray(strides) && strides.every((stride) => stride === 1);
}

/** Where a layer says its padding, or may say it: behind its last argument. */
function paddingEdit({ span }: LayerNode): Edit | undefined {
  const text = textOf(span);
  const written = /\bpadding\s*=\s*valid\b/.exec(text);
  if (written !== null) {
    const start = span.start + written.index;
    return { span: { ...span, start, end: start + written[0].length }, text: 'padding=same' };
  }
  const end = span.end - 1;
  return /^\w+\([^]*[^\s(,][^\S\n]*\)$/.test(text)
    ? { span: { ...span, start: end, end }, text: ', padding=same' }
    : undefined;
}
