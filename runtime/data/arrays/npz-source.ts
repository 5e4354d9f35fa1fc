import { createHash } from 'node:crypto';
import type { SourceOf } from '../../../compiler/catalogue/sources/registry.ts';
import { FileError } from '../../files/file-error.ts';
import { openFile, readBytes, type OpenFile } from '../../files/read-file.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { DataRoot, type DataPlace } from '../data-root.ts';
import { checkPicture } from '../idx/idx-source.ts';
import { formatCount, type Look } from '../look/look.ts';
import type { Recipe } from '../recipe.ts';
import type { DataSource } from '../source.ts';
import { labelBytes, readLabels } from './array-labels.ts';
import { inflatePart } from './inflate-part.ts';
import { longestHeader, type NpyHeader, readNpyHeader } from './npy-header.ts';
import { zipMembers, type ZipMember } from './zip-members.ts';

/** An array of an archive. */
interface StoredArray extends NpyHeader {
  readonly name: string;
  readonly member: ZipMember;
}

/** Pictures and their classes. */
interface ArraySet {
  readonly images: StoredArray;
  readonly labels: StoredArray;
  readonly count: number;
  readonly size: readonly [height: number, width: number, channels: number];
}

/** What an archive has: its sets, the values of which have not been read. */
interface Archive {
  readonly path: string;
  readonly training: ArraySet;
  readonly test: ArraySet | undefined;
}

/**
 * An archive of NumPy's. Arrays that are not packed are read where they lie, others are held as a whole. Throws a RunError that names the
 * array at fault.
 */
export async function openNpz(place: DataPlace, source: SourceOf<'npz'>): Promise<DataSource> {
  return opened(place, source, async (file, path) => {
    const { training, test } = await archiveIn(file, path, place, source);
    const sets = test === undefined ? [training] : [training, test];
    const hash = createHash('sha256').update(`${file.size}\0${(await file.handle.stat()).mtimeMs}`);
    let { bytes: left } = place.room;
    const loaded: {
      readonly set: ArraySet;
      readonly labels: Float64Array;
      readonly recipe: (index: number) => Recipe;
    }[] = [];
    for (const set of sets) {
      const labels = await labelsOf(file, set, place, source);
      hash.update(labels);
      left -= set.images.member.isDeflated ? set.images.member.size : 0;
      if (left < 0) throw tooLarge(place, set.images);
      loaded.push({ set, labels, recipe: await recipesOf(file, path, set) });
    }
    const at = (index: number) => {
      const isTest = index >= training.count;
      const { labels, recipe } = loaded[isTest ? 1 : 0] ?? { labels: [], recipe: undefined };
      const within = isTest ? index - training.count : index;
      return { label: labels[within] ?? 0, within, recipe };
    };
    return {
      count: training.count,
      testCount: test?.count ?? 0,
      imageShape: training.size,
      held: place.room.bytes - left,
      bringsBox: false,
      fingerprint: hash.digest('hex').slice(0, 32),
      labelOf: (index) => at(index).label,
      fileOf: () => undefined,
      entry(index) {
        const { label, within, recipe } = at(index);
        if (recipe === undefined) throw new RangeError(`there is no example ${index}`);
        return { recipe: recipe(within), label };
      },
    };
  });
}

/** A number that is larger is no count of classes. */
const mostClasses = 2 ** 20;

/** More labels are not looked at. */
const mostLooked = 2 ** 20;

/** Looks at the headers of an archive, and at classes where they are few. Throws a RunError as opening does. */
export const lookAtNpz = (place: DataPlace, source: SourceOf<'npz'>): Promise<Look> =>
  opened(place, source, async (file, path) => {
    const { training, test } = await archiveIn(file, path, place, source);
    if (training.labels.member.size <= mostLooked) await labelsOf(file, training, place, source);
    return {
      count: training.count,
      testCount: test?.count ?? 0,
      imageShape: training.size,
      bringsBox: false,
      pictures: [],
      at: `the headers of ${formatCount(training.count + (test?.count ?? 0))} pictures`,
    };
  });

/** Does something with the file; what is wrong with it is told of it. */
async function opened<T>(
  place: DataPlace,
  { file: name }: SourceOf<'npz'>,
  act: (file: OpenFile, path: string) => Promise<T>,
): Promise<T> {
  const root = await DataRoot.open(place);
  const path = await root.follow(name);
  const { span, directory } = place;
  if (path === undefined) {
    const remedy = 'put the file there, or correct the name that `npz` gives';
    throw new RunError(
      runtimeMessages.fileMissing(span, name, directory, 'the file that `npz` names', remedy),
    );
  }
  let file: OpenFile | undefined;
  try {
    file = await openFile(path, Number.MAX_SAFE_INTEGER);
    return await act(file, path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const expected = 'an archive of arrays, as `numpy.savez` writes it';
    throw new RunError(runtimeMessages.fileBroken(span, name, error.message, expected, error.fix));
  } finally {
    await file?.handle.close();
  }
}

async function archiveIn(
  file: OpenFile,
  path: string,
  place: DataPlace,
  source: SourceOf<'npz'>,
): Promise<Archive> {
  const members = await zipMembers(file);
  const has = (name: string): boolean => members.some((member) => member.name === `${name}.npy`);
  const set = async (image: string, label: string): Promise<ArraySet> =>
    setOf(await arrayIn(file, members, image), await arrayIn(file, members, label));
  const training = await set(source.image, source.label);
  const test = has(source.testImage) ? await set(source.testImage, source.testLabel) : undefined;
  const [height, width] = training.size;
  checkPicture(place, height, width);
  if (test !== undefined && test.size.join() !== training.size.join())
    throw wrong(test.images, `its pictures are ${test.size.join(' × ')}`, 'make both sets of one size');
  return { path, training, test };
}

const wrong = ({ name }: Pick<StoredArray, 'name'>, found: string, fix: string): FileError =>
  new FileError('UNFIT', `\`${name}\`: ${found}`, fix);

async function arrayIn(file: OpenFile, members: readonly ZipMember[], name: string): Promise<StoredArray> {
  const member = members.find((each) => each.name === `${name}.npy`);
  if (member === undefined) {
    const there = members.slice(0, 12).map((each) => `\`${each.name.replace(/\.npy$/, '').slice(0, 40)}\``);
    throw new FileError(
      'UNFIT',
      `it has no array \`${name}\`, only ${there.join(', ') || 'none at all'}`,
      'say which arrays are what: `npz("…", image="…", label="…")`',
    );
  }
  const length = Math.min(longestHeader, member.size);
  const bytes = member.isDeflated
    ? Buffer.from(await inflatePart(file, member, length))
    : await readBytes(file, member.position, length);
  const header = readNpyHeader(bytes);
  if (typeof header === 'string')
    throw wrong({ name }, header, 'save numbers with `numpy.savez`: no objects');
  if (header.type.startsWith('>'))
    throw wrong(
      { name },
      'its bytes are in big-endian order',
      `save it \`.astype("<${header.type.slice(1)}")\``,
    );
  if (header.type.includes('O'))
    throw wrong(
      { name },
      'it holds Python objects, which are never read',
      'save numbers: `.astype("uint8")`',
    );
  return { ...header, name, member };
}

/** Bytes of a value of pictures. */
const pixelBytes: Readonly<Record<string, number>> = { '|u1': 1, '<f4': 4 };

function setOf(images: StoredArray, labels: StoredArray): ArraySet {
  const [count = 0, height = 0, width = 0, channels = 1, ...more] = images.shape;
  if (images.shape.length < 3 || more.length > 0)
    throw wrong(
      images,
      `it is [${images.shape.join(', ')}]`,
      'make it [n, height, width] or [n, height, width, channels]',
    );
  if (images.isFortran)
    throw wrong(images, 'it is in Fortran order', 'save `numpy.ascontiguousarray(…)` of it');
  if (channels > 4 && height <= 4)
    throw wrong(
      images,
      'its channels come before height and width',
      'save `numpy.moveaxis(x, 1, -1)` of it, made contiguous',
    );
  if (channels > 4)
    throw wrong(images, `its pictures have ${channels} channels`, 'pictures have one to four');
  if (count === 0 || height === 0 || width === 0 || channels === 0)
    throw wrong(images, 'it is empty', 'save pictures');
  const bytes = Object.hasOwn(pixelBytes, images.type) ? pixelBytes[images.type] : undefined;
  if (bytes === undefined)
    throw wrong(
      images,
      `its values are \`${images.type}\``,
      'save it `.astype("uint8")`, or `.astype("float32")`',
    );
  checkLength(images, bytes);
  const size = labelBytes(labels.type);
  if (size === undefined)
    throw wrong(labels, `its values are \`${labels.type}\``, 'save numbers of classes: `.astype("uint8")`');
  const [labelled = 0, ...ones] = labels.shape;
  if (labels.shape.length === 0 || ones.some((each) => each !== 1))
    throw wrong(
      labels,
      `it is [${labels.shape.join(', ')}]`,
      'save a number for each picture: of one-hot rows `.argmax(-1)`',
    );
  checkLength(labels, size);
  if (labelled !== count)
    throw wrong(
      labels,
      `it has ${labelled} classes for ${count} pictures of \`${images.name}\``,
      'save a class for each',
    );
  return { images, labels, count, size: [height, width, channels] };
}

function checkLength(array: StoredArray, bytes: number): void {
  const expected = array.start + array.shape.reduce((all, each) => all * each, bytes);
  if (array.member.size === expected) return;
  const found = `it has ${array.member.size} bytes, and its header says ${expected}`;
  throw wrong(array, found, 'write the file again');
}

async function labelsOf(
  file: OpenFile,
  { labels }: ArraySet,
  { room, classes, span }: DataPlace,
  { file: name }: SourceOf<'npz'>,
): Promise<Float64Array> {
  const { member, start } = labels;
  if (member.size * 8 > room.bytes)
    throw new RunError(
      runtimeMessages.dataTooLarge(span, `what \`${labels.name}\` holds`, member.size * 8, room),
    );
  const bytes = member.isDeflated
    ? Buffer.from((await inflatePart(file, member)).subarray(start))
    : await readBytes(file, member.position + start, member.size - start);
  const numbers = readLabels(labels.type, bytes);
  const outside = classes === undefined ? -1 : numbers.findIndex((label) => label < 0 || label >= classes);
  if (outside < 0) return numbers;
  const most = numbers.reduce((all, label) => Math.max(all, label), 0);
  const isCountable = most < mostClasses && numbers.every((label) => label >= 0);
  throw new RunError(
    runtimeMessages.fileBroken(
      span,
      name,
      `\`${labels.name}\`: picture ${outside} is of class ${numbers[outside] ?? 0}, and the field has ${classes ?? 0}`,
      `classes 0 to ${(classes ?? 1) - 1}`,
      isCountable
        ? `declare \`class[${most + 1}]\`, or correct the file`
        : 'save classes that are counted from 0',
    ),
  );
}

const tooLarge = ({ span, room }: DataPlace, { name, member }: StoredArray): RunError =>
  new RunError(
    runtimeMessages.dataTooLarge(
      span,
      `what \`${name}\` holds`,
      member.size,
      room,
      'save it with `numpy.savez`, which does not pack: arrays are then read where they lie',
    ),
  );

/** How the pictures of a set are come by. */
async function recipesOf(
  file: OpenFile,
  path: string,
  { images, size: [height, width, channels] }: ArraySet,
): Promise<(index: number) => Recipe> {
  const { member, start, type } = images;
  const values = height * width * channels;
  const isFloat = type === '<f4';
  const bytes = values * (isFloat ? 4 : 1);
  const common = { height, width, channels };
  if (!member.isDeflated) {
    const first = member.position + start;
    return (index) => ({
      kind: 'record',
      record: {
        path,
        position: first + index * bytes,
        ...common,
        layout: 'pixels',
        ...(isFloat && { isFloat }),
      },
    });
  }
  const whole = await inflatePart(file, member);
  return (index) => {
    const part = whole.subarray(start + index * bytes, start + (index + 1) * bytes);
    const data = isFloat ? new Float32Array(Uint8Array.from(part).buffer) : part;
    return { kind: 'pixels', image: { ...common, data } };
  };
}
