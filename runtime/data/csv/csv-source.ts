import { join } from 'node:path';
import type { SourceOf } from '../../../compiler/catalogue/sources/registry.ts';
import type { FieldSpec } from '../../../compiler/data/data-spec.ts';
import { isPicture } from '../../../compiler/catalogue/fields/field-type.ts';
import { DataRoot, type DataPlace } from '../data-root.ts';
import type { Look } from '../look/look.ts';
import { formatCount } from '../look/look.ts';
import { LeftOut } from '../listing/left-out.ts';
import { presentFiles } from '../listing/present-files.ts';
import { measurePictures, type Watch } from '../pictures/measure.ts';
import type { DataSource } from '../source.ts';
import { labelRows, type LabelledRows } from './label-rows.ts';
import { labelSets, type LabelSets, severalHot } from './label-sets.ts';
import { broken, readRows, type Rows } from './read-rows.ts';

/** How a file of values is opened. */
export interface CsvOptions {
  readonly source: SourceOf<'csv'>;
  readonly fields: readonly FieldSpec[];
  readonly channels: number;
  readonly watch?: Watch | undefined;
}

/**
 * A CSV file with a picture a line, by the names of the pictures: the order of lines decides nothing. Pictures that are not there are left
 * out. Throws a RunError that names the line at fault.
 */
export async function openCsv(
  place: DataPlace,
  { source, fields, channels, watch }: CsvOptions,
): Promise<DataSource> {
  // Before any thread decodes: see there.
  await import('../pictures/decode-image.ts');
  const table = { ...place, file: source.file };
  const read = await readRows(table, { ...source, fields });
  const { labels, sets, classNames } = labelled(place, source, fields, read);
  const several = fields.find(({ type }) => type.kind === 'classes');
  const root = await DataRoot.open(place);
  const leftOut = new LeftOut();
  const files: File[] = [];
  for (const [index, row] of read.rows.entries()) {
    if ((await root.follow(row.path)) === undefined) leftOut.add(row.name, `(line ${row.line}) is not there`);
    else files.push({ ...row, label: labels[index] ?? 0, set: sets?.[index] });
  }
  const [first] = read.rows;
  if (files.length === 0 && first !== undefined)
    throw broken(
      table,
      first.line,
      `there is no picture \`${first.name}\`, nor any other`,
      'paths from the directory of the file',
      'say where they begin: `csv("…", pictures="images")`',
    );
  const pathOf = (path: string): string => join(place.directory, path);
  const found = await measurePictures(
    files.length,
    (index) => pathOf(files[index]?.path ?? ''),
    channels,
    watch,
  );
  const present = presentFiles(place, files, found, leftOut);
  const { measured } = present;
  const at = (index: number): File | undefined => present.files[index];
  return {
    count: present.files.length,
    testCount: 0,
    imageShape: [null, null, channels],
    measured,
    bringsBox: false,
    bringsNumbers: numberFields(fields),
    bringsPoints: hasPoints(fields),
    ...(classNames && { classNames }),
    leftOut,
    fingerprint: `${present.fingerprint}/${read.fingerprint}`,
    labelOf: (index) => at(index)?.label ?? 0,
    fileOf: (index) => at(index)?.name,
    cellOf(column) {
      const cell = read.columns.indexOf(column);
      return cell < 0 ? undefined : (index) => at(index)?.cells[cell] ?? '';
    },
    entry(index) {
      const { path = '', label = 0, set, numbers, marked } = at(index) ?? {};
      const isOf = several?.type.kind === 'classes' && {
        [several.name]: severalHot(set ?? [], several.type.classes),
      };
      return {
        recipe: { kind: 'file', path: pathOf(path), channels, bytes: measured.bytes[index] ?? 0 },
        label,
        ...(marked && { marked }),
        ...((numbers ?? isOf) && { numbers: { ...numbers, ...isOf } }),
      };
    },
  };
}

type File = Rows['rows'][number] & {
  readonly label: number;
  /** The classes that it is of, where there may be several. */
  readonly set: readonly number[] | undefined;
};

/** So many bytes of a file are looked at. */
const lookedBytes = 2 ** 20;

/** Looks at the first lines of a file. Throws a RunError as opening it does. */
export async function lookAtCsv(place: DataPlace, { source, fields, channels }: CsvOptions): Promise<Look> {
  const read = await readRows({ ...place, file: source.file }, { ...source, fields }, lookedBytes);
  labelled(place, source, fields, read);
  const { rows, isWhole } = read;
  return {
    ...(isWhole ? { count: rows.length } : {}),
    testCount: 0,
    imageShape: [null, null, channels],
    bringsBox: false,
    bringsNumbers: numberFields(fields),
    bringsPoints: hasPoints(fields),
    pictures: [],
    at: `${isWhole ? '' : 'the first '}${formatCount(rows.length)} lines`,
  };
}

const numberFields = (fields: readonly FieldSpec[]): ReadonlySet<string> =>
  new Set(
    fields
      .filter((field) => field.type.kind === 'classes' || (field.type.kind === 'tensor' && !isPicture(field)))
      .map(({ name }) => name),
  );

const hasPoints = (fields: readonly FieldSpec[]): boolean =>
  fields.some(({ type }) => type.kind === 'keypoints');

function labelled(
  place: DataPlace,
  { file }: SourceOf<'csv'>,
  fields: readonly FieldSpec[],
  read: Rows,
): LabelledRows & Partial<LabelSets> {
  const several = fields.find(({ type }) => type.kind === 'classes');
  if (several?.type.kind === 'classes') {
    const sets = labelSets({ ...place, file }, read, several.name, several.type.classes);
    return { labels: new Int32Array(read.rows.length), ...sets };
  }
  const field = fields.find(({ type }) => type.kind === 'class');
  return field?.type.kind === 'class'
    ? labelRows({ ...place, file }, read, field.name, field.type.classes)
    : { labels: new Int32Array(read.rows.length) };
}
