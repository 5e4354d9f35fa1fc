import { dirname, join } from 'node:path';
import type { FieldSpec } from '../../../compiler/data/data-spec.ts';
import { numbersOfObject } from '../../../compiler/catalogue/fields/field-type.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { DataRoot, type DataPlace } from '../data-root.ts';
import { presentFiles } from '../listing/present-files.ts';
import { formatCount, type Look } from '../look/look.ts';
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
  const { channels, watch, by } = options;
  checkClasses(place, annotated, options);
  const there = await thereOf(place, annotated, by);
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
      const { path = '', objects = [], stated } = files[index] ?? {};
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
      };
    },
  };
}

/** What can be told of annotated pictures without looking at these. */
export function lookAtAnnotated(place: DataPlace, annotated: Annotated, options: AnnotatedOptions): Look {
  checkClasses(place, annotated, options);
  const { pictures } = annotated;
  const counts = { train: 0, valid: 0, test: 0 };
  for (const { part = 'train' } of pictures) counts[part]++;
  return {
    count: pictures.length,
    ...(pictures.some(({ part }) => part !== undefined) && { partCounts: counts }),
    testCount: 0,
    imageShape: [null, null, options.channels],
    ...broughtBy(annotated, options),
    leftOut: annotated.leftOut,
    pictures: [],
    at: `the objects of ${formatCount(pictures.length)} pictures`,
  };
}

function broughtBy({ pictures, classNames, faults }: Annotated, { fields }: AnnotatedOptions) {
  const most = fields.flatMap(({ type }) => (type.kind === 'boxes' ? [type.most] : []))[0] ?? Infinity;
  const crowded = pictures.filter(({ objects }) => objects.length / numbersOfObject > most).length;
  return {
    ...{ bringsBox: false, bringsObjects: true, classNames, faults },
    ...(crowded > 0 && { crowded: { pictures: crowded, most } }),
  };
}

/** The pictures that are there, by their names. */
async function thereOf(
  place: DataPlace,
  { pictures, leftOut }: Annotated,
  by: string,
): Promise<readonly AnnotatedPicture[]> {
  const root = await DataRoot.open(place);
  const there: AnnotatedPicture[] = [];
  for (const picture of pictures) {
    if ((await root.follow(picture.path)) === undefined) leftOut.add(picture.name, 'is not there');
    else there.push(picture);
  }
  const [first] = pictures;
  if (there.length === 0) throw new RunError(runtimeMessages.noAnnotatedPicture(place.span, by, first?.path));
  return there.sort((a, b) => (a.name < b.name ? -1 : 1));
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
