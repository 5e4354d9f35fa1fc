import { dirname, join } from 'node:path';
import type { FieldSpec } from '../../../compiler/data/data-spec.ts';
import { numbersOfObject } from '../../../compiler/catalogue/fields/field-type.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { DataRoot, type DataPlace } from '../data-root.ts';
import { presentFiles } from '../listing/present-files.ts';
import type { Effort } from '../effort.ts';
import type { LeftOut } from '../listing/left-out.ts';
import type { Look } from '../look/look.ts';
import { chosenPictures, lookAtPictures, picturesInWords } from '../look/look-at-pictures.ts';
import { measurePictures, type Watch } from '../pictures/measure.ts';
import { objectsOf } from '../prepare/object-rows.ts';
import type { DataSource } from '../source.ts';
import type { Annotated, AnnotatedPicture } from './annotated.ts';

/** How annotated pictures are opened. */
export interface AnnotatedOptions {
  readonly fields: readonly FieldSpec[];
  readonly channels: number;
  /** What tells of the objects, in messages. */
  readonly by: string;
  /** What to do where none of the pictures is there. */
  readonly remedy: string;
  readonly watch?: Watch | undefined;
}

/** Pictures with the objects that annotations tell of; those that are not there are left out. */
export async function openAnnotated(
  place: DataPlace,
  annotated: Annotated,
  options: AnnotatedOptions,
): Promise<DataSource> {
  // Before any thread decodes: see there.
  await import('../pictures/decode-image.ts');
  const { channels, watch } = options;
  checkClasses(place, annotated, options);
  const pictures = pointedOf(place, annotated, options);
  const there = await thereOf(place, pictures, annotated.leftOut);
  if (there.length === 0) throw noneThere(place, annotated, options);
  const pathOf = (index: number): string => join(place.directory, there[index]?.path ?? '');
  const found = await measurePictures(there.length, pathOf, channels, watch);
  const { files, fingerprint, measured } = presentFiles(place, there, found, annotated.leftOut);
  const isInParts = files.some(({ part }) => part !== undefined);
  return {
    count: files.length,
    testCount: 0,
    imageShape: [null, null, channels],
    measured,
    ...broughtBy(annotated, options),
    leftOut: annotated.leftOut,
    fingerprint: `${fingerprint}/${annotated.fingerprint}`,
    labelOf: () => 0,
    fileOf: (index) => files[index]?.name,
    cellOf: (column) => (column === 'folder' ? (index) => dirname(files[index]?.name ?? '') : undefined),
    ...(isInParts && { partOf: (index: number) => files[index]?.part ?? 'train' }),
    entry(index) {
      const { path = '', objects = [], stated, marked } = files[index] ?? {};
      return {
        recipe: {
          kind: 'file',
          path: join(place.directory, path),
          channels,
          bytes: measured.bytes[index] ?? 0,
        },
        label: 0,
        objects: objectsOf(objects),
        ...(stated && { stated }),
        ...(marked && { marked }),
      };
    },
  };
}

/** Looks at annotated pictures: at all objects, and at some of the pictures, as far as an effort reaches. Throws a RunError as opening them does. */
export async function lookAtAnnotated(
  place: DataPlace,
  annotated: Annotated,
  options: AnnotatedOptions,
  effort: Effort,
): Promise<Look> {
  checkClasses(place, annotated, options);
  const pictures = pointedOf(place, annotated, options);
  const chosen = chosenPictures(pictures.length, effort).flatMap((index) => pictures[index] ?? []);
  const there = await thereOf(place, chosen, annotated.leftOut);
  if (there.length === 0 && chosen.length === pictures.length) throw noneThere(place, annotated, options);
  const looked = await lookAtPictures(
    place,
    Array.from(there, ({ path }) => path),
    options.channels,
  );
  const counts = { train: 0, valid: 0, test: 0 };
  for (const { part = 'train' } of pictures) counts[part]++;
  return {
    count: pictures.length,
    ...(pictures.some(({ part }) => part !== undefined) && { partCounts: counts }),
    testCount: 0,
    imageShape: [null, null, options.channels],
    ...broughtBy(annotated, options),
    leftOut: annotated.leftOut,
    pictures: looked,
    at: `all objects and ${picturesInWords(chosen.length, pictures.length)}`,
  };
}

function broughtBy({ pictures, classNames, faults, pointedTwice }: Annotated, { fields }: AnnotatedOptions) {
  const most = fields.flatMap(({ type }) => (type.kind === 'boxes' ? [type.most] : []))[0] ?? Infinity;
  const crowded = pictures.filter(({ objects }) => objects.length / numbersOfObject > most).length;
  return {
    ...{ bringsBox: false, bringsObjects: true, classNames, faults },
    ...(pointedTwice !== undefined && { bringsPoints: true, pointedTwice }),
    ...(crowded > 0 && { crowded: { pictures: crowded, most } }),
  };
}

/** The pictures that are there, by their names; the others are left out. */
async function thereOf(
  place: DataPlace,
  pictures: readonly AnnotatedPicture[],
  leftOut: LeftOut,
): Promise<readonly AnnotatedPicture[]> {
  const root = await DataRoot.open(place);
  const there: AnnotatedPicture[] = [];
  for (const picture of pictures) {
    if ((await root.follow(picture.path)) === undefined) leftOut.add(picture.name, 'is not there');
    else there.push(picture);
  }
  return there.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const noneThere = (
  { span, directory }: DataPlace,
  { pictures: [first] }: Annotated,
  { by, remedy }: AnnotatedOptions,
): RunError =>
  new RunError(runtimeMessages.noAnnotatedPicture(span, { by, directory, first: first?.path, remedy }));

/**
 * The pictures whose examples have what fields are for: without boxes, those in which points are marked; the others are left out. Throws a
 * RunError where other numbers of points are marked than a field has.
 */
function pointedOf(
  { span }: DataPlace,
  { pictures, leftOut }: Annotated,
  { fields, by }: AnnotatedOptions,
): readonly AnnotatedPicture[] {
  const field = fields.find(({ type }) => type.kind === 'keypoints');
  if (field?.type.kind !== 'keypoints') return pictures;
  const { points } = field.type;
  const pointed = pictures.filter(({ marked }) => marked !== undefined);
  const other = pointed.find(({ marked }) => marked?.length !== points)?.marked?.length;
  if (pointed.length === 0 || other !== undefined)
    throw new RunError(runtimeMessages.numberOfPoints(span, by, other ?? 0, { name: field.name, points }));
  if (fields.some(({ type }) => type.kind === 'boxes')) return pictures;
  for (const { name, marked } of pictures) if (marked === undefined) leftOut.add(name, 'has no keypoints');
  return pointed;
}

/** Throws a RunError where a field has another number of classes than there are. */
function checkClasses(
  { span }: DataPlace,
  { classNames }: Annotated,
  { fields, by }: AnnotatedOptions,
): void {
  for (const { name, type } of fields)
    if (type.kind === 'boxes' && type.classes !== classNames.length)
      throw new RunError(runtimeMessages.objectClasses(span, by, classNames, { name, ...type }));
}
