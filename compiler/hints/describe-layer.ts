import { definitionOf } from '../catalogue/layers/registry.ts';
import type { LayerNode } from '../graph/graph.ts';
import { bytesPerElement } from '../ir/ir.ts';
import { formatBytes } from '../diagnostics/messages/format-bytes.ts';
import { formatCount, formatDimensions, formatSize } from '../sizes/format-size.ts';
import { sizeOf } from '../sizes/shape.ts';
import { multiply, type Size } from '../sizes/size.ts';

/** What a layer makes of what, and how that comes about: sentences of Markdown. */
export function describeLayer({
  path,
  kind,
  params,
  inputs,
  shape,
  weights,
  macs,
}: LayerNode): readonly string[] {
  const [first, ...others] = inputs.map((input) => input.shape);
  const from = inputs.map((input) => formatDimensions(input.shape)).join(', ');
  const reckoned =
    first === undefined ? [] : (definitionOf({ kind }).arithmetic?.(params, first, ...others) ?? []);
  return [
    `\`${path}\` · ${kind} · ${from} → **${formatDimensions(shape)}**`,
    ...reckoned,
    ...(weights.length > 0 ? [describeWeights(weights)] : []),
    [
      ...(macs === 0 ? [] : [`${count(macs)} multiply-adds`]),
      `${bytes(multiply(sizeOf(shape), bytesPerElement.float32))} for each example`,
    ].join(' · '),
  ];
}

/** `kernel 3×3×3×64 + bias 64 = 1,792 parameters`. */
function describeWeights(weights: LayerNode['weights']): string {
  const parts = weights.map(({ name, shape }) => `${name} ${formatDimensions(shape)}`);
  const total = weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return `${parts.join(' + ')} = ${formatCount(total)} parameters`;
}

const count = (size: Size): string => (typeof size === 'number' ? formatCount(size) : formatSize(size));

const bytes = (size: Size): string =>
  typeof size === 'number' ? formatBytes(size) : `${formatSize(size)} bytes`;
