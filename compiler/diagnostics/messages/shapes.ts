import { error, warning } from '../define-message.ts';

/** 2xx: shapes. */
export const shapeMessages = {
  CNN201: error(
    (model: string) => `the model \`${model}\` begins without an input`,
    () => 'begin it with `input image: float32[height, width, channels]`',
  ),
  CNN202: error(
    (name: string) => `the input \`${name}\` needs its sizes`,
    () => 'write them after the type, without the batch: `float32[28, 28, 1]`',
  ),
  CNN204: error(
    (name: string, _suggestion?: string) => `there is no element type \`${name}\``,
    (_name, suggestion) =>
      suggestion === undefined ? 'an input is `float32[…]`' : `did you mean \`${suggestion}\`?`,
  ),
  CNN205: error((given: string) => `a size must be a whole number of at least 1, but is ${given}`),
  CNN206: error((layer: string, message: string) => `\`${layer}\`: ${message}`),
  CNN207: error(
    (layer: string, wanted: string, shape: string) => `\`${layer}\` needs ${wanted}, but gets ${shape}`,
  ),
  CNN208: error((what: string, elements: string) => `${what} is too large: ${elements} elements`),
  CNN209: error((axis: number, shape: string, rank: number) =>
    axis === 0
      ? 'axis 0 is the batch and cannot be named'
      : `there is no axis ${axis} in ${shape}: axes are 1 to ${rank}, or −1 to −${rank}`,
  ),
  CNN210: warning(
    (layer: string, shape: string) =>
      `\`${layer}\` on ${shape} is applied at every position of its leading sizes`,
    () => 'put a `Flatten` or `GlobalAveragePooling2D` before it',
  ),
  CNN211: error((name: string) => `the output \`${name}\` is already there`),
  CNN212: error(
    () => 'the batch axis is never written',
    () => 'leave it out',
  ),
  CNN213: error((word: string) => `\`${word}\` belongs directly into the body of a model`),
} as const;
