import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bindingIn, hostIn, packageFolder, packages } from '../binding-places.ts';
import { hostSource } from './host-source.ts';
import { InstallFailure } from '../../install/install-failure.ts';
import type { Libtensorflow } from './libtensorflow.ts';
import { runTool } from '../../install/run-tool.ts';

/** Compiles the package's own binding against a TensorFlow, into a folder laid out like the package. */
export async function buildBinding(tensorflow: Libtensorflow, folder: string): Promise<void> {
  const places = [...new Set(tensorflow.libraries.map(dirname))].map((place) => `-Wl,-rpath,${place}`);
  await compile(bindingIn(folder), [
    `-I${tensorflow.headers}`,
    ...bindingSources(),
    ...tensorflow.libraries,
    ...places,
  ]);
}

/** Compiles the module for the process itself, beside a binding. */
export async function buildHostModule(folder: string): Promise<void> {
  const source = join(folder, 'host.cc');
  await writeFile(source, hostSource);
  await compile(hostIn(folder), [source]);
}

/** Compiles a module of Node, all or nothing. */
async function compile(module: string, args: readonly string[]): Promise<void> {
  const compiler = await findCompiler();
  const common = ['-shared', '-fPIC', '-std=c++17', '-O2', '-w', '-DNAPI_VERSION=8', `-I${nodeHeaders()}`];
  if (process.platform === 'darwin') common.push('-undefined', 'dynamic_lookup');
  await mkdir(dirname(module), { recursive: true });
  const making = `${module}.new-${process.pid}`;
  const { ok, err } = await runTool(compiler, [...common, ...args, '-o', making], { timeout: 600_000 });
  if (ok) return rename(making, module);
  const [line = 'it said nothing'] = err
    .split('\n')
    .filter((each) => /error/i.test(each))
    .concat(err.split('\n'));
  throw new InstallFailure(
    `${compiler} could not build the binding: ${line.trim()}`,
    'take another libtensorflow or another compiler (`CXX=…`)',
  );
}

function bindingSources(): readonly string[] {
  for (const name of packages) {
    const folder = packageFolder(name);
    const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => join(folder ?? '', 'binding', file));
    if (folder !== undefined && sources.every(existsSync)) return sources;
  }
  throw new InstallFailure(
    `the package ${packages[0]}, whose sources are needed, is not installed`,
    `run \`npm install ${packages[0]} --ignore-scripts\``,
  );
}

/** The headers of N-API: the package that carries them, else those of this Node. */
function nodeHeaders(): string {
  const carried = packageFolder('node-api-headers');
  const own = join(dirname(dirname(process.execPath)), 'include', 'node');
  const places = [...(carried === undefined ? [] : [join(carried, 'include')]), own];
  const found = places.find((place) => existsSync(join(place, 'node_api.h')));
  if (found !== undefined) return found;
  throw new InstallFailure('there are no headers of N-API', 'run `npm install node-api-headers`');
}

/** `CXX` where it is set, else the first that there is. */
async function findCompiler(): Promise<string> {
  const { CXX } = process.env;
  for (const compiler of CXX ? [CXX] : ['c++', 'g++', 'clang++']) {
    if ((await runTool(compiler, ['--version'], { timeout: 30_000 })).ok) return compiler;
  }
  const reason = CXX
    ? `\`CXX=${CXX}\` is not there or does not run`
    : 'there is no C++ compiler (c++, g++ or clang++)';
  throw new InstallFailure(reason, 'install one (`apt-get install g++`, `xcode-select --install`)');
}
