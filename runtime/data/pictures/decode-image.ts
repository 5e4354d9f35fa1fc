import { isMainThread } from 'node:worker_threads';
import sharp from 'sharp';
import { readFile } from '../../files/read-file.ts';
import { reasonOf } from '../../files/reason-of.ts';
import type { Picture } from '../source.ts';
import { coloursOfInks, withChannels, type Pixels } from './channels.ts';
import { allowDecoders } from './allow-decoders.ts';
import { isBmp } from './bmp-header.ts';
import { decodeBmp } from './decode-bmp.ts';
import { decodeSmallPng } from './decode-small-png.ts';
import { formatsInWords } from './formats.ts';
import { hasAdobeMarker } from './has-adobe-marker.ts';
import { maximumFileBytes, maximumPixels, tooManyPixels } from './limits.ts';

// Another thread may be decoding by the time that a worker begins: the main thread sees to it before there is any.
if (isMainThread) allowDecoders();

/**
 * Decodes a picture (of several its first) to bytes of `channels` channels, as Keras does: colour profiles and
 * orientation are not applied, inks become colours without a profile, and transparency is dropped unless there are four
 * channels. Gives a text saying why where it cannot be read.
 */
export async function decodeImage(path: string, channels: number): Promise<Picture | string> {
  const bytes = await readFile(path, maximumFileBytes).catch((error: unknown) => reasonOf(error));
  return typeof bytes === 'string' ? bytes : decodeBytes(bytes, channels);
}

/** What the decoder reads of a picture's headers; rejects where it reads none. */
export const metadataOf = (bytes: Buffer): Promise<sharp.Metadata> =>
  sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata();

/** Decodes a picture's file. */
export async function decodeBytes(bytes: Buffer, channels: number): Promise<Picture | string> {
  if (bytes.length === 0) return 'it is empty';
  const pixels = isBmp(bytes)
    ? decodeBmp(bytes)
    : (decodeSmallPng(bytes) ?? (await decodeWithSharp(bytes, channels).catch(explain)));
  return typeof pixels === 'string' ? pixels : withChannels(pixels, channels, isJpeg(bytes));
}

const isJpeg = (bytes: Buffer): boolean => bytes.readUIntBE(0, Math.min(3, bytes.length)) === 0xffd8ff;

async function decodeWithSharp(bytes: Buffer, channels: number): Promise<Pixels | string> {
  const image = sharp(bytes, {
    limitInputPixels: maximumPixels,
    failOn: 'error',
    pages: 1,
    ignoreIcc: true,
  });
  const { format, space, depth } = await image.metadata();
  if (depth !== 'uchar' && depth !== 'ushort')
    return `its pixels are of type ${depth}, not whole numbers of 8 or 16 bits`;
  if (space === 'cmyk') {
    const inks = await pixelsOf(image.pipelineColourspace('cmyk').toColourspace('cmyk'));
    // What Adobe's software wrote has been inverted by the decoder; Keras takes all others as inverted, too.
    return coloursOfInks(inks, format === 'jpeg' && !hasAdobeMarker(bytes));
  }
  const colours = image.toColourspace('srgb');
  return pixelsOf(channels === 4 ? colours : colours.removeAlpha());
}

async function pixelsOf(image: sharp.Sharp): Promise<Pixels> {
  const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { height: info.height, width: info.width, channels: info.channels, data };
}

/** The decoder's own words, where they say what a person can use. */
function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('unsupported image format')) return `it is no ${formatsInWords} picture`;
  if (message.includes('exceeds pixel limit')) return tooManyPixels;
  const [line = message] = message.split('\n');
  return /unknown error/i.test(line) ? 'it is damaged or cut short' : `it is damaged (${line.trim()})`;
}
