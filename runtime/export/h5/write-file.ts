import { File, Group, ready } from 'h5wasm';
import type { H5Dataset, H5Group } from './h5-group.ts';

type Library = Awaited<typeof ready>;

/** Where the file is made, on the library's own file system. */
const place = '/weights.h5';

/** The same weights are to be the same bytes, and HDF5 notes when something was made. */
const stopClock = (): void => {
  Date.now = () => 0;
};

/** The bytes of an HDF5 file of these groups. For a thread of its own: the clock stands still from then on. */
export async function writeFile(groups: readonly H5Group[]): Promise<Uint8Array<ArrayBuffer>> {
  stopClock();
  const library = await ready;
  library.activate_throwing_error_handler();
  const file = new File(place, 'w');
  const made = new Set<string>();
  for (const { path, name, datasets } of groups) {
    makeGroups(library, file, path, made);
    new Group(file.file_id, `/${path}`).create_attribute('name', name);
    for (const [index, dataset] of datasets.entries()) {
      makeDataset(library, file, `/${path}/${index}`, dataset);
    }
  }
  file.close();
  return Uint8Array.from(library.FS.readFile(place));
}

/** Makes a group, and those that it lies in. */
function makeGroups(library: Library, { file_id: file }: File, path: string, made: Set<string>): void {
  const parts = path.split('/');
  for (let count = 1; count <= parts.length; count++) {
    const group = parts.slice(0, count).join('/');
    if (made.has(group)) continue;
    made.add(group);
    library.create_group(file, `/${group}`, false);
  }
}

function makeDataset(library: Library, { file_id: file }: File, path: string, given: H5Dataset): void {
  const bytes = new Uint8Array(given.data.buffer, given.data.byteOffset, given.data.byteLength);
  const shape = given.shape.map(BigInt);
  const pointer = library._malloc(Math.max(1, bytes.length)) >>> 0;
  if (pointer === 0) throw new RangeError('the HDF5 library has no room for it');
  try {
    library.HEAPU8.set(bytes, pointer);
    library.create_dataset(file, path, BigInt(pointer), { ...float32, shape, maxshape: shape });
  } finally {
    library._free(pointer);
  }
}

const float32 = {
  ...{ type: 1, size: 4, signed: true, littleEndian: true, vlen: false, total_size: 0 },
  ...{ chunks: null, compression: 0, compression_opts: [], track_order: false },
};
