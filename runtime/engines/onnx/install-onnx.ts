import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { makeDirectory } from '../../files/make-directory.ts';
import { replaceDirectory } from '../../files/replace-directory.ts';
import { removeLeftovers, restoreAside, temporaryBeside } from '../../files/temporary.ts';
import { InstallFailure } from '../install/install-failure.ts';
import { runTool } from '../install/run-tool.ts';
import { onnxFolder } from './onnx-folder.ts';

/** What an installation came to. */
export interface InstalledOnnx {
  readonly folder: string;
  readonly version: string;
  /** Whether it was there before, and nothing was done. */
  readonly already: boolean;
}

const range = packageJson.optionalDependencies['onnxruntime-node'];

/** Milliseconds that npm has for some 100 MB. */
const patience = 900_000;

/**
 * Gets onnxruntime-node from the npm registry into the user's cache folder, with install scripts off: its library for the
 * CPU is in the package, while its script asks another host. npm checks what it gets against the registry's checksums; it
 * is made beside its place, tried, and only then put there, with what was there before aside until then; what installations left that
 * were killed goes. Throws an InstallFailure.
 */
export async function installOnnx(
  { force = false }: { readonly force?: boolean },
  say: (text: string) => void,
): Promise<InstalledOnnx> {
  const folder = onnxFolder();
  await restoreAside(folder);
  const found = force ? undefined : await versionIn(folder);
  if (found !== undefined) return { folder, version: found, already: true };
  const making = temporaryBeside(folder);
  try {
    await makeDirectory(dirname(folder));
    await removeLeftovers(folder);
    await mkdir(making);
    await writeFile(join(making, 'package.json'), '{ "private": true }\n');
    say(`onnxruntime-node ${range} from the npm registry, some 100 MB …`);
    await fetchPackage(making);
    const version = await versionIn(making);
    if (version === undefined) {
      throw new InstallFailure(
        'its library does not run on this machine',
        'choose another engine, such as `wasm`',
      );
    }
    await replaceDirectory(making, folder);
    return { folder, version, already: false };
  } catch (error) {
    if (error instanceof InstallFailure) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new InstallFailure(reason, 'check the folder, or choose another with `CNNC_CACHE`');
  } finally {
    await rm(making, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function fetchPackage(folder: string): Promise<void> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const args = ['install', '--prefix', folder, ...flags, `onnxruntime-node@${range}`];
  const { ok, err, late } = await runTool('npm', args, { cwd: folder, timeout: patience });
  if (ok) return;
  const reason = late ? 'npm took too long' : (errorLine(err) ?? 'npm could not be run');
  throw new InstallFailure(reason, 'see that `npm` is there and its registry answers: `npm ping`');
}

/** The line of npm's output that says what went wrong. */
const errorLine = (err: string): string | undefined =>
  err
    .split('\n')
    .map((line) => line.replace(/^npm (?:error|ERR!)\s*/, '').trim())
    .find((line) => line !== '' && !/^(?:code|errno|syscall|type|A complete log)\b/.test(line));

const script = `
  const { env, InferenceSession, Tensor } = require(process.argv[1]);
  new Tensor('float32', [1], [1]);
  if (typeof InferenceSession.create !== 'function') throw new Error('it makes no sessions');
  console.log(JSON.stringify({ version: env.versions.node ?? env.versions.common }));
`;

/** The version of the package in a folder, loaded in a process of its own; undefined where it does not run. */
async function versionIn(folder: string): Promise<string | undefined> {
  const place = join(folder, 'node_modules', 'onnxruntime-node');
  const { ok, out } = await runTool(process.execPath, ['-e', script, place], { timeout: 120_000 });
  if (!ok) return undefined;
  const { version } = JSON.parse(out.trim().split('\n').at(-1) ?? '{}') as { readonly version?: string };
  return version;
}
