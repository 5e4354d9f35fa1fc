import { createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { devNull } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { formatBytes } from '../../../../compiler/diagnostics/messages/format-bytes.ts';
import { download, type DownloadObserver } from '../../../files/download/download.ts';
import { DownloadError, tryLater } from '../../../files/download/download-error.ts';
import { openFile } from '../../../files/read-file.ts';
import type { DownloadLimits } from '../../../files/download/pace.ts';

/** A larger file is no archive of TensorFlow's. */
const largest = 2 * 2 ** 30;

/** A host on this machine that has what other hosts have. */
export interface Relay {
  /** The addresses here, by name, that stand for those that the relay was opened with. */
  readonly addresses: Readonly<Record<string, string>>;
  /** What the first file that could not be had was missing for. */
  failure(): string | undefined;
  /** Ends it once nothing is being fetched; `keep` what was fetched for another try. */
  close(keep: boolean): Promise<void>;
}

/**
 * Opens a host for a script that downloads in its own way: each file that it asks for is fetched by `download`, held to pace
 * and size, on from where an earlier try came to, unpacked once to see that it is whole, and only then given.
 */
export async function openRelay(
  hosts: Readonly<Record<string, string>>,
  folder: string,
  limits: DownloadLimits,
  say: (text: string) => void,
): Promise<Relay> {
  let failure: string | undefined;
  const pending = new Set<Promise<void>>();
  const give = async (asked: string, response: ServerResponse): Promise<void> => {
    const [name = '', ...rest] = asked.slice(1).split('/');
    const host = Object.hasOwn(hosts, name) ? hosts[name] : undefined;
    if (host === undefined) return void response.writeHead(404).end();
    const url = `${host}${rest.join('/')}`;
    const path = join(folder, basename(new URL(url).pathname));
    try {
      await mkdir(folder, { recursive: true });
      await download({ url, path, limit: largest, verify: refuseDamaged }, tell(basename(path), say), limits);
      const { size, stream } = await read(path);
      response.writeHead(200, { 'content-length': size });
      await pipeline(stream, response);
    } catch (error) {
      failure ??= error instanceof Error ? error.message : String(error);
      if (!response.headersSent) response.writeHead(502).end();
      else response.destroy();
    }
  };
  const server = createServer((request, response) => {
    const given = give(request.url ?? '', response).finally(() => pending.delete(given));
    pending.add(given);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    addresses: Object.fromEntries(Object.keys(hosts).map((name) => [name, `${here}/${name}/`])),
    failure: () => failure,
    async close(keep) {
      server.close();
      server.closeAllConnections();
      await Promise.all(pending);
      if (!keep) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function read(file: string): Promise<{ readonly size: number; readonly stream: ReadStream }> {
  const { size, handle } = await openFile(file, largest);
  return { size, stream: handle.createReadStream() };
}

/** Rejects where an archive is none, or not whole: it is unpacked to nowhere. */
async function refuseDamaged(file: string): Promise<void> {
  if (file.endsWith('.zip')) return;
  const { stream } = await read(file);
  await pipeline(stream, createGunzip(), createWriteStream(devNull)).catch(() => {
    throw new DownloadError('what the host sends is no whole archive', tryLater);
  });
}

/** Says what is fetched, and how far it is at each tenth of a large file. */
function tell(name: string, say: (text: string) => void): DownloadObserver {
  let [begun, told] = [false, 0];
  return {
    progress({ received, total }) {
      const size = total === undefined ? '' : ` (${formatBytes(total)})`;
      if (!begun) say(`fetching ${name}${size}`);
      begun = true;
      const tenth = total === undefined || total < 2 ** 25 ? 0 : Math.floor((10 * received) / total);
      if (tenth > told) say(`${formatBytes(received)} of ${formatBytes(total ?? 0)}`);
      told = Math.max(told, tenth);
    },
    waiting: (pid) => say(`process ${pid} is fetching ${name}: waiting for it`),
  };
}
