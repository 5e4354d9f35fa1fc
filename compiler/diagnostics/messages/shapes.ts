import { error, list, warning } from './define-message.ts';

/** `h` is known, `h` and `w` are known */
const known = (symbols: readonly string[]): string =>
  `${list(symbols.map((name) => `\`${name}\``))} ${symbols.length === 1 ? 'is' : 'are'} known`;

/** The first names of many. */
const some = (paths: readonly string[]): string =>
  list([
    ...paths.slice(0, paths.length > 4 ? 3 : 4).map((path) => `\`${path}\``),
    ...(paths.length > 4 ? [`${paths.length - 3} more`] : []),
  ]);

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
  CNN203: error((layer: string, what: string) => `\`${layer}\` inputs differ in ${what}`),
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
  CNN213: error((word: string) =>
    word === 'path'
      ? '`path` belongs into `parallel`'
      : `\`${word}\` belongs directly into the body of a model or block`,
  ),
  CNN214: warning((first: string, second: string) => `\`Add\` repeats sizes of 1: ${first} + ${second}`),
  CNN215: error(
    (layer: string, _other?: string) => `\`${layer}\` merges tensors, but gets only the current one`,
    (layer, other) =>
      other === undefined
        ? `label the others where they are made, \`name: Conv2D(…)\`, and write \`${layer}(with=name)\``
        : `name the others, such as \`${layer}(with=${other})\``,
  ),
  CNN216: error(() => '`parallel` has no path'),
  CNN217: error(
    (layer: string) => `\`${layer}\` takes one tensor and cannot merge several`,
    () => 'merge with `Concatenate`, `Add`, …',
  ),
  CNN218: error(
    (owner: string, names: string) => `\`${owner}\` has several outputs (${names}), used by name only`,
  ),
  CNN219: error(
    (layer: string, reason: string) => `\`${layer}\` cannot share its weights: ${reason}`,
    () => 'apply it anew rather than `reuse` it',
  ),
  CNN220: error(
    (owner: string, input: string, wanted: string, given: string) =>
      `the input \`${input}\` of \`${owner}\` is ${wanted}, but gets ${given}`,
  ),
  CNN221: error((label: string) => `\`${label}\` is an input: there is nothing to apply again`),
  CNN222: error(
    () => 'only paths stand directly in `parallel`',
    () => 'put it into a `path { … }`',
  ),
  CNN223: error(
    (layer: string, weight: string, shape: string, symbols: readonly string[]) =>
      `\`${layer}\`: its ${weight} would be ${shape}, but ${known(symbols)} only when a run starts`,
  ),
  CNN224: error(
    (what: string, symbols: readonly string[]) =>
      `${what} must be known here, but ${known(symbols)} only when a run starts`,
    (_what, symbols) => `write a number in place of ${list(symbols.map((name) => `\`?${name}\``))}`,
  ),
  CNN225: warning(
    (layer: string, condition: string, witness: string) =>
      `\`${layer}\` fits only where \`${condition}\`: not for ${witness}`,
  ),
  CNN226: error(
    (text: string, witness: string) => `\`${text}\` is not always a whole number: not for ${witness}`,
    () => 'divide with `//`, which rounds down, or `require` before that it divides',
  ),
  CNN229: error(
    (layer: string, weight: string, initializer: string, shape: string) =>
      `\`${layer}\`: \`${initializer}\` is for matrices, but its ${weight} is ${shape}`,
    () => 'draw it otherwise, as with `zeros` or `glorot_uniform`',
  ),
  CNN228: error(
    (word: string) => `\`${word}\` halves the last axis, which only a layer of its own may`,
    (word) => `leave the activation out, and write \`Activation(${word})\` after this layer`,
  ),
  CNN227: warning(
    (paths: readonly string[], made: number) => {
      const which = paths.length === made ? some(paths) : `of the ${made} layers made here, ${some(paths)}`;
      return paths.length === 1
        ? `${which} reaches no output and is left out`
        : `${which} reach no output and are left out`;
    },
    (paths, made) =>
      paths.length === made ? 'remove it, or use what it makes: `from`, `with=` or an `output`' : '',
  ),
} as const;
