import { existsSync } from 'node:fs';
import { appendFile, lstat, mkdir, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import picomatch from 'picomatch';
import type { Point } from '../../data/source.ts';
import { decodeImage } from '../../data/pictures/decode-image.ts';
import { drawPrediction, type DrawnBox } from '../../draw/draw-prediction.ts';
import { isWithin } from '../../files/is-within.ts';
import { makeDirectory } from '../../files/make-directory.ts';
import { readStart } from '../../files/read-file.ts';
import { realPlace } from '../../files/real-place.ts';
import { placeDirectory, replaceDirectory } from '../../files/replace-directory.ts';
import { removeLeftovers, restoreAside, temporaryBeside } from '../../files/temporary.ts';
import { writeFailure } from '../../files/write-failure.ts';
import { RunError } from '../../run-error.ts';
import type { HeadPrediction } from '../head-reader.ts';
import { predictMessages } from '../predict-messages.ts';
import type { PicturePrediction, Prediction } from '../predict.ts';
import { sheetBegin, sheetEnd, sheetFigure, sheetMark, type SheetFiles } from './sheet-page.ts';
import { writeMasks } from './write-masks.ts';

/** All that a sheet's folder holds. */
const [page, pictures] = ['index.html', 'pictures'];

/** So many classes stand on a picture that may be of several. */
const mostCaptioned = 4;

export interface SheetOptions {
  readonly path: string;
  /** What stands above the pictures. */
  readonly title: string;
  /** Where pictures are read: nothing is written among them. */
  readonly places: readonly string[];
  /** Whether an earlier sheet may go. */
  readonly force: boolean;
}

/**
 * A folder with the pictures that were predicted for, drawn over, and a page that shows them. It is made beside its place and put there at
 * the end, so that it is whole or not there; a folder that holds anything but an earlier sheet stays.
 */
export class SheetFolder {
  readonly #options: SheetOptions;
  readonly #place: string;
  readonly #making: string;
  #count = 0;

  private constructor(options: SheetOptions, place: string, making: string) {
    this.#options = options;
    this.#place = place;
    this.#making = making;
  }

  /** Throws a RunError where nothing may be written at the place, or nothing can. */
  static open(options: SheetOptions): Promise<SheetFolder> {
    const { path, places, force, title } = options;
    return explained(path, async () => {
      const place = await realpath(path).catch(() => resolve(path));
      await refuseAmong(path, places);
      await makeDirectory(dirname(place));
      await restoreAside(place);
      await removeLeftovers(place);
      await refuseTaken(path, place, force);
      const making = temporaryBeside(place);
      await mkdir(join(making, pictures), { recursive: true });
      await writeFile(join(making, page), sheetBegin(title), { flag: 'wx' });
      return new SheetFolder(options, place, making);
    });
  }

  add(prediction: Prediction): Promise<void> {
    return explained(this.#options.path, async () => {
      const files = 'unreadable' in prediction ? undefined : await this.#draw(prediction);
      await appendFile(join(this.#making, page), sheetFigure(prediction, files));
    });
  }

  /** Puts the folder in its place. */
  close(): Promise<void> {
    const { path, force } = this.#options;
    return explained(path, async () => {
      await appendFile(join(this.#making, page), sheetEnd);
      await refuseTaken(path, this.#place, force);
      await (force ? replaceDirectory(this.#making, this.#place) : placeDirectory(this.#making, this.#place));
    });
  }

  /** Takes away what is not in its place. */
  async discard(): Promise<void> {
    await rm(this.#making, { recursive: true, force: true }).catch(() => undefined);
  }

  /** Writes what is made of a picture; nothing where the file has gone meanwhile. */
  async #draw(prediction: PicturePrediction): Promise<SheetFiles | undefined> {
    const { file, heads } = prediction;
    const picture = await decodeImage(file, 3);
    if (typeof picture === 'string') return undefined;
    const boxes = [...heads.values()].flatMap(boxesOf);
    const points = [...heads.values()].flatMap(pointsOf);
    const masks = [...heads.values()].filter((head) => head.kind === 'mask');
    const first = [...heads.values()].flatMap((head) =>
      head.kind === 'classes'
        ? head.top.slice(0, 1)
        : head.kind === 'labels'
          ? head.labels.filter(({ probability }) => probability > 0.5).slice(0, mostCaptioned)
          : head.kind === 'objects'
            ? head.objects.slice(0, mostCaptioned)
            : [],
    );
    const caption = first
      .map(({ name, probability }) => `${name} ${(100 * probability).toFixed(1)}%`)
      .join('  ');
    const { bytes, ending } = await drawPrediction(picture, { boxes, masks, points, caption });
    const name = `${pictures}/${String(++this.#count).padStart(6, '0')}`;
    await writeFile(join(this.#making, `${name}.${ending}`), bytes, { flag: 'wx' });
    return {
      image: `${name}.${ending}`,
      masks: await writeMasks(prediction, this.#making, name),
    };
  }
}

/** What is drawn of a head; objects of a class are of one colour. */
const boxesOf = (head: HeadPrediction): readonly DrawnBox[] =>
  head.kind === 'box'
    ? [{ box: head.box }]
    : head.kind === 'objects'
      ? head.objects.map(({ box, index }) => ({ box, colour: index }))
      : [];

/** Places from the picture's corner. */
const pointsOf = (head: HeadPrediction): readonly Point[] =>
  head.kind === 'keypoints' ? head.points.map(([x, y]) => [x + 0.5, y + 0.5]) : [];

async function explained<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RunError) throw error;
    throw new RunError(predictMessages.sheetUnwritable(path, writeFailure(error)));
  }
}

/** The folder from which a pattern looks; a file's or a folder's own place where it is none. */
function readFrom(place: string): string {
  const { isGlob, base } = picomatch.scan(place, { nonegate: true });
  return isGlob && !existsSync(place) ? base || '.' : place;
}

/** Throws where the place lies in a folder whose pictures are read: they would be among them the next time. */
async function refuseAmong(path: string, places: readonly string[]): Promise<void> {
  const real = await realPlace(path);
  for (const place of places) {
    const read = await realpath(readFrom(place)).catch(() => undefined);
    const isFolder = read !== undefined && (await stat(read).catch(() => undefined))?.isDirectory() === true;
    if (isFolder && isWithin(real, read)) throw new RunError(predictMessages.sheetAmongPictures(path, place));
  }
}

/** Throws where something is in the place that may not go: only an empty folder or an earlier sheet may. */
async function refuseTaken(path: string, place: string, force: boolean): Promise<void> {
  if ((await lstat(place).catch(() => undefined)) === undefined) return;
  const isFolder = (await stat(place)).isDirectory();
  const names = isFolder ? await readdir(place) : [];
  if (isFolder && names.length === 0) return;
  const beginning = await readStart(join(place, page), sheetMark.length).catch(() => Buffer.of());
  const isSheet =
    beginning.toString() === sheetMark && names.every((name) => name === page || name === pictures);
  if (!isSheet || isWithin(process.cwd(), place)) throw new RunError(predictMessages.sheetTaken(path));
  if (!force) throw new RunError(predictMessages.sheetThere(path));
}
