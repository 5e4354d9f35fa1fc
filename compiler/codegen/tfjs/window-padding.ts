import type { LayerNode } from '../../graph/graph.ts';

interface Axis {
  readonly whole: number;
  readonly window: number;
  readonly stride: number;
}

/** Along which axes a layer's window slides: its reach, its stride, and how far it goes. */
function axesOf({ params, inputs }: LayerNode<number>): readonly Axis[] {
  const shape = inputs[0]?.shape ?? [];
  const at = (name: string, axis: number): number | undefined => {
    const sizes = params[name];
    return typeof sizes === 'number' ? sizes : (sizes as readonly number[] | null | undefined)?.[axis];
  };
  return shape.slice(0, -1).map((whole, axis) => {
    const size = at('kernel_size', axis) ?? at('pool_size', axis) ?? 1;
    const dilation = at('dilation_rate', axis) ?? 1;
    return { whole, window: (size - 1) * dilation + 1, stride: at('strides', axis) ?? size };
  });
}

/** Whether `same` adds zeros along any axis. */
const adds = (layer: LayerNode<number>): boolean =>
  axesOf(layer).some(
    ({ whole, window, stride }) => (Math.ceil(whole / stride) - 1) * stride + window > whole,
  );

/** `valid` where `same` adds nothing: TensorFlow.js places windows of `same` wrongly where strides exceed them. */
export const windowPadding = (applications: readonly LayerNode<number>[]): 'valid' | 'same' =>
  applications.some((layer) => layer.params['padding'] === 'same' && adds(layer)) ? 'same' : 'valid';

/** Whether zeros are added where windows leave cells out, which TensorFlow.js does otherwise. */
export const overreaches = (layer: LayerNode<number>): boolean =>
  layer.params['padding'] === 'same' &&
  adds(layer) &&
  axesOf(layer).some(({ window, stride }) => stride > window);
