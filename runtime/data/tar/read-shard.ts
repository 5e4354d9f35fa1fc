import { basename } from 'node:path';
import { FileError } from '../../files/file-error.ts';
import type { OpenFile } from '../../files/read-file.ts';
import type { LeftOut } from '../listing/left-out.ts';
import { isPictureName } from '../pictures/formats.ts';
import { maximumFileBytes, maximumPixels } from '../pictures/limits.ts';
import { bytesToDecode } from '../pictures/measure.ts';
import { pictureSize } from '../pictures/picture-size.ts';
import { tarMembers, type TarMember } from './tar-members.ts';

/** What is looked for in a shard. */
export interface ShardWanted {
  readonly channels: number;
  /** Whether a sample has to have a class, in the member of this ending, and where a `.json` has it. */
  readonly hasClass: boolean;
  readonly label: string;
  readonly key: string;
}

/** A picture of a shard, and how its class is written. */
export interface ShardPicture {
  readonly name: string;
  readonly position: number;
  readonly size: number;
  readonly written: string;
  readonly pixels: number;
  readonly bytes: number;
}

/** Members of one name but for their endings. */
interface Group {
  readonly key: string;
  readonly pictures: TarMember[];
  readonly measured: { pixels: number; bytes: number };
  written: string | undefined;
}

/** Enough of a picture for the header of most; a class has no more bytes. */
const headBytes = 2 ** 14;
const mostLabelBytes = 2 ** 16;

/** Gives the pictures of a shard; with `most`, no more than so many. Throws a FileError. */
export async function readShard(
  file: OpenFile,
  wanted: ShardWanted,
  leftOut: LeftOut,
  take: (picture: ShardPicture) => void,
  most = Infinity,
): Promise<boolean> {
  const seen = new Set<string>();
  let group: Group | undefined;
  let taken = 0;
  const end = (done: Group | undefined): void => {
    const picture = done && finished(done, wanted, leftOut);
    if (picture === undefined) return;
    take(picture);
    taken++;
  };
  for await (const member of tarMembers(file)) {
    if ('other' in member) {
      leftOut.add(member.other, 'is a link or a device');
      continue;
    }
    const [key, ending] = split(member.name);
    if (basename(key) === '') continue;
    if (key !== group?.key) {
      end(group);
      if (taken >= most) return false;
      if (seen.has(key)) throw unsorted(key, member.name);
      seen.add(key);
      group = { key, pictures: [], measured: { pixels: 0, bytes: 0 }, written: undefined };
    }
    await addTo(group, member, ending, wanted);
  }
  end(group);
  return true;
}

/** Up to the first point of the last part of a path; and what follows it. */
function split(name: string): readonly [key: string, ending: string] {
  const start = name.lastIndexOf('/') + 1;
  const point = name.indexOf('.', start);
  return point < 0 ? [name, ''] : [name.slice(0, point), name.slice(point + 1).toLowerCase()];
}

const unsorted = (key: string, name: string): FileError =>
  new FileError(
    'CUT_SHORT',
    `the members of \`${key}\` do not lie together: \`${name}\` comes after another sample`,
    'write it with its members sorted: `tar --sort=name -cf …`',
  );

async function addTo(group: Group, member: TarMember, ending: string, wanted: ShardWanted): Promise<void> {
  if (isPictureName(`x.${ending}`)) {
    group.pictures.push(member);
    if (group.pictures.length > 1) return;
    const size = await pictureSize(await member.head(headBytes));
    if (size === undefined || size.height * size.width > maximumPixels) return;
    group.measured.pixels = size.height * size.width;
    group.measured.bytes = bytesToDecode(size, wanted.channels);
    return;
  }
  const isLabel = ending === wanted.label || (wanted.label === 'cls' && ending === 'json');
  if (!wanted.hasClass || !isLabel || member.size > mostLabelBytes) return;
  if (ending === 'json' && group.written !== undefined) return;
  const text = (await member.head(mostLabelBytes)).toString('utf8');
  group.written = ending === 'json' ? ofJson(text, wanted.key) : text.trim();
}

/** A number or a text under a key; undefined where there is none. */
function ofJson(text: string, key: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const found: unknown = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
    return typeof found === 'number' || typeof found === 'string' ? String(found) : undefined;
  } catch {
    return undefined;
  }
}

function finished(
  { key, pictures, written, measured }: Group,
  { hasClass, label, key: jsonKey }: ShardWanted,
  leftOut: LeftOut,
): ShardPicture | undefined {
  const [picture, second] = pictures;
  const reason =
    picture === undefined
      ? 'has no picture'
      : second !== undefined
        ? `has two pictures, \`${basename(picture.name)}\` and \`${basename(second.name)}\``
        : picture.size > maximumFileBytes
          ? 'is larger than pictures are read'
          : hasClass && (written === undefined || written === '')
            ? `has no class in \`.${label}\`${label === 'cls' ? ` nor in \`.json\` under \`${jsonKey}\`` : ''}`
            : undefined;
  if (picture === undefined || reason !== undefined) {
    leftOut.add(key, reason ?? '');
    return undefined;
  }
  const { name, position, size } = picture;
  return { name, position, size, written: written ?? '', ...measured };
}
