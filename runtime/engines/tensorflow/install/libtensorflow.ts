import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readStart } from '../../../files/read-file.ts';
import { InstallFailure } from '../../install/install-failure.ts';

/** A TensorFlow that a binding can be built against. */
export interface Libtensorflow {
  /** Shared libraries, whole paths: the library itself, then its framework where that is apart. */
  readonly libraries: readonly string[];
  readonly headers: string;
}

/** `libtensorflow.so.2`, `libtensorflow_cc.2.dylib`, …: of several, the one that programs link with. */
const libraryName = /^libtensorflow(_cc|_framework)?(\.so\.2|\.2\.dylib|\.so|\.dylib)$/;

/**
 * Looks at a folder of libtensorflow: as its archives are laid out (`lib/`, `include/`) or as Python's package is
 * (libraries at the top). Throws an InstallFailure that says what is missing.
 */
export async function libtensorflowIn(folder: string): Promise<Libtensorflow> {
  const root = resolve(folder);
  for (const place of [root, join(root, 'lib')]) {
    const libraries = await librariesIn(place);
    if (libraries.length === 0) continue;
    for (const library of libraries) await checkArchitecture(library);
    return { libraries, headers: await headersOf(root) };
  }
  throw new InstallFailure(
    `\`${folder}\` has no libtensorflow, neither at its top nor in \`lib\``,
    'give the folder of an unpacked libtensorflow archive, or that of the Python package tensorflow',
  );
}

async function librariesIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => libraryName.test(name));
  const best = (kind: RegExp): string | undefined =>
    names
      .filter((name) => kind.test(name))
      .sort()
      .at(-1);
  const main = best(/^libtensorflow\./) ?? best(/^libtensorflow_cc\./);
  if (main === undefined) return [];
  return [main, best(/^libtensorflow_framework\./)].flatMap((name) =>
    name === undefined ? [] : [join(folder, name)],
  );
}

async function headersOf(root: string): Promise<string> {
  const headers = join(root, 'include');
  const found = await stat(join(headers, 'tensorflow', 'c', 'c_api.h')).catch(() => undefined);
  if (found !== undefined) return headers;
  throw new InstallFailure(
    `\`${root}\` has no header \`include/tensorflow/c/c_api.h\``,
    'take a libtensorflow that comes with its C headers, as its archives and the Python package do',
  );
}

/** Numbers of `e_machine` in ELF files, by Node's names. */
const machines: Readonly<Record<number, string>> = {
  3: 'ia32',
  40: 'arm',
  62: 'x64',
  183: 'arm64',
  243: 'riscv64',
};

/** Throws where an ELF library is for another processor than Node's; other formats are left to the linker. */
async function checkArchitecture(library: string): Promise<void> {
  const header = await readStart(library, 20);
  if (header.length < 20 || header.toString('latin1', 0, 4) !== '\x7fELF') return;
  const machine = machines[header.readUInt16LE(18)] ?? `machine ${header.readUInt16LE(18)}`;
  if (machine === process.arch) return;
  throw new InstallFailure(
    `\`${library}\` is built for ${machine}, and this Node for ${process.arch}`,
    `take a libtensorflow for ${process.arch}`,
  );
}
