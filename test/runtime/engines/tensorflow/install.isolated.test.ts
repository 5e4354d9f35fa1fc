import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  bindingIn,
  hostIn,
  installFolder,
  packageFolder,
  packages,
} from '../../../../runtime/engines/tensorflow/binding-places.ts';
import { type HostModule, loadBinding } from '../../../../runtime/engines/tensorflow/load-binding.ts';
import { InstallFailure } from '../../../../runtime/engines/install/install-failure.ts';
import {
  type InstallOptions,
  installTensorflow,
} from '../../../../runtime/engines/tensorflow/install/install-tensorflow.ts';
import { cnnc } from '../../../cli/run-cnnc.ts';
import { temporaryDirectory } from '../../../support/directory.ts';
import { pythonWith } from '../../../support/python.ts';
import { isLong } from '../../../support/sample.ts';

const python = pythonWith('tensorflow');

/** What this machine has installed. */
const earlier = installFolder();

let cache = '';
beforeEach(() => {
  cache = temporaryDirectory();
  vi.stubEnv('CNNC_CACHE', cache);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A folder that looks like libtensorflow; `machine` is what its library's header says it is built for. */
function fakeLibrary(machine: number | 'text', headers = true): string {
  const folder = temporaryDirectory();
  const bytes = Buffer.alloc(64);
  bytes.write('\x7fELF', 'latin1');
  if (machine !== 'text') bytes.writeUInt16LE(machine, 18);
  mkdirSync(join(folder, 'lib'));
  writeFileSync(join(folder, 'lib', 'libtensorflow.so.2'), machine === 'text' ? 'no library' : bytes);
  if (headers) {
    mkdirSync(join(folder, 'include/tensorflow/c'), { recursive: true });
    writeFileSync(join(folder, 'include/tensorflow/c/c_api.h'), '');
  }
  return folder;
}

/** Whether a compiler is waited for, some twelve seconds: in the long form of the tests, and where nothing was built of it before. */
const compiles = isLong || !existsSync(bindingIn(earlier)) || !existsSync(hostIn(earlier));

/** What stands in for a compiler: it sees to it that sources and headers are there, and gives what was built of them before. */
function quickCompiler(): string {
  const path = join(temporaryDirectory(), 'c++');
  const script = `#!/bin/sh
built='${bindingIn(earlier)}'
for word; do
  case "$word" in
    -I*) test -d "\${word#-I}" || { echo "error: no folder $word"; exit 1; } ;;
    */host.cc) built='${hostIn(earlier)}' ;;
    *.cc|*.so*) test -e "\${word#-Wl,-rpath,}" || { echo "error: no file $word"; exit 1; } ;;
  esac
  last="$word"
done
case "$*" in *--version*) exit 0 ;; esac
exec cp "$built" "$last"
`;
  writeFileSync(path, script, { mode: 0o755 });
  return path;
}

/** The reason and remedy of an installation that must fail, and leave nothing behind. */
async function failure(options: InstallOptions): Promise<InstallFailure> {
  const error = await installTensorflow(options, () => undefined).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InstallFailure)) throw new Error(`it did not fail as expected: ${String(error)}`);
  const left = existsSync(join(cache, 'tensorflow')) ? readdirSync(join(cache, 'tensorflow')) : [];
  expect(left).toEqual([]);
  return error;
}

const here = process.arch === 'arm64' ? 183 : 62;
const elsewhere = process.arch === 'arm64' ? 62 : 183;

describe('installing the tensorflow engine', () => {
  it('refuses a folder without the library', async () => {
    const folder = temporaryDirectory();
    const { message, remedy } = await failure({ libtensorflow: folder });
    expect(message).toBe(`\`${folder}\` has no libtensorflow, neither at its top nor in \`lib\``);
    expect(remedy).toContain('libtensorflow archive');
  });

  it('refuses a library without its headers', async () => {
    const { message } = await failure({ libtensorflow: fakeLibrary(here, false) });
    expect(message).toMatch(/has no header `include\/tensorflow\/c\/c_api.h`$/);
  });

  it('refuses a library for another processor before it compiles anything', async () => {
    const { message, remedy } = await failure({ libtensorflow: fakeLibrary(elsewhere) });
    expect(message).toMatch(/libtensorflow.so.2` is built for (arm64|x64), and this Node for (x64|arm64)$/);
    expect(remedy).toBe(`take a libtensorflow for ${process.arch}`);
  });

  it('says that a compiler is missing', async () => {
    vi.stubEnv('CXX', '/no/such/compiler');
    const { message, remedy } = await failure({ libtensorflow: fakeLibrary(here) });
    expect(message).toBe('`CXX=/no/such/compiler` is not there or does not run');
    expect(remedy).toContain('apt-get install g++');
  });

  it('passes on what the compiler says', async () => {
    const { message } = await failure({ libtensorflow: fakeLibrary('text') });
    expect(message).toMatch(/could not build the binding: .*error/);
  });

  it('says that a Python has no TensorFlow', async () => {
    const { message } = await failure({ python: '/no/such/python' });
    expect(message).toBe('`/no/such/python` is no Python that has the package tensorflow');
  });

  it('says what is missing where nothing can be had', async () => {
    vi.stubEnv('TFJS_NODE_BASE_URI', 'http://127.0.0.1:9/');
    vi.stubEnv('PATH', '/nowhere');
    vi.stubEnv('VIRTUAL_ENV', '');
    vi.stubEnv('CONDA_PREFIX', '');
    const { message } = await failure({});
    expect(message).toBe('its download cannot be reached, and no Python here has the package tensorflow');
  });

  it.skipIf(python === undefined)(
    'builds what runs, and finds it there the next time',
    { timeout: 300_000 },
    async () => {
      if (!compiles) vi.stubEnv('CXX', quickCompiler());
      const said: string[] = [];
      const first = await installTensorflow({ python: python ?? '' }, (text) => said.push(text));
      expect(first).toMatchObject({ folder: installFolder(), already: false });
      expect(first.version).toMatch(/^\d+\.\d+/);
      expect(said).toEqual([`building against ${first.libtensorflow}`]);
      expect(readdirSync(join(cache, 'tensorflow'))).toHaveLength(1);
      expect(await installTensorflow({}, (text) => said.push(text))).toMatchObject({ already: true });
      expect(await installTensorflow({ python: python ?? '' }, (text) => said.push(text))).toMatchObject({
        already: true,
      });
      expect(said).toHaveLength(1);
      const host = createRequire(import.meta.url)(hostIn(first.folder)) as HostModule;
      for (const act of [host.mute, host.unmute, host.trim]) expect(act()).toBeUndefined();
      // An installation of before there was a module for the process gets one.
      rmSync(hostIn(first.folder));
      await installTensorflow({}, () => undefined);
      expect(existsSync(hostIn(first.folder))).toBe(true);
      // What fails later leaves it as it is.
      await expect(installTensorflow({ libtensorflow: '/nowhere' }, () => undefined)).rejects.toThrow(
        InstallFailure,
      );
      expect(await installTensorflow({}, () => undefined)).toMatchObject({ already: true });
    },
  );
});

describe('loading the binding', () => {
  const others = packages
    .flatMap((name) => packageFolder(name) ?? [])
    .some((each) => existsSync(bindingIn(each)));

  it.skipIf(others)('says why one does not load, and what to do', () => {
    expect(loadBinding()).toMatchObject({ ok: false, reason: 'its native library is not installed' });
    mkdirSync(dirname(bindingIn(installFolder())), { recursive: true });
    writeFileSync(bindingIn(installFolder()), 'no library');
    const loading = loadBinding();
    expect(loading).toMatchObject({
      ok: false,
      fix: expect.stringContaining('cnnc engines install') as string,
    });
    expect(loading.ok ? '' : loading.reason).toMatch(/tfjs_binding.node does not load: /);
  });
});

describe('cnnc engines install', () => {
  it('says what is wrong as a diagnostic, for people and for machines', async () => {
    const args = ['engines', 'install', 'tensorflow', '--libtensorflow', '/nowhere'];
    const { code, err } = await cnnc(args);
    expect(code).toBe(1);
    expect(err).toMatch(/^error\[CNN643\]: the engine `tensorflow` could not be installed: .*\n.*fix: /);
    expect(JSON.parse((await cnnc([...args, '--json'])).out)).toMatchObject({
      diagnostics: [{ code: 'CNN643' }],
    });
  });

  it.each([
    [['remove'], '`engines` takes `install` or nothing, not `remove`'],
    [['install'], 'say what to install: `cnnc engines install onnx`'],
    [['install', 'wasm'], 'only `onnx` and `tensorflow` can be installed'],
    [['install', 'tensorfow'], 'did you mean `tensorflow`?'],
  ])('explains wrong usage: %s', async (args, message) => {
    const { code, err } = await cnnc(['engines', ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
