import { usage } from '../usage-error.ts';

/** The whole numbers that a command can be given. */
const bounds = {
  epochs: { minimum: 1, maximum: 1_000_000 },
  batch: { minimum: 1, maximum: 1_000_000 },
  seed: { minimum: 0, maximum: 2 ** 32 - 1 },
  size: { minimum: 1, maximum: 1_000_000 },
  samples: { minimum: 1, maximum: 1000 },
} as const;

export type NumberSetting = keyof typeof bounds;

/** A number for a setting; throws a UsageError where it is none, or not within the bounds. `called`: as it is written. */
export function checkNumber(
  setting: NumberSetting,
  given: unknown,
  called: { readonly name: string; readonly example: (value: number) => string },
): number {
  const { minimum, maximum } = bounds[setting];
  if (Number.isInteger(given) && Number(given) >= minimum && Number(given) <= maximum) return Number(given);
  throw usage(
    `\`${called.name}\` takes a whole number from ${minimum} to ${maximum}, not \`${String(given)}\``,
    `write \`${called.example(minimum + 9)}\`, say`,
  );
}
