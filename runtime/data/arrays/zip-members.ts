import { FileError } from '../../files/file-error.ts';
import { readBytes, type OpenFile } from '../../files/read-file.ts';

/** A member of a ZIP file. */
export interface ZipMember {
  readonly name: string;
  /** Where its bytes begin, and how many lie there. */
  readonly position: number;
  readonly packed: number;
  /** Bytes that they come to. */
  readonly size: number;
  readonly isDeflated: boolean;
}

const broken = (found: string): FileError => new FileError('CUT_SHORT', found, 'write the file again');

/** The longest comment that a ZIP file ends in, with what is before it. */
const longestEnd = 2 ** 16 + 22;
const mostMembers = 10_000;
const largestDirectory = 2 ** 24;
/** Stands for a size that is written elsewhere. */
const elsewhere = 0xffff_ffff;

/** The members of a ZIP file, by its directory. Throws a FileError. */
export async function zipMembers(file: OpenFile): Promise<readonly ZipMember[]> {
  const length = Math.min(longestEnd, file.size);
  const end = await readBytes(file, file.size - length, length);
  const at = end.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (at < 0 || at + 22 > end.length) throw broken('it is no ZIP file, or cut short: it has no directory');
  let [count, size, start] = [
    end.readUInt16LE(at + 10),
    end.readUInt32LE(at + 12),
    end.readUInt32LE(at + 16),
  ];
  if (start === elsewhere || count === 0xffff) {
    const locator = at - 20;
    if (locator < 0 || end.toString('latin1', locator, locator + 4) !== 'PK\x06\x07')
      throw broken('its directory is damaged');
    const record = await readBytes(file, Number(end.readBigUInt64LE(locator + 8)), 56);
    count = Number(record.readBigUInt64LE(32));
    size = Number(record.readBigUInt64LE(40));
    start = Number(record.readBigUInt64LE(48));
  }
  if (count > mostMembers) throw broken(`it has ${count} members`);
  if (size > largestDirectory || start + size > file.size) throw broken('its directory is damaged');
  const directory = await readBytes(file, start, size);
  const members: ZipMember[] = [];
  for (let position = 0; members.length < count;) {
    if (position + 46 > directory.length || directory.readUInt32LE(position) !== 0x0201_4b50)
      throw broken('its directory is damaged');
    const [names, extras, comments] = [28, 30, 32].map((each) => directory.readUInt16LE(position + each));
    const next = position + 46 + (names ?? 0) + (extras ?? 0) + (comments ?? 0);
    if (next > directory.length) throw broken('its directory is damaged');
    members.push(await memberOf(file, directory.subarray(position, next)));
    position = next;
  }
  return members;
}

async function memberOf(file: OpenFile, entry: Buffer): Promise<ZipMember> {
  const [flags, method] = [entry.readUInt16LE(8), entry.readUInt16LE(10)];
  const [names, extras] = [entry.readUInt16LE(28), entry.readUInt16LE(30)];
  const name = entry.toString('utf8', 46, 46 + names);
  if ((flags & 1) !== 0) throw broken(`\`${name}\` in it is encrypted`);
  if (method !== 0 && method !== 8) throw broken(`\`${name}\` in it is packed by method ${method}`);
  const large = largeSizes(entry.subarray(46 + names, 46 + names + extras));
  const take = (at: number): number => {
    const written = entry.readUInt32LE(at);
    return written === elsewhere ? (large.shift() ?? written) : written;
  };
  const [size, packed, local] = [take(24), take(20), take(42)];
  if (local + 30 > file.size) throw broken('its directory is damaged');
  const header = await readBytes(file, local, 30);
  const position = local + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (header.readUInt32LE(0) !== 0x0403_4b50 || position + packed > file.size)
    throw broken(`\`${name}\` in it is cut short`);
  if (method === 0 && packed !== size) throw broken(`\`${name}\` in it is damaged: its sizes differ`);
  return { name, position, packed, size, isDeflated: method === 8 };
}

/** The sizes of 64 bits that an entry has besides. */
function largeSizes(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    return Array.from({ length: Math.floor(field.length / 8) }, (_, each) =>
      Number(field.readBigUInt64LE(8 * each)),
    );
  }
  return [];
}
