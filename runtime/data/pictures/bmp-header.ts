/** Whether a file is a Windows bitmap by its first bytes. */
export const isBmp = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 2) === 'BM';

/** Bytes of the file's own header, and of the shortest header of a bitmap. */
export const fileHeader = 14;
export const coreHeader = 12;

/** Height and width as the header says; below zero, a height means that rows go downwards. */
export function sizeOfBmp(bytes: Buffer): { readonly height: number; readonly width: number } | undefined {
  if (bytes.length < fileHeader + coreHeader) return undefined;
  const isCore = bytes.readUInt32LE(fileHeader) === coreHeader;
  const at = fileHeader + 4;
  const [width, height] = isCore
    ? [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)]
    : [bytes.readInt32LE(at), Math.abs(bytes.readInt32LE(at + 4))];
  return width > 0 && height > 0 ? { height, width } : undefined;
}
