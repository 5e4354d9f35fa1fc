import { existsSync } from 'node:fs';
import type { Host } from '../../lsp/host.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { loadSource } from '../../runtime/spec/load-source.ts';
import { lookAtWeights } from '../../runtime/weights/sources/look-at-weights.ts';
import { findPage } from '../explain/pages.ts';
import { filesIn } from './files-in.ts';

/** What the language server has on a machine: its files, read as every command reads them, and the pages beside the program. */
export function nodeHost(): Host {
  const errors = errorPages();
  return {
    version: packageJson.version,
    load: loadSource,
    lookAtWeights,
    filesIn,
    explain: findPage,
    ...(errors !== undefined && { pageOf: (code: string) => `${errors}#${code.toLowerCase()}` }),
  };
}

/** `docs/errors.md` of the package that this is in, be it bundled or not. */
function errorPages(): string | undefined {
  return ['../docs/errors.md', '../../docs/errors.md']
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url))?.href;
}
