import type { CodeCall } from '../model/call.ts';
import type { CodeItem } from '../model/items.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import type { Unit } from './unit.ts';
import { walk } from './walk.ts';

/** The class of a layer kind: Keras's, or one of the parts where Keras has none or its own fails with what the program gives. */
export const layerClass = (kind: string, unit: Unit): Code<'python'> =>
  kind === 'LayerScale' ||
  kind === 'Coordinates' ||
  kind === 'Detections' ||
  (kind === 'DepthwiseConv2D' && unit.shared.hasUnequalStrides)
    ? unit.part(kind)
    : python.code`${unit.keras('layers')}.${python.name(kind)}`;

/** Whether a depthwise convolution has strides that are not equal, which TensorFlow refuses unless XLA compiles it. */
export function hasUnequalStrides(items: readonly CodeItem[]): boolean {
  let found = false;
  walk(items, (node) => {
    const { layer } = node as Partial<CodeCall>;
    if (layer?.kind !== 'DepthwiseConv2D') return;
    found ||= layer.facts.some(({ params: { strides } }) => {
      const sizes = Array.isArray(strides) ? (strides as readonly unknown[]) : [];
      return new Set(sizes).size > 1;
    });
  });
  return found;
}
