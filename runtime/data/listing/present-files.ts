import { createHash } from 'node:crypto';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { DataPlace } from '../data-root.ts';
import type { Measured, MeasuredFiles } from '../pictures/measure.ts';
import type { LeftOut } from './left-out.ts';
import { pathName } from './path-name.ts';

/** Files of pictures that are there. */
export interface PresentFiles<F> {
  readonly files: readonly F[];
  /** Of names, sizes and dates. */
  readonly fingerprint: string;
  readonly measured: Measured;
}

/**
 * The files that are there once they have been looked at, the others being left out. Throws a RunError for a picture that cannot be
 * decoded in the memory that there is.
 */
export function presentFiles<F extends { readonly name: string }>(
  place: DataPlace,
  files: readonly F[],
  found: MeasuredFiles,
  leftOut: LeftOut,
): PresentFiles<F> {
  const { sizes, dates, missing, pixels, bytes } = found;
  const hash = createHash('sha256');
  for (const [index, { name }] of files.entries()) {
    const reason = missing.get(index);
    if (reason === undefined) hash.update(`${name}\0${sizes[index]}\0${Math.floor(dates[index] ?? 0)}\n`);
    // As which bytes that are no UTF-8 are read.
    else leftOut.add(name, `cannot be read: ${name.includes('\ufffd') ? 'its name is not UTF-8' : reason}`);
  }
  const isThere = (_: unknown, index: number): boolean => !missing.has(index);
  const whole = missing.size === 0;
  const present = {
    files: whole ? files : files.filter(isThere),
    fingerprint: hash.digest('hex').slice(0, 32),
    measured: whole ? { pixels, bytes } : { pixels: pixels.filter(isThere), bytes: bytes.filter(isThere) },
  };
  checkLargest(present, place);
  return present;
}

function checkLargest(
  { files, measured: { bytes, pixels } }: PresentFiles<{ readonly name: string }>,
  place: DataPlace,
): void {
  const { room } = place;
  const index = bytes.findIndex((needed) => needed > room.bytes);
  if (index < 0) return;
  throw tooLargeToDecode(place, files[index]?.name ?? '', pixels[index] ?? 0, bytes[index] ?? 0);
}

/** For a picture of so many pixels, of which decoding takes so many bytes. */
export const tooLargeToDecode = (
  { span, room }: DataPlace,
  name: string,
  pixels: number,
  bytes: number,
): RunError => {
  const what = `to decode \`${pathName(name)}\`, of ${pixels} pixels,`;
  return new RunError(runtimeMessages.dataTooLarge(span, what, bytes, room));
};
