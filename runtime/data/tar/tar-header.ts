/** What a block of 512 bytes says of the member behind it. */
export interface TarHeader {
  readonly name: string;
  /** Bytes of its content. */
  readonly size: number;
  /** One letter: `0` a file, `5` a directory, `x` and `g` what pax says of others, `L` a long name of GNU's. */
  readonly type: string;
}

export const blockBytes = 512;

/** Bytes that a content takes: whole blocks. */
export const padded = (size: number): number => Math.ceil(size / blockBytes) * blockBytes;

/** Whether a block is empty, as those that end an archive. */
export const isEmptyBlock = (block: Uint8Array): boolean => block.every((byte) => byte === 0);

/** Reads a header; a text says what is wrong with it. */
export function readHeader(block: Buffer): TarHeader | string {
  if (!isSum(block)) return 'a header is damaged: its sum is wrong';
  const size = numberAt(block, 124, 12);
  if (size === undefined || size > Number.MAX_SAFE_INTEGER / 2) return 'a header has no size';
  const name = textAt(block, 0, 100);
  const isUstar = block.toString('latin1', 257, 262) === 'ustar' && block[262] === 0;
  const prefix = isUstar ? textAt(block, 345, 155) : '';
  const type = String.fromCharCode(block[156] ?? 0);
  return { name: prefix === '' ? name : `${prefix}/${name}`, size, type: type === '\0' ? '0' : type };
}

/** The records of pax: `27 path=…`; what is none ends them. */
export function readPax(bytes: Buffer): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const blank = bytes.indexOf(0x20, at);
    const digits = blank < 0 || blank - at > 9 ? '' : bytes.toString('latin1', at, blank);
    const length = /^\d+$/.test(digits) ? Number(digits) : 0;
    if (length <= blank - at + 1 || at + length > bytes.length) break;
    const record = bytes.toString('utf8', blank + 1, at + length - 1);
    const equals = record.indexOf('=');
    if (equals > 0) found.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return found;
}

/** The sum of all bytes, those of the sum itself as blanks. */
function isSum(block: Buffer): boolean {
  const written = numberAt(block, 148, 8);
  let sum = 0;
  for (let at = 0; at < blockBytes; at++) sum += at >= 148 && at < 156 ? 0x20 : (block[at] ?? 0);
  return written === sum;
}

/** Octal digits, or as GNU has large numbers the bytes themselves. */
function numberAt(block: Buffer, at: number, length: number): number | undefined {
  if (((block[at] ?? 0) & 0x80) !== 0) {
    let value = (block[at] ?? 0) & 0x7f;
    for (let next = at + 1; next < at + length; next++) value = value * 256 + (block[next] ?? 0);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  const text = textAt(block, at, length).trim();
  if (text === '') return 0;
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

function textAt(block: Buffer, at: number, length: number): string {
  const end = block.indexOf(0, at);
  return block.toString('utf8', at, end < 0 || end > at + length ? at + length : end);
}
