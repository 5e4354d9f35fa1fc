import type { IdxProblem } from './idx-file.ts';

/** What is to be done about a file that is not what it was. */
export const replaceFile = 'download the file again';

/** Types of values that an IDX file can have, by the third byte. */
const types: ReadonlyMap<number, string> = new Map([
  [0x08, 'unsigned bytes'],
  [0x09, 'signed bytes'],
  [0x0b, 'whole numbers of 16 bits'],
  [0x0c, 'whole numbers of 32 bits'],
  [0x0d, 'floats of 32 bits'],
  [0x0e, 'floats of 64 bits'],
]);

/** How files of other formats begin, and what to do about them. */
const strangers: readonly (readonly [beginning: string, found: string, fix: string])[] = [
  ['\x1f\x8b', 'it is gzipped', 'it is gzipped: give its name the ending `.gz`'],
  ['PK\x03\x04', 'it is a ZIP file', 'unpack it, and put the files that it holds there'],
  ['\x93NUM', "it is NumPy's", 'save it as IDX, or its pictures as files in a folder a class'],
  ['<', 'it is a web page', 'what was downloaded is no file of the data: download it from another place'],
  ['version https://git-lfs', 'it is a pointer of Git LFS', 'fetch the file itself: `git lfs pull`'],
];

/** What is wrong with a file that does not begin as an IDX file of `rank` axes of unsigned bytes. */
export function problemOfMagic(head: Buffer, rank: number): IdxProblem {
  const expected = `00 00 08 0${rank}, an IDX file of ${rank === 3 ? 'images' : 'labels'}`;
  const text = head.toString('latin1');
  // Of a header, no more than a few letters are there.
  const stranger = strangers.find(([beginning]) => text.startsWith(beginning.slice(0, 4)));
  if (stranger !== undefined) return { found: stranger[1], expected, fix: stranger[2] };
  const [first, second, type = 0, axes] = head;
  const values = types.get(type);
  if (first === 0 && second === 0 && values !== undefined) {
    if (type === 0x08) return wrongAxes(axes ?? 0, rank, expected);
    const found = `its values are ${values} (type ${hex(type)})`;
    return { found, expected: `unsigned bytes (type 08): others are not read`, fix: remedyOf(rank) };
  }
  const found = `it begins with ${[...head.subarray(0, 4)].map(hex).join(' ')}`;
  return { found, expected, fix: replaceFile };
}

const remedyOf = (rank: number): string =>
  rank === 3
    ? 'write the pixels as unsigned bytes, 0 to 255 (`Rescaling(1/255)` in `prepare` makes fractions of them)'
    : 'write the labels as unsigned bytes, from 0 on';

function wrongAxes(axes: number, rank: number, expected: string): IdxProblem {
  const found = `it has ${axes} ${axes === 1 ? 'axis' : 'axes'}, not ${rank}`;
  if (axes === 4 - rank) return { found, expected, fix: 'the images and labels are exchanged: rename them' };
  const fix =
    rank === 3
      ? 'write the images as number × height × width; for colours, put pictures into a folder a class'
      : 'write a label for each image, and nothing else';
  return { found, expected, fix };
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
