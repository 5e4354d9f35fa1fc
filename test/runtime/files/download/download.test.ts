import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { download } from '../../../../runtime/files/download/download.ts';
import { DownloadError } from '../../../../runtime/files/download/download-error.ts';
import { patient } from '../../../../runtime/files/download/pace.ts';
import type { Progress } from '../../../../runtime/files/download/transfer.ts';
import { temporaryDirectory } from '../../../support/directory.ts';

/* A host that is slow, endless, wrong, redirecting, cut short, or goes on where it was. */

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const content = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7) % 251));
const etag = '"one"';

let server: Server;
let base = '';
let answer: Answer = () => undefined;
let asked: IncomingMessage[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

let folder = '';
let path = '';
beforeEach(() => {
  [folder, asked] = [temporaryDirectory(), []];
  path = join(folder, 'weights.h5');
});

const quick = { ...patient, waits: [5, 20] };
const silent = { ...quick, idle: 300 };
const dripping = { ...quick, window: 400 };
const limit = 1_000_000;
const right = (file: string): Promise<void> => {
  if (!readFileSync(file).equals(content)) throw new Error('other bytes');
  return Promise.resolve();
};

const get = (url = `${base}/weights.h5`, limits = quick): Promise<void> =>
  download({ url, path, limit, verify: right }, {}, limits);

async function failure(given: Answer, url?: string, limits = quick): Promise<string> {
  answer = given;
  const error: unknown = await get(url, limits).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DownloadError);
  expect(existsSync(path)).toBe(false);
  return (error as DownloadError).message.replace(base.slice(7), 'HOST');
}

const whole: Answer = (_request, response) =>
  response.writeHead(200, { 'content-length': content.length }).end(content);

/** Goes on where a range asks for it; breaks each answer off after so many bytes. */
const inPieces =
  (piece: number): Answer =>
  (request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const headers = { etag, 'content-length': content.length - start };
    if (start === 0) response.writeHead(200, headers);
    else
      response.writeHead(206, {
        ...headers,
        'content-range': `bytes ${start}-${content.length - 1}/${content.length}`,
      });
    response.write(content.subarray(start, start + piece));
    if (start + piece >= content.length) response.end();
    else setTimeout(() => response.destroy(), 20);
  };

describe('a download', () => {
  it('is in its place when it is whole, and nothing else is left', async () => {
    answer = whole;
    await get();
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(readdirSync(folder)).toEqual(['weights.h5']);
    expect(asked.map(({ headers }) => headers['accept-encoding'])).toEqual(['identity']);
  });

  it('says how far it is', async () => {
    answer = whole;
    const told: Progress[] = [];
    const progress = (each: Progress): void => void told.push(each);
    await download({ url: base, path, limit, verify: right }, { progress }, quick);
    expect(told.at(-1)).toEqual({ received: content.length, total: content.length });
  });

  it('is not asked for where it is there', async () => {
    writeFileSync(path, 'kept');
    await get();
    expect([asked, readFileSync(path, 'utf8')]).toEqual([[], 'kept']);
  });

  it('that is broken off goes on where it was', async () => {
    answer = inPieces(80_000);
    await get();
    expect(asked.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=80000-', 'bytes=160000-']);
    expect(asked[1]?.headers['if-range']).toBe(etag);
    expect(readdirSync(folder)).toEqual(['weights.h5']);
  });

  it('of another version since begins anew', async () => {
    answer = inPieces(80_000);
    const first = answer;
    answer = (request, response) =>
      asked.length === 1 ? first(request, response) : whole(request, response);
    await get();
    expect(asked.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=80000-']);
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it('begins anew where the rest is of another version, whatever the server was asked', async () => {
    for (const other of [{ etag: '"two"' }, { 'last-modified': new Date(0).toUTCString() }]) {
      const first = inPieces(80_000);
      answer = (request, response) => {
        if (asked.length === 1) return first(request, response);
        if (request.headers.range === undefined) return whole(request, response);
        const range = `bytes 80000-${content.length - 1}/${content.length}`;
        response
          .writeHead(206, { ...other, 'content-range': range })
          .end(Buffer.alloc(content.length - 80_000));
      };
      await get();
      expect(asked.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=80000-', undefined]);
      rmSync(path);
      asked = [];
    }
  });

  it('does not write through what somebody has put in the place of its part', async () => {
    const own = join(temporaryDirectory(), 'own');
    const part = join(`${path}.part`, 'weights.h5');
    const plants = [
      (): void => symlinkSync(own, part),
      (): void => linkSync(own, part),
      (): unknown => execFileSync('mkfifo', [part]),
    ];
    answer = whole;
    for (const plant of plants) {
      writeFileSync(own, 'kept');
      mkdirSync(dirname(part));
      plant();
      await get();
      expect([readFileSync(own, 'utf8'), readFileSync(path).equals(content)]).toEqual(['kept', true]);
      rmSync(path);
    }
    const elsewhere = temporaryDirectory();
    symlinkSync(elsewhere, `${path}.part`);
    await expect(get()).rejects.toThrow(/\.part` is a link, and would hold what comes$/);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('begins anew where the server has another idea of the range', async () => {
    const first = inPieces(80_000);
    answer = (request, response) => {
      if (asked.length === 1) first(request, response);
      else if (request.headers.range === undefined) whole(request, response);
      else response.writeHead(206, { etag, 'content-range': 'bytes 0-9/10' }).end('0123456789');
    };
    await get();
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it('goes on with what a process left that was killed', async () => {
    const part = `${path}.part`;
    mkdirSync(part);
    writeFileSync(join(part, 'weights.h5'), content.subarray(0, 150_000));
    writeFileSync(join(part, '.state.json'), JSON.stringify({ url: `${base}/weights.h5`, validator: etag }));
    answer = inPieces(content.length);
    await get();
    expect(asked.map(({ headers }) => headers.range)).toEqual(['bytes=150000-']);
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it('is unpacked where the server packs it all the same', async () => {
    answer = (_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', etag }).end(gzipSync(content));
    await get();
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it('asked for twice at once is fetched once', async () => {
    answer = (request, response) => setTimeout(() => whole(request, response), 200);
    await Promise.all([get(), get()]);
    expect(asked.length).toBe(1);
    expect(readdirSync(folder)).toEqual(['weights.h5']);
  });

  it('that is another thing than wanted is removed', async () => {
    answer = (_request, response) => response.end('a page');
    await expect(get()).rejects.toThrow('other bytes');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that nobody went on with for a week is removed', async () => {
    const old = join(folder, 'other.h5.part');
    mkdirSync(old);
    const then = Date.now() / 1000 - 8 * 24 * 3600;
    utimesSync(old, then, then);
    answer = whole;
    await get();
    expect(readdirSync(folder)).toEqual(['weights.h5']);
  });

  it('is tried again where the server has a bad moment', async () => {
    answer = (request, response) =>
      asked.length === 1 ? response.writeHead(503).end() : whole(request, response);
    await get();
    expect(asked.length).toBe(2);
  });
});

describe('is given up where', () => {
  const drip: Answer = (_request, response) => {
    response.writeHead(200, { etag });
    const timer = setInterval(() => response.write('x'), 50);
    response.on('close', () => clearInterval(timer));
  };
  const redirect =
    (location: string): Answer =>
    (_request, response) =>
      response.writeHead(302, { location }).end();

  it.each<[what: string, answer: Answer, told: string | RegExp]>([
    [
      'the file is not there',
      (_request, response) => response.writeHead(404).end(),
      '`HOST` says 404 (Not Found)',
    ],
    [
      'the server fails time and again',
      (_request, response) => response.writeHead(500).end(),
      '`HOST` says 500 (Internal Server Error)',
    ],
    ['there are no bytes', (_request, response) => response.end(), 'nothing is there: it has no bytes'],
    [
      'it is too large, and says so',
      (_request, response) => void response.writeHead(200, { 'content-length': 2_000_000 }).write('x'),
      'it has 2 MB, and at most 1 MB are fetched',
    ],
    [
      'it is too large, and does not say so',
      (_request, response) => {
        response.writeHead(200);
        for (let i = 0; i < 40; i++) response.write(Buffer.alloc(65_536));
      },
      'it is larger than 1 MB',
    ],
    [
      'it is packed and damaged',
      (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'),
      'what it sends is damaged: it cannot be unpacked',
    ],
    [
      'it is no HTTP',
      (request) => request.socket.end('garbage\r\n\r\n'),
      'what answers there does not speak HTTP',
    ],
    [
      'its answer has no end of headers',
      ({ socket }) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        for (let i = 0; i < 2000; i++) socket.write(`x${i}: ${'y'.repeat(100)}\r\n`);
      },
      'its answer begins with more than is read',
    ],
    ['it is redirected in a circle', redirect('/again'), 'it is redirected more than 5 times'],
    [
      'it leads to a file',
      redirect('file:///etc/passwd'),
      'it is redirected to `file:`, which is not followed',
    ],
    [
      'it leads to data',
      redirect('data:text/plain,hi'),
      'it is redirected to `data:`, which is not followed',
    ],
    ['it leads nowhere', redirect('http://[::bad/'), 'it is redirected to no address'],
  ])('%s', async (_what, given, told) => {
    expect(await failure(given)).toMatch(told);
    expect(readdirSync(folder).filter((name) => !name.endsWith('.part'))).toEqual([]);
  });

  it('the host drips, is silent, or stops', async () => {
    expect(await failure(drip, undefined, dripping)).toMatch(
      /^the host sends \d+ bytes a second, less than 1024$/,
    );
    expect(await failure(() => undefined, undefined, silent)).toBe('the host says nothing for 0.3 s');
    const stops: Answer = (_request, response) => void response.writeHead(200).write('beginning');
    expect(await failure(stops, undefined, silent)).toBe('the host says nothing for 0.3 s');
  });

  it('it is cut short at the same place each time', async () => {
    const cut: Answer = (_request, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('abc');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await failure(cut)).toBe('the host has broken the connection off');
    expect([asked.length, readdirSync(folder)]).toEqual([3, []]);
  });

  it('nobody listens, or nobody has the name', async () => {
    expect(await failure(whole, 'http://127.0.0.1:9/x.h5')).toMatch(
      /refuses the connection|nothing is fetched from its port/,
    );
    expect(await failure(whole, 'http://nowhere.invalid/x.h5')).toMatch(
      /no host of this name|cannot be looked up/,
    );
  });

  it('it takes longer than it may', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(Buffer.alloc(100)), 10);
      response.on('close', () => clearInterval(timer));
    };
    await expect(get(undefined, { ...quick, whole: 900 })).rejects.toThrow('it takes longer than 0.9 s');
  });
});
