import { readSync } from 'node:fs';
import { File, ready } from 'h5wasm';

/** Bytes that the library may take: a file that makes it ask for more is refused. */
const mostMemory = 256 * 2 ** 20;

/** Where the one file is that there is. */
const place = '/weights.h5';

/** A part of an open file of the system's. */
export interface FilePart {
  readonly descriptor: number;
  readonly offset: number;
  readonly size: number;
}

export type Library = Awaited<typeof ready>;

/**
 * HDF5's own library in WebAssembly, on a file system of its own in which there is one file. What refers to others (external
 * links, external storage, virtual datasets) finds nothing, and is noted. It may grow to {@link mostMemory}. A process, or a
 * thread, has one.
 */
export class Sandbox {
  readonly library: Library;
  /** A file that was asked for besides the one. */
  foreign: string | undefined;
  #file: File | undefined;
  #part: FilePart | undefined;

  private constructor(library: Library) {
    this.library = library;
    this.#guard();
  }

  static async open(): Promise<Sandbox> {
    limitMemory();
    const library = await ready;
    library.activate_throwing_error_handler();
    return new Sandbox(library);
  }

  /** Opens a part of a file, in place of what was open before. */
  use(part: FilePart): File {
    this.close();
    this.#part = part;
    this.foreign = undefined;
    this.#file = new File(place, 'r');
    return this.#file;
  }

  close(): void {
    const file = this.#file;
    this.#file = undefined;
    file?.close();
    this.#part = undefined;
  }

  get file(): File {
    if (this.#file === undefined) throw new RangeError('no file is open');
    return this.#file;
  }

  /** The file system gives the bytes of the part as they are asked for, and opens nothing else. */
  #guard(): void {
    const files = this.library.FS as unknown as FileSystem;
    files.createDataFile('/', place.slice(1), new Uint8Array(0), true, false, true);
    const { node } = files.lookupPath(place);
    Object.defineProperty(node, 'usedBytes', { get: () => this.#part?.size ?? 0, set: () => undefined });
    node.stream_ops = {
      ...node.stream_ops,
      read: (_stream, buffer, start, length, position) => this.#read(buffer, start, length, position),
    };
    const open = files.open.bind(files);
    files.open = (path, flags, ...rest) => {
      // What the library makes for itself are the texts of its errors; the folder that it looks into is that of filters.
      if (path !== place && !has(flags, makesFile | isFolder)) this.foreign ??= path;
      return open(path, flags, ...rest);
    };
  }

  #read(buffer: Uint8Array, start: number, length: number, position: number): number {
    if (this.#part === undefined || position >= this.#part.size) return 0;
    const { descriptor, offset, size } = this.#part;
    return readSync(descriptor, buffer, start, Math.min(length, size - position), offset + position);
  }
}

/** What is used of emscripten's file system. */
interface FileSystem {
  createDataFile(
    parent: string,
    name: string,
    data: Uint8Array,
    canRead: boolean,
    canWrite: boolean,
    canOwn: boolean,
  ): void;
  lookupPath(path: string): { readonly node: FileNode };
  open(path: string, flags: unknown, ...rest: readonly unknown[]): unknown;
}

interface FileNode {
  stream_ops: { read: ReadPart };
}

type ReadPart = (
  stream: unknown,
  buffer: Uint8Array,
  start: number,
  length: number,
  position: number,
) => number;

/** `O_CREAT` and `O_DIRECTORY`, as emscripten numbers them. */
const makesFile = 0o100;
const isFolder = 0o200_000;

const has = (flags: unknown, some: number): boolean => typeof flags === 'number' && (flags & some) !== 0;

/** The library asks for all its memory through this; where it is refused, it says that there is none. */
function limitMemory(): void {
  const { prototype } = WebAssembly.Memory;
  const grow = Object.getOwnPropertyDescriptor(prototype, 'grow')?.value as (pages: number) => number;
  prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
    if (this.buffer.byteLength + pages * 65_536 > mostMemory)
      throw new RangeError('it needs too much memory');
    return grow.call(this, pages);
  };
}
