import { cp, mkdir } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { patient } from '../../../files/download/pace.ts';
import { readText } from '../../../files/read-file.ts';
import { cacheFolder, packageFolder, packages } from '../binding-places.ts';
import { runTool, type ToolRun } from '../../install/run-tool.ts';
import { openRelay, type Relay } from './relay.ts';
import { tryBinding } from './try-binding.ts';

/** Whether a download gave what runs here, or why not: a clause about the download. */
export type Download = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Milliseconds to wait for the first answer of the host, and for all of the download. */
export interface Patience {
  readonly answer: number;
  readonly whole: number;
}

/** Half a gigabyte at 3 Mbit/s. */
const patience: Patience = { answer: 5000, whole: 1_800_000 };

/**
 * Runs the package's own install script on a copy of the package: it asks for a libtensorflow and the binding built for
 * it, of its host or the one that its own variables name, and is given what a relay has fetched. Through a proxy, which the relay does
 * not use, the script fetches by itself.
 */
export async function downloadBinding(
  folder: string,
  say: (text: string) => void,
  limits: Patience = patience,
): Promise<Download> {
  const [name] = packages;
  const source = packageFolder(name);
  if (source === undefined) return { ok: false, reason: `the package ${name} is not installed` };
  if (!(await answers(process.env['TFJS_NODE_BASE_URI'] ?? downloadHost(), limits.answer))) {
    return { ok: false, reason: 'its download cannot be reached' };
  }
  await mkdir(folder, { recursive: true });
  for (const part of ['package.json', 'scripts', 'binding', 'binding.gyp']) {
    await cp(join(source, part), join(folder, part), { recursive: true });
  }
  const relay = hasProxy()
    ? undefined
    : await openRelay(
        await hostsOf(source),
        join(cacheFolder(), 'downloads'),
        { ...patient, whole: limits.whole + 1000 },
        say,
      );
  const ran = await runScript(folder, resolve(source, '..', '..'), limits, relay);
  const missed = relay?.failure();
  await relay?.close(!ran.ok);
  if (ran.late) {
    return { ok: false, reason: `its download took longer than ${Math.ceil(limits.whole / 60_000)} min` };
  }
  if (!ran.ok) return { ok: false, reason: `its download failed (${missed ?? mistakeIn(ran)})` };
  const trial = await tryBinding(folder);
  return trial.ok ? trial : { ok: false, reason: `its download does not run here (${trial.reason})` };
}

function runScript(
  folder: string,
  modules: string,
  limits: Patience,
  relay: Relay | undefined,
): Promise<ToolRun> {
  const { library, host, bindings } = relay?.addresses ?? {};
  return runTool(process.execPath, [join('scripts', 'install.js'), 'gpu', 'download'], {
    cwd: folder,
    environment: {
      NODE_PATH: modules,
      PATH: [join(modules, '.bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
      // Where the binding is not to be had, node-pre-gyp would build one in its own way.
      npm_config_argv: JSON.stringify({ cooked: ['--fallback-to-build', 'false'] }),
      ...(library === undefined ? {} : { TFJS_NODE_BASE_URI: library }),
      ...(host === undefined ? {} : { TFJS_NODE_CDN_STORAGE: host }),
      ...(bindings === undefined ? {} : { npm_config_tfjs_binding_binary_host_mirror: bindings }),
    },
    timeout: limits.whole,
  });
}

/** Where the package's script downloads from, unless its own variables say otherwise. */
function downloadHost(): string {
  const { TFJS_NODE_CDN_STORAGE, CDN_STORAGE } = process.env;
  return TFJS_NODE_CDN_STORAGE ?? CDN_STORAGE ?? 'https://storage.googleapis.com/';
}

/** What addresses begin with: of a libtensorflow, of one for other machines, and of bindings. */
async function hostsOf(source: string): Promise<Readonly<Record<'library' | 'host' | 'bindings', string>>> {
  const { TFJS_NODE_BASE_URI, npm_config_tfjs_binding_binary_host_mirror: mirror } = process.env;
  const host = downloadHost();
  const described: unknown = JSON.parse(await readText(join(source, 'package.json'), 2 ** 20));
  const { binary } = described as { readonly binary: { readonly host: string } };
  return {
    library: TFJS_NODE_BASE_URI ?? `${host}tensorflow/libtensorflow/libtensorflow-`,
    host,
    bindings: `${(mirror ?? binary.host).replace(/\/$/, '')}/`,
  };
}

const hasProxy = (): boolean =>
  ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some((name) => process.env[name]);

/** Whether the host says anything at all. The script would go through a proxy, which `fetch` does not: it is left to try. */
async function answers(host: string, timeout: number): Promise<boolean> {
  if (hasProxy()) return true;
  try {
    await fetch(new URL(host).origin, { method: 'HEAD', signal: AbortSignal.timeout(timeout) });
    return true;
  } catch {
    return false;
  }
}

/** The line of what the script printed that names a mistake: node-pre-gyp's own, else the error that ended it. */
function mistakeIn({ out, err }: ToolRun): string {
  const text = `${out}\n${err}`;
  const named = /ERR! install (.+)/.exec(text) ?? /^\w*Error: (.+)/m.exec(text);
  return named?.[1]?.trim() ?? 'its script says no more';
}
