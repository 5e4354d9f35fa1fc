import { join } from 'node:path';
import type { DataSource, Example, Unreadable } from '../source.ts';
import { ByteCache } from '../byte-cache.ts';
import { decodeImage } from './decode.ts';
import { scanFolder, type FolderPlace } from './scan.ts';

/** A folder a class; images are decoded to `channels` channels when they are first wanted. */
export async function openFolder(place: FolderPlace, channels: number): Promise<DataSource> {
  const { classNames, files, fingerprint } = await scanFolder(place);
  const cache = new ByteCache();
  const fileOf = (index: number): string => files[index]?.name ?? '';
  const labelOf = (index: number): number => files[index]?.label ?? 0;

  const decode = async (index: number): Promise<Example | Unreadable> => {
    const image = await decodeImage(join(place.directory, fileOf(index)), channels);
    if (typeof image === 'string') return { unreadable: image, file: fileOf(index) };
    const example = { image, label: labelOf(index) };
    cache.offer(index, example);
    return example;
  };
  return {
    count: files.length,
    testCount: 0,
    imageShape: [null, null, channels],
    bringsBox: false,
    classNames,
    fingerprint,
    labelOf,
    fileOf,
    read: (index) => cache.get(index) ?? decode(index),
  };
}
