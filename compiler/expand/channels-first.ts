import type { Details } from '../diagnostics/reporter.ts';
import type { Tensor } from '../graph/graph.ts';

/** Channels that pictures have, and the least height and width of one. */
const channels: readonly unknown[] = [1, 3];
const least = 5;

/**
 * What to do where a window does not fit because the picture that comes in is written channels first, as PyTorch has
 * it: `[3, 32, 32]`; undefined where it is not.
 */
export function channelsLast(tensor: Tensor): Details | undefined {
  let source: Tensor | undefined = tensor;
  while (source?.type === 'layer') [source] = source.inputs;
  if (source === undefined) return undefined;
  const [first, height, width, ...others] = source.shape;
  const isFirst = channels.includes(first) && others.length === 0;
  if (!isFirst || typeof first !== 'number' || typeof height !== 'number' || typeof width !== 'number')
    return undefined;
  if (Math.min(height, width) < least) return undefined;
  const sizes = `[${height}, ${width}, ${first}]`;
  const { span } = source;
  const behind = span.source.text.slice(span.start);
  const [written = ''] = /\[\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\]/.exec(behind.slice(0, 200)) ?? [];
  const start = span.start + behind.indexOf(written);
  const place = { ...span, start, end: start + written.length };
  return {
    fix: `height, width and channels, in this order: write \`${sizes}\``,
    ...(written === '' ? {} : { edits: [{ span: place, text: sizes }] }),
  };
}
