import { isMainThread } from 'node:worker_threads';
import sharp from 'sharp';
import { readFile } from '../../files/read-file.ts';
import { reasonOf } from '../../files/reason-of.ts';
import type { Picture } from '../source.ts';

// Only these four decoders may run, whatever a file's name says. That holds for the whole process, and another
// thread may be decoding by the time that a worker begins: the main thread sees to it before there is any.
if (isMainThread) {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif'],
  });
  sharp.cache(false);
}

const maximumPixels = 2 ** 26;
const maximumFileBytes = 2 ** 28;

/**
 * Decodes a JPEG, PNG, WebP or GIF image (its first frame) to bytes of `channels` channels; transparency is
 * dropped unless there are four. Gives a text saying why where it cannot be read.
 */
export async function decodeImage(path: string, channels: number): Promise<Picture | string> {
  const bytes = await readBounded(path);
  if (typeof bytes === 'string') return bytes;
  try {
    const image = sharp(bytes, { limitInputPixels: maximumPixels, failOn: 'error', pages: 1 });
    const shaped = shapeChannels(image, channels);
    const { data, info } = await shaped.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    if (info.channels !== channels) return `it has ${info.channels} channels where ${channels} are wanted`;
    return { height: info.height, width: info.width, channels, data };
  } catch (error) {
    return explain(error instanceof Error ? error.message : String(error));
  }
}

function shapeChannels(image: sharp.Sharp, channels: number): sharp.Sharp {
  if (channels === 1) return image.removeAlpha().toColourspace('b-w');
  const colour = image.toColourspace('srgb');
  return channels === 4 ? colour.ensureAlpha() : colour.removeAlpha();
}

async function readBounded(path: string): Promise<Buffer | string> {
  try {
    const bytes = await readFile(path, maximumFileBytes);
    return bytes.length === 0 ? 'it is empty' : bytes;
  } catch (error) {
    return reasonOf(error);
  }
}

/** The decoder's own words, where they say what a person can use. */
function explain(message: string): string {
  if (message.includes('unsupported image format')) return 'it is no JPEG, PNG, WebP or GIF image';
  if (message.includes('exceeds pixel limit')) return `it has more than ${maximumPixels} pixels`;
  const [line = message] = message.split('\n');
  return /unknown error/i.test(line) ? 'it is damaged or cut short' : `it is damaged (${line.trim()})`;
}
