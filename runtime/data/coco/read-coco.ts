import { createHash } from 'node:crypto';
import { FileError } from '../../files/file-error.ts';
import { decodeText, readFile } from '../../files/read-file.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { Annotated, AnnotatedPicture } from '../annotated/annotated.ts';
import { boxWithin } from '../annotated/box-within.ts';
import { Faults } from '../annotated/faults.ts';
import { DataRoot } from '../data-root.ts';
import { LeftOut } from '../listing/left-out.ts';
import { pathName } from '../listing/path-name.ts';
import type { TablePlace } from '../tables/read-table.ts';
import { LargestPoints, readKeypoints } from './keypoints.ts';
import { asCoco, type CocoAnnotation, type CocoFile } from './coco-file.ts';
import { jsonFault } from './json-fault.ts';
import { lineTeller, membersOf } from './json-places.ts';

/** COCO's own file of 118,000 pictures has 449 MB; longer texts Node does not hold. */
const maximumBytes = 2 ** 29 - 64;

/** So far over the edge, in pixels, is rounding. */
const slack = 1;

const expected = 'JSON in COCO’s format: `images`, `annotations` and `categories`, of at most 512 MiB';

/** What is wanted of a file. */
export interface CocoWanted {
  /** Where the names of files begin. */
  readonly pictures: string;
  /** Whether points are. */
  readonly points: boolean;
}

/** Reads annotations in COCO's format. Throws a RunError that says where it is at fault. */
export async function readCoco(place: TablePlace, { pictures, points }: CocoWanted): Promise<Annotated> {
  const { text, file } = await readText(place);
  const classOf = classesIn(file, place, text);
  const files = new Map<
    number | string,
    { readonly picture: AnnotatedPicture; readonly numbers: number[]; readonly pointed: LargestPoints }
  >();
  file.images.forEach(({ id, file_name: name, height, width }, index) => {
    if (files.has(id)) throw at(place, text, ['images', index], `the id ${id} is there already`);
    const path = pictures === '.' ? name : `${pictures}/${name}`;
    const picture = { name: pathName(path), path, objects: new Float32Array(), stated: { height, width } };
    files.set(id, { picture, numbers: [], pointed: new LargestPoints() });
  });
  const found: [index: number, problem: string][] = [];
  (file.annotations ?? []).forEach((annotation, index) => {
    const { image_id: image, category_id: category } = annotation;
    const of = files.get(image);
    const label = classOf.get(category);
    if (of === undefined) throw at(place, text, ['annotations', index], `there is no image ${image}`);
    if (label === undefined)
      throw at(place, text, ['annotations', index], `there is no category ${category}`);
    const { box, fault } = boxOf(annotation, of.picture);
    if (fault !== undefined) found.push([index, `${of.picture.name}: ${fault}`]);
    if (box !== undefined) of.numbers.push(...box, label);
    if (box === undefined || !points || annotation.keypoints === undefined) return;
    const { marked, faults } = readKeypoints(
      annotation.keypoints,
      of.picture.stated ?? { height: 1, width: 1 },
    );
    for (const problem of faults) found.push([index, `${of.picture.name}: ${problem}`]);
    of.pointed.offer(marked, box);
  });
  return {
    pictures: Array.from(files.values(), ({ picture, numbers, pointed: { marked } }) => ({
      ...picture,
      objects: Float32Array.from(numbers),
      ...(marked && { marked }),
    })),
    ...(points && { pointedTwice: [...files.values()].filter(({ pointed }) => pointed.count > 1).length }),
    classNames: namesOf(file),
    faults: placed(found, place.file, text),
    leftOut: new LeftOut(),
    fingerprint: createHash('sha256').update(text).digest('hex').slice(0, 16),
  };
}

const isCrowd = ({ iscrowd = 0 }: CocoAnnotation): boolean => iscrowd !== 0 && iscrowd !== false;

/** Crowds are no objects, and no mistakes. */
function boxOf(annotation: CocoAnnotation, { stated }: AnnotatedPicture): ReturnType<typeof boxWithin> {
  if (isCrowd(annotation)) return {};
  if (annotation.bbox === undefined) return { fault: 'it has no `bbox`; the object is left out' };
  const [left = 0, top = 0, width = 0, height = 0] = annotation.bbox;
  return boxWithin([left, top, left + width, top + height], stated ?? { height: 1, width: 1 }, slack);
}

/** Categories in the order of their ids, which may have gaps. */
const ordered = ({ categories }: CocoFile): CocoFile['categories'] =>
  [...categories].sort((a, b) => a.id - b.id);

const namesOf = (file: CocoFile): readonly string[] => ordered(file).map(({ name }) => name);

function classesIn(file: CocoFile, place: TablePlace, text: string): ReadonlyMap<number, number> {
  const seen = new Set<number>();
  file.categories.forEach(({ id }, index) => {
    if (seen.has(id)) throw at(place, text, ['categories', index], `the id ${id} is there already`);
    seen.add(id);
  });
  return new Map(ordered(file).map(({ id }, label) => [id, label]));
}

async function readText(place: TablePlace): Promise<{ readonly text: string; readonly file: CocoFile }> {
  const { directory, file, span } = place;
  const path = await (await DataRoot.open(place)).follow(file);
  if (path === undefined) {
    const remedy = 'put the file there, or correct the name that `coco` gives';
    throw new RunError(
      runtimeMessages.fileMissing(span, file, directory, 'the file that `coco` names', remedy),
    );
  }
  const text = await readFile(path, maximumBytes)
    .then(decodeText)
    .catch((error: unknown) => {
      if (!(error instanceof FileError)) throw error;
      throw new RunError(runtimeMessages.fileBroken(span, file, error.message, expected, error.fix));
    });
  const parsed = asCoco(parse(text, place));
  if (!('problem' in parsed)) return { text, file: parsed };
  const { path: where, problem } = parsed;
  throw at(place, text, where, problem);
}

function parse(text: string, { span, file }: TablePlace): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { position, problem, fix } = jsonFault(text, error);
    const line = lineTeller(text)(position);
    throw new RunError(
      runtimeMessages.fileBroken(span, `${file}:${line}`, `it is no JSON: ${problem}`, expected, fix),
    );
  }
}

/** A RunError about something in the file, by its keys from the outside. */
function at(place: TablePlace, text: string, path: readonly (string | number)[], problem: string): RunError {
  const [list = '', member, ...inner] = path;
  const position = member === undefined ? undefined : membersOf(text, String(list))[Number(member)];
  const line = position === undefined ? '' : `:${lineTeller(text)(position)}`;
  const where = member === undefined ? list : [`${list}[${member}]`, ...inner].join('.');
  const found = where === '' ? problem : `\`${where}\`: ${problem}`;
  return new RunError(
    runtimeMessages.fileBroken(
      place.span,
      `${place.file}${line}`,
      found,
      expected,
      'correct it there, or take it out',
    ),
  );
}

/** What is wrong with annotations, with their lines. */
function placed(
  found: readonly (readonly [index: number, problem: string])[],
  file: string,
  text: string,
): Faults {
  const faults = new Faults();
  if (found.length === 0) return faults;
  const positions = membersOf(text, 'annotations');
  const lineOf = lineTeller(text);
  for (const [index, problem] of found)
    faults.add(`${file}:${lineOf(positions[index] ?? 0)}: annotations[${index}]`, problem);
  return faults;
}
