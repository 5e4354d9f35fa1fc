import { createHash } from 'node:crypto';
import type { SourceOf } from '../../../compiler/catalogue/sources/registry.ts';
import { FileError } from '../../files/file-error.ts';
import { openFile } from '../../files/read-file.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { DataRoot, type DataPlace } from '../data-root.ts';
import { LeftOut } from '../listing/left-out.ts';
import { tooLargeToDecode } from '../listing/present-files.ts';
import { formatCount, type Look } from '../look/look.ts';
import type { Watch } from '../pictures/measure.ts';
import type { DataSource } from '../source.ts';
import { type NumberedWords, numberWords } from './number-words.ts';
import { readShard, type ShardWanted } from './read-shard.ts';
import { SampleTable } from './sample-table.ts';
import { shardNames } from './shard-names.ts';

/** How shards are opened. */
export interface TarOptions {
  readonly source: SourceOf<'tar'>;
  readonly channels: number;
  readonly watch?: Watch | undefined;
}

/**
 * Tar files of pictures, each beside its class, which are read where they lie. One pass over the headers tells where. Throws a RunError
 * that names the shard at fault, and where in it.
 */
export async function openTar(
  place: DataPlace,
  { source, channels, watch }: TarOptions,
): Promise<DataSource> {
  // Before any thread decodes: see there.
  await import('../pictures/decode-image.ts');
  const reading = new Shards(place, source, channels);
  const training = await shardNames(place, source.file);
  const tests = source.test === undefined ? [] : await shardNames(place, source.test);
  for (const name of training) {
    await reading.read(name);
    watch?.(reading.paths.length, training.length + tests.length);
  }
  const count = reading.samples.count;
  for (const name of tests) await reading.read(name);
  if (count === 0) throw noPicture(place, source, reading.leftOut);
  const { samples, paths, names } = reading;
  const { labels, classNames } = reading.numbered();
  const labelOf = (index: number): number => labels[samples.wordOf(index)] ?? 0;
  return {
    count,
    testCount: samples.count - count,
    imageShape: [null, null, channels],
    measured: samples.measured(),
    bringsBox: false,
    ...(classNames && { classNames }),
    leftOut: reading.leftOut,
    fingerprint: reading.fingerprint(),
    labelOf,
    fileOf(index) {
      const { shard, name } = samples.at(index);
      return `${names[shard] ?? ''}/${name}`;
    },
    entry(index) {
      const { shard, position, size: length, bytes } = samples.at(index);
      const path = paths[shard] ?? '';
      return { recipe: { kind: 'part', path, position, length, channels, bytes }, label: labelOf(index) };
    },
  };
}

/** So many samples of the first shard are looked at. */
const mostLooked = 500;

/** Looks at the beginning of the first shard. Throws a RunError as opening does. */
export async function lookAtTar(place: DataPlace, { source, channels }: TarOptions): Promise<Look> {
  const names = await shardNames(place, source.file);
  const tests = source.test === undefined ? [] : await shardNames(place, source.test);
  const reading = new Shards(place, source, channels);
  const isWhole = await reading.read(names[0] ?? '', mostLooked);
  if (isWhole && names.length === 1) reading.numbered();
  const { count } = reading.samples;
  if (tests[0] !== undefined) await reading.read(tests[0], mostLooked);
  return {
    ...(isWhole && names.length === 1 && { count }),
    testCount: reading.samples.count - count,
    imageShape: [null, null, channels],
    bringsBox: false,
    leftOut: reading.leftOut,
    pictures: [],
    at: `${formatCount(count)} pictures of the first of ${formatCount(names.length)} files`,
  };
}

/** Reads shards one after another. */
class Shards {
  readonly samples = new SampleTable();
  readonly leftOut = new LeftOut();
  readonly paths: string[] = [];
  readonly names: string[] = [];
  readonly #place: DataPlace;
  readonly #wanted: ShardWanted;
  readonly #words = new Map<string, number>();
  readonly #hash = createHash('sha256');

  constructor(place: DataPlace, { label, key }: SourceOf<'tar'>, channels: number) {
    this.#place = place;
    this.#wanted = { channels, hasClass: place.classes !== undefined, label, key };
  }

  /** Whether all of it was read. */
  async read(name: string, most = Infinity): Promise<boolean> {
    const root = await DataRoot.open(this.#place);
    const path = (await root.follow(name)) ?? name;
    const shard = this.paths.push(path) - 1;
    this.names.push(name);
    try {
      const file = await openFile(path, Infinity);
      const left = new LeftOut();
      try {
        this.#hash.update(`${name}\0${file.size}\0${Math.floor((await file.handle.stat()).mtimeMs)}\n`);
        return await readShard(
          file,
          this.#wanted,
          left,
          ({ written, ...picture }) => this.#add({ shard, word: this.#numberOf(written), ...picture }),
          most,
        );
      } finally {
        this.leftOut.takeFrom(left, name);
        await file.handle.close();
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const expected = 'a plain tar file, the members of a sample one after another';
      throw new RunError(
        runtimeMessages.fileBroken(this.#place.span, name, error.message, expected, error.fix),
      );
    }
  }

  /** The classes of all words. Throws a RunError where they are others than are declared. */
  numbered(): NumberedWords {
    const { classes } = this.#place;
    return classes === undefined
      ? { labels: new Int32Array(this.#words.size) }
      : numberWords(this.#place, [...this.#words.keys()], classes);
  }

  fingerprint(): string {
    return this.#hash.digest('hex').slice(0, 32);
  }

  #add(sample: Parameters<SampleTable['add']>[0]): void {
    const { room } = this.#place;
    if (sample.bytes > room.bytes)
      throw tooLargeToDecode(this.#place, sample.name, sample.pixels, sample.bytes);
    this.samples.add(sample);
  }

  #numberOf(word: string): number {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    if (this.#words.size >= mostWords)
      throw new FileError('TOO_LARGE', `it has more than ${mostWords} different classes`, 'correct `label`');
    this.#words.set(word, this.#words.size);
    return this.#words.size - 1;
  }
}

/** More classes are none. */
const mostWords = 100_000;

function noPicture({ span }: DataPlace, { file }: SourceOf<'tar'>, { lines }: LeftOut): RunError {
  const [line = 'it is empty'] = lines;
  return new RunError(
    runtimeMessages.fileBroken(
      span,
      file,
      `there is no picture with a class in it: ${line}`,
      'samples of a picture and a class, `000017.jpg` and `000017.cls`',
      'say which member has the class: `tar("…", label="json", key="label")`',
    ),
  );
}
