import type { Shape } from '../sizes/shape.ts';
import type { TargetField } from './target-field.ts';

/** How an output is brought to the sizes of the picture that it is compared with; undefined where those are open. */
export function remedyForSizes(shape: Shape, type: TargetField['type']): string | undefined {
  const sizes =
    type.kind === 'mask'
      ? [...type.sides, shape.at(-1) ?? 1]
      : type.kind === 'tensor'
        ? type.shape
        : undefined;
  const wanted = sizes && numbersOf(sizes);
  const given = numbersOf(shape);
  if (wanted === undefined || given === undefined) return undefined;
  if (given.length !== wanted.length) {
    const fits = product(given) === product(wanted);
    return fits ? `end the output in \`Reshape([${wanted.join(', ')}])\`` : undefined;
  }
  const [height = 0, width = 0, channels] = wanted;
  if (given[0] === height && given[1] === width) return `give the output ${channels ?? 0} channels`;
  const isLarger = (given[0] ?? 0) >= height && (given[1] ?? 0) >= width;
  const layer = isLarger ? 'CenterCrop' : 'Resizing';
  return `bring the output to ${height}×${width}: \`${layer}(${height}, ${width})\` before it`;
}

function numbersOf(sizes: TargetSizes): readonly number[] | undefined {
  const numbers = sizes.filter((size) => typeof size === 'number');
  return numbers.length === sizes.length ? numbers : undefined;
}

type TargetSizes = Extract<TargetField['type'], { readonly kind: 'tensor' }>['shape'];

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);
