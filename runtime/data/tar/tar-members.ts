import { FileError } from '../../files/file-error.ts';
import type { OpenFile } from '../../files/read-file.ts';
import { blockBytes, isEmptyBlock, padded, readHeader, readPax, type TarHeader } from './tar-header.ts';
import { FileWindow } from './file-window.ts';

/** A file in an archive. */
export interface TarMember {
  readonly name: string;
  /** Of its first byte in the archive. */
  readonly position: number;
  readonly size: number;
  /** Up to so many of its first bytes. */
  head(length: number): Promise<Buffer>;
}

/** Longer names, and what pax says, are not read. */
const longestName = 2 ** 16;

const broken = (found: string, position: number): FileError =>
  new FileError('CUT_SHORT', `${found} (at byte ${position})`, 'write the archive again');

/** The files of an archive in their order, by its headers alone: contents are passed over. Throws a FileError. */
export async function* tarMembers(file: OpenFile): AsyncGenerator<TarMember | { readonly other: string }> {
  const window = new FileWindow(file);
  let said: { name?: string; size?: number } = {};
  for (let at = 0; at < file.size;) {
    if (at + blockBytes > file.size) {
      const beginning = at === 0 ? notTar(await window.read(0, file.size)) : undefined;
      throw broken(beginning ?? 'it is cut short: a header is not whole', at);
    }
    const block = await window.read(at, blockBytes);
    if (isEmptyBlock(block)) return;
    const header = readHeader(block);
    if (typeof header === 'string') throw broken(at === 0 ? notTar(block) : header, at);
    const position = at + blockBytes;
    const size = said.size !== undefined && header.type !== 'x' ? said.size : header.size;
    if (position + size > file.size)
      throw broken(`it is cut short: \`${header.name}\` of ${size} bytes is not whole`, at);
    at = position + padded(size);
    if (isAbout(header)) {
      if (size > longestName) throw broken('a name is longer than 65,536 bytes', position);
      said = { ...said, ...saidBy(header, await window.read(position, size)) };
      continue;
    }
    const name = said.name ?? header.name;
    said = {};
    if (header.type === '0' || header.type === '7')
      yield { name, position, size, head: (length) => window.read(position, Math.min(length, size)) };
    else if (header.type !== '5' && header.type !== 'g') yield { other: name };
  }
}

/** Whether a member says something of the one behind it. */
const isAbout = ({ type }: TarHeader): boolean => type === 'x' || type === 'L';

function saidBy({ type }: TarHeader, bytes: Buffer): { name?: string; size?: number } {
  if (type === 'L') return { name: bytes.toString('utf8').replace(/\0.*$/s, '') };
  const pax = readPax(bytes);
  const [name, size] = [pax.get('path'), pax.get('size')];
  return {
    ...(name !== undefined && { name }),
    ...(size !== undefined && /^\d{1,15}$/.test(size) && { size: Number(size) }),
  };
}

function notTar(block: Buffer): string {
  if (block[0] === 0x1f && block[1] === 0x8b)
    return 'it is gzipped, and pictures in it cannot be read where they lie: unpack it (`gunzip`)';
  if (block.toString('latin1', 0, 4) === 'PK\x03\x04') return 'it is a ZIP file, not a tar file';
  return 'it is no tar file: its first header is damaged';
}
