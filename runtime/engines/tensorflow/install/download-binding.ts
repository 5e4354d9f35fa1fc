import { cp, mkdir } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { packageFolder, packages } from '../binding-places.ts';
import { runTool, type ToolRun } from '../../install/run-tool.ts';
import { tryBinding } from './try-binding.ts';

/** Whether a download gave what runs here, or why not: a clause about the download. */
export type Download = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Milliseconds to wait for the first answer of the host, and for all of the download. */
export interface DownloadLimits {
  readonly answer: number;
  readonly whole: number;
}

/** Half a gigabyte at 3 Mbit/s. */
const patient: DownloadLimits = { answer: 5000, whole: 1_800_000 };

/**
 * Runs the package's own install script on a copy of the package: it fetches a libtensorflow and the binding built for
 * it, from its host or the one that its own variables name.
 */
export async function downloadBinding(folder: string, limits: DownloadLimits = patient): Promise<Download> {
  const [name] = packages;
  const source = packageFolder(name);
  if (source === undefined) return { ok: false, reason: `the package ${name} is not installed` };
  if (!(await answers(downloadHost(), limits.answer))) {
    return { ok: false, reason: 'its download cannot be reached' };
  }
  await mkdir(folder, { recursive: true });
  for (const part of ['package.json', 'scripts', 'binding', 'binding.gyp']) {
    await cp(join(source, part), join(folder, part), { recursive: true });
  }
  const modules = resolve(source, '..', '..');
  const ran = await runTool(process.execPath, [join('scripts', 'install.js'), 'gpu', 'download'], {
    cwd: folder,
    environment: {
      NODE_PATH: modules,
      PATH: [join(modules, '.bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
      // Where the binding is not to be had, node-pre-gyp would build one in its own way.
      npm_config_argv: JSON.stringify({ cooked: ['--fallback-to-build', 'false'] }),
    },
    timeout: limits.whole,
  });
  if (ran.late) {
    return { ok: false, reason: `its download took longer than ${Math.ceil(limits.whole / 60_000)} min` };
  }
  if (!ran.ok) return { ok: false, reason: `its download failed (${mistakeIn(ran)})` };
  const trial = await tryBinding(folder);
  return trial.ok ? trial : { ok: false, reason: `its download does not run here (${trial.reason})` };
}

/** Where the package's script downloads from, unless its own variables say otherwise. */
function downloadHost(): string {
  const { TFJS_NODE_CDN_STORAGE, CDN_STORAGE, TFJS_NODE_BASE_URI } = process.env;
  return TFJS_NODE_BASE_URI ?? TFJS_NODE_CDN_STORAGE ?? CDN_STORAGE ?? 'https://storage.googleapis.com/';
}

/** Whether the host says anything at all. The script would go through a proxy, which `fetch` does not: it is left to try. */
async function answers(host: string, timeout: number): Promise<boolean> {
  const { HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy } = process.env;
  if (HTTPS_PROXY || https_proxy || HTTP_PROXY || http_proxy) return true;
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
