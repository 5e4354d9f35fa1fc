import { extname } from 'node:path';

/** Formats of pictures that are read, by the endings of their files in lower case. */
const endings: ReadonlyMap<string, string> = new Map([
  ['.jpg', 'JPEG'],
  ['.jpeg', 'JPEG'],
  ['.jpe', 'JPEG'],
  ['.jfif', 'JPEG'],
  ['.png', 'PNG'],
  ['.gif', 'GIF'],
  ['.webp', 'WebP'],
  ['.bmp', 'BMP'],
  ['.dib', 'BMP'],
  ['.tif', 'TIFF'],
  ['.tiff', 'TIFF'],
]);

/** Whether a file is a picture by its name; which format it is in, its first bytes say. */
export const isPictureName = (name: string): boolean => endings.has(extname(name).toLowerCase());

const inWords = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** `JPEG, PNG, … or TIFF`. */
export const formatsInWords = inWords([...new Set(endings.values())]);

/** `.jpg, .jpeg, … or .tiff`. */
export const endingsInWords = inWords([...endings.keys()]);
