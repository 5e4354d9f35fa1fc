import type { BoxStep } from '../../../compiler/catalogue/steps/box-encoding.ts';
import type { BoxForm } from '../box-forms.ts';
import type { Corners } from '../source.ts';

/** The box that four numbers are, as fractions of the picture: `prepare` undone from the last step, whatever the form. */
export function decodeBox(values: ArrayLike<number>, { format, encoding }: BoxForm): Corners {
  const [a = 0, b = 0, c = 0, d = 0] = encoding.reduceRight<readonly number[]>(
    undo,
    Array.from(values).slice(0, 4),
  );
  return format === 'corners' ? [a, b, c, d] : [a - c / 2, b - d / 2, a + c / 2, b + d / 2];
}

function undo(box: readonly number[], step: BoxStep): readonly number[] {
  if (step.kind === 'Rescaling') return box.map((value) => (value - step.offset) / step.scale);
  // A root below zero, which only a prediction can have, is of a box without extent.
  return box.map((value, index) => (index < 2 ? value : Math.max(0, value) ** 2));
}
