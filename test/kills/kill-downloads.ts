import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Killed, succeeded } from './kill-runs.ts';
import { type Blow, disorder, start } from './start.ts';

/** The arguments of Node for fetching an address to a path. */
export type DownloadCommand = (path: string, url: string) => readonly string[];

const content = randomBytes(200_000);
const tag = `"${createHash('sha256').update(content).digest('hex')}"`;

/**
 * Strikes a download at steps of what it writes, spread over all of them: nothing half fetched is in its place then, and the
 * next one goes on and leaves the whole file, and nothing else.
 */
export async function killDownloads(
  command: DownloadCommand,
  times: number,
  directory: string,
  blows: readonly Blow[] = ['SIGKILL'],
): Promise<Killed> {
  const folder = join(directory, 'fetched');
  const path = join(folder, 'file.bin');
  const host = await serve();
  const { url } = host;
  const faults: string[] = [];
  let kills = 0;
  try {
    mkdirSync(folder, { recursive: true });
    const { steps } = succeeded(await start(command(path, url), folder));
    for (let time = 0; time < times; time++) {
      const at = 1 + Math.floor((time * steps) / times);
      const by = blows[time % blows.length] ?? 'SIGKILL';
      const fault = (text: string): void => void faults.push(`${by} at step ${at}: ${text}`);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      const ended = await start(command(path, url), folder, { at, by });
      if (ended.killed || by === 'clock') kills++;
      const wrong = disorder(ended) ?? halfFetched(folder);
      if (wrong !== undefined) fault(wrong);
      const again = await start(command(path, url), folder);
      if (again.code !== 0) fault(`it does not go on: ${again.err}`);
      const left = readdirSync(folder).join();
      if (left !== 'file.bin') fault(`it leaves ${left}`);
      else if (!readFileSync(path).equals(content)) fault('it is not what was sent');
    }
    return { steps, kills, faults };
  } finally {
    host.close();
  }
}

/** What stands in the place of a file is whole. */
function halfFetched(folder: string): string | undefined {
  const isThere = readdirSync(folder).includes('file.bin');
  return isThere && !readFileSync(join(folder, 'file.bin')).equals(content)
    ? 'a part is in its place'
    : undefined;
}

/** A host that sends the content in a few parts, from where it is asked to. */
async function serve(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const [, from = '0'] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
    const begin = request.headers['if-range'] === tag ? Number(from) : 0;
    response.writeHead(begin > 0 ? 206 : 200, {
      etag: tag,
      'content-length': content.length - begin,
      ...(begin > 0 ? { 'content-range': `bytes ${begin}-${content.length - 1}/${content.length}` } : {}),
    });
    void send(response, begin);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file.bin`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function send(response: ServerResponse, begin: number): Promise<void> {
  for (let at = begin; at < content.length && !response.destroyed; at += 20_000) {
    response.write(content.subarray(at, at + 20_000));
    await sleep(5);
  }
  response.end();
}
