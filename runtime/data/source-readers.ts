import { isTargetPicture } from '../../compiler/catalogue/fields/field-type.ts';
import type {
  FileSource,
  SourceKind,
  SourceOf,
  SourceSpec,
} from '../../compiler/catalogue/sources/registry.ts';
import type { DataSpec, FieldSpec } from '../../compiler/data/data-spec.ts';
import { lookAtNpz, openNpz } from './arrays/npz-source.ts';
import { type OpenDataOptions, placeOf } from './data-place.ts';
import { type AnnotatedOptions, lookAtAnnotated, openAnnotated } from './annotated/open-annotated.ts';
import type { Annotated } from './annotated/annotated.ts';
import { readVoc } from './voc/read-voc.ts';
import { readYolo } from './yolo/read-yolo.ts';
import type { DataPlace } from './data-root.ts';
import { readCoco } from './coco/read-coco.ts';
import { openCifar } from './cifar/cifar-source.ts';
import { type CsvOptions, lookAtCsv, openCsv } from './csv/csv-source.ts';
import type { Effort } from './effort.ts';
import { openFolder } from './folder/folder-source.ts';
import { openPairs, type PairOptions } from './folder/pairs-source.ts';
import { openIdx } from './idx/idx-source.ts';
import { lookAtFolder } from './look/look-at-folder.ts';
import { lookAtIdx } from './look/look-at-idx.ts';
import { lookAtPairs } from './look/look-at-pairs.ts';
import type { Look } from './look/look.ts';
import { openShapes } from './shapes/shapes-source.ts';
import type { DataSource } from './source.ts';
import { lookAtTar, openTar } from './tar/tar-source.ts';

/** How a kind of source is read. */
interface SourceReader<S> {
  /** Opens it; throws a RunError that says what is wrong with it. */
  open(source: S, spec: DataSpec, options: OpenDataOptions): DataSource | Promise<DataSource>;
  /** Looks at it as far as an effort reaches; absent where there is nothing to look at. */
  look?(source: S, spec: DataSpec, options: OpenDataOptions, effort: Effort): Promise<Look | undefined>;
}

/** How pictures are read of whose objects something else tells: `nameOf` says what; `remedy` is for when they are not there. */
function annotatedReader<S extends FileSource>(
  read: (source: S, place: DataPlace, wanted: { readonly points: boolean }) => Promise<Annotated>,
  nameOf: (source: S) => string,
  remedy: string,
): SourceReader<S> {
  const optionsOf = (source: S, { fields }: DataSpec, { watch }: OpenDataOptions): AnnotatedOptions => ({
    ...{ by: nameOf(source), remedy, fields, channels: channelsOf(fields), watch },
  });
  return {
    async open(source, spec, options) {
      const place = await placeOf(spec, source, options);
      const annotated = await read(source, place, { points: hasPoints(spec.fields) });
      return openAnnotated(place, annotated, optionsOf(source, spec, options));
    },
    async look(source, spec, options, effort) {
      const place = await placeOf(spec, source, options);
      const annotated = await read(source, place, { points: hasPoints(spec.fields) });
      return lookAtAnnotated(place, annotated, optionsOf(source, spec, options), effort);
    },
  };
}

/** Every kind of source. */
const readers: { readonly [K in SourceKind]: SourceReader<SourceOf<K>> } = {
  idx: {
    open: async (source, spec, options) => openIdx(await placeOf(spec, source, options)),
    look: async (source, spec, options) => lookAtIdx(await placeOf(spec, source, options)),
  },
  folder: {
    async open(source, spec, options) {
      const place = await placeOf(spec, source, options);
      if (source.pairs !== undefined)
        return openPairs(place, source.pairs, { ...pairOptions(spec), watch: options.watch });
      return openFolder(place, channelsOf(spec.fields), {
        boxes: boxesOf(source, spec),
        watch: options.watch,
        inParts: isInParts(spec),
      });
    },
    async look(source, spec, options, effort) {
      const place = await placeOf(spec, source, options);
      if (source.pairs !== undefined) {
        const { channels, classes, targetChannels } = pairOptions(spec);
        const isWanted = (source.pairs.masks === undefined ? targetChannels : classes) !== undefined;
        return lookAtPairs(place, source.pairs, { channels, isWanted }, effort);
      }
      return lookAtFolder(
        place,
        channelsOf(spec.fields),
        { boxes: boxesOf(source, spec), inParts: isInParts(spec) },
        effort,
      );
    },
  },
  csv: {
    open: async (source, spec, options) =>
      openCsv(await placeOf(spec, source, options), { ...csvOptions(source, spec), watch: options.watch }),
    look: async (source, spec, options) =>
      lookAtCsv(await placeOf(spec, source, options), csvOptions(source, spec)),
  },
  npz: {
    open: async (source, spec, options) => openNpz(await placeOf(spec, source, options), source),
    look: async (source, spec, options) => lookAtNpz(await placeOf(spec, source, options), source),
  },
  tar: {
    open: async (source, spec, options) =>
      openTar(await placeOf(spec, source, options), {
        source,
        channels: channelsOf(spec.fields),
        watch: options.watch,
      }),
    look: async (source, spec, options) =>
      lookAtTar(await placeOf(spec, source, options), { source, channels: channelsOf(spec.fields) }),
  },
  cifar: {
    open: async (source, spec, options) => openCifar(await placeOf(spec, source, options), source),
  },
  coco: annotatedReader(
    ({ file, pictures }, place, { points }) => readCoco({ ...place, file }, { pictures, points }),
    ({ file }) => `\`${file}\``,
    'say where their names begin, seen from the folder of the file: `pictures="images"`',
  ),
  voc: annotatedReader(
    (source, place) => readVoc(place, source),
    () => '`Annotations`',
    'put them into `JPEGImages`, beside `Annotations`',
  ),
  yolo: annotatedReader(
    (source, place) => readYolo({ ...place, file: source.file }),
    ({ file }) => `\`${file}\``,
    'correct `train`, `val` and `test` in it',
  ),
  shapes: { open: (source, { seed, fields }) => openShapes(source, seed, hasMask(fields)) },
};

const readerOf = ({ kind }: SourceSpec): SourceReader<SourceSpec> => readers[kind];

/** Opens the source of a data block; throws a RunError that says what is wrong with it. */
export const openSource = async (spec: DataSpec, options: OpenDataOptions): Promise<DataSource> =>
  readerOf(spec.source).open(spec.source, spec, options);

/** Looks at the source of a data block; undefined where there is nothing to look at. */
export const lookAtSource = async (
  spec: DataSpec,
  options: OpenDataOptions,
  effort: Effort,
): Promise<Look | undefined> => readerOf(spec.source).look?.(spec.source, spec, options, effort);

const csvOptions = (source: SourceOf<'csv'>, { fields }: DataSpec): CsvOptions => ({
  source,
  fields,
  channels: channelsOf(fields),
});

/** Whether the folders of a directory are parts. */
const isInParts = ({ split: { by } }: DataSpec): boolean => by?.kind === 'folder';

const hasMask = (fields: readonly FieldSpec[]): boolean => fields.some(({ type }) => type.kind === 'mask');

const hasPoints = (fields: readonly FieldSpec[]): boolean =>
  fields.some(({ type }) => type.kind === 'keypoints');

const pairOptions = ({ fields }: DataSpec): PairOptions => {
  const mask = fields.find(({ type }) => type.kind === 'mask')?.type;
  const target = fields.find(isTargetPicture)?.type;
  return {
    channels: channelsOf(fields),
    classes: mask?.kind === 'mask' ? mask.classes : undefined,
    targetChannels: target?.kind === 'tensor' ? (target.shape[2] ?? 3) : undefined,
  };
};

/** The file of boxes; boxes that no field is for need not be there. */
const boxesOf = ({ boxes }: SourceOf<'folder'>, { fields }: DataSpec): string | undefined =>
  fields.some(({ type }) => type.kind === 'box') ? boxes : undefined;

/** Channels that images are decoded to: as declared, else three, as in Keras. */
function channelsOf(fields: readonly FieldSpec[]): number {
  for (const { name, type } of fields)
    if (type.kind === 'tensor' && name === 'image') return type.shape[2] ?? 3;
  return 3;
}
