import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  bindingIn,
  installFolder,
  packageFolder,
  packages,
} from '../../../../runtime/engines/tensorflow/binding-places.ts';
import { downloadBinding } from '../../../../runtime/engines/tensorflow/install/download-binding.ts';
import { InstallFailure } from '../../../../runtime/engines/install/install-failure.ts';
import { installTensorflow } from '../../../../runtime/engines/tensorflow/install/install-tensorflow.ts';
import { cnnc, repositoryFile } from '../../../cli/run-cnnc.ts';
import { schemaErrors } from '../../../cli/schema.ts';
import { temporaryDirectory } from '../../../support/directory.ts';

/*
 * The package's own script, and a host of ours in place of the one it downloads from. A binding that runs is the one that
 * this machine has, if it has one; the libtensorflow beside it is a token.
 */

const installed = bindingIn(installFolder());
const main = repositoryFile('dist/cli/main.js');

let cache = '';
beforeEach(() => {
  cache = temporaryDirectory();
  vi.stubEnv('CNNC_CACHE', cache);
  // No Python to build with in its place.
  vi.stubEnv('PATH', '/nowhere');
  vi.stubEnv('VIRTUAL_ENV', '');
  vi.stubEnv('CONDA_PREFIX', '');
  for (const proxy of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']) vi.stubEnv(proxy, '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** What lies in the cache folder for TensorFlow. */
const left = (): readonly string[] =>
  existsSync(join(cache, 'tensorflow')) ? readdirSync(join(cache, 'tensorflow')) : [];

/** A gzipped archive of files by their path. */
function archive(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const folder = temporaryDirectory();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const tops = readdirSync(folder);
  return execFileSync('/bin/tar', ['-czf', '-', '-C', folder, ...tops], { env: { PATH: '/usr/bin:/bin' } });
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const gives =
  (body: Buffer | string, status = 200): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-length': body.length }).end(body);
  };

/** Answers with the beginning of a long file, and with nothing more; `closed` when the other side has gone. */
function stalls(): {
  readonly answer: Answer;
  readonly begun: Promise<void>;
  readonly closed: Promise<void>;
} {
  let [begin, close] = [() => undefined as void, () => undefined as void];
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const closed = new Promise<void>((resolve) => (close = resolve));
  const answer: Answer = (_, response) => {
    response.writeHead(200, { 'content-length': 1_000_000 }).write(token().subarray(0, 40));
    response.on('close', close);
    begin();
  };
  return { answer, begun, closed };
}

const token = (): Buffer =>
  archive({ 'lib/libtensorflow.so.2.9.1': 'a token', 'include/tensorflow/c/c_api.h': '' });
const binding = (content: string | Buffer): Buffer => archive({ 'napi-v8/tfjs_binding.node': content });

/** A host for both files; gives the paths that were asked for. */
async function host(libtensorflow: Answer, addon: Answer): Promise<readonly string[]> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    if (request.method === 'HEAD') return response.end();
    asked.push(request.url ?? '');
    return (asked.length === 1 ? libtensorflow : addon)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('TFJS_NODE_BASE_URI', `${address}/libtensorflow-`);
  vi.stubEnv('npm_config_tfjs_binding_binary_host_mirror', `${address}/bindings`);
  return asked;
}

async function failure(): Promise<string> {
  const error = await installTensorflow({}, () => undefined).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InstallFailure)) throw new Error(`it did not fail as expected: ${String(error)}`);
  expect(left()).toEqual([]);
  return error.message;
}

describe.skipIf(packageFolder(packages[0]) === undefined || process.platform !== 'linux')(
  'downloading the tensorflow engine',
  () => {
    it.skipIf(!existsSync(installed))('puts both files where they belong, and says so', async () => {
      const asked = await host(gives(token()), gives(binding(readFileSync(installed))));
      const { code, out, err } = await cnnc(['engines', 'install', 'tensorflow', '--json']);
      expect(err.split('\n')).toEqual([
        '  asking for the download of tfjs-node',
        expect.stringMatching(/^ {2}fetching libtensorflow-gpu-linux-\w+-2\.\d+\.\d+\.tar\.gz \(\d+ B\)$/),
        expect.stringMatching(/^ {2}fetching GPU-linux-[\d.]+\.tar\.gz \([\d.]+ kB\)$/),
        '',
      ]);
      expect(code).toBe(0);
      const said: unknown = JSON.parse(out);
      expect(schemaErrors('engines-install', said)).toEqual([]);
      expect(said).toMatchObject({ engine: 'tensorflow', folder: installFolder(), already: false });
      expect(said).not.toHaveProperty('libtensorflow');
      expect(asked).toEqual([
        expect.stringMatching(/^\/libtensorflow-gpu-linux-\w+-2\.\d+\.\d+\.tar\.gz$/),
        expect.stringMatching(/^\/bindings\/napi-v8\/[\d.]+\/GPU-linux-[\d.]+\.tar\.gz$/),
      ]);
      expect(left()).toEqual([basename(installFolder())]);
      expect(readdirSync(join(installFolder(), 'deps/lib'))).toEqual(['libtensorflow.so.2.9.1']);
      const again: unknown = JSON.parse((await cnnc(['engines', 'install', 'tensorflow', '--json'])).out);
      expect(schemaErrors('engines-install', again)).toEqual([]);
      expect(again).toMatchObject({ already: true });
      expect(asked).toHaveLength(2);
    });

    it('says that the library is not there', async () => {
      const asked = await host(gives('<html>Not found</html>', 404), gives(''));
      expect(await failure()).toMatch(
        /^its download failed \(`127.0.0.1:\d+` says 404 \(Not Found\)\), and no/,
      );
      expect(asked).toHaveLength(1);
    });

    it('says that the binding is not there, and builds none in its place', async () => {
      await host(gives(token()), gives('', 404));
      expect(await failure()).toMatch(
        /^its download failed \(`127.0.0.1:\d+` says 404 \(Not Found\)\), and no Python/,
      );
    });

    it('says that an archive is broken', async () => {
      const whole = token();
      await host(gives(whole.subarray(0, whole.length - 20)), gives(''));
      expect(await failure()).toMatch(
        /^its download failed \(what the host sends is no whole archive\), and no Python/,
      );
    });

    it('goes on where the host has broken off', async () => {
      const whole = archive({ 'lib/libtensorflow.so.2.9.1': randomBytes(200_000) });
      const ranges: (string | undefined)[] = [];
      const breaks: Answer = (request, response) => {
        if (request.url?.includes('bindings') === true)
          return gives(binding('no library'))(request, response);
        ranges.push(request.headers.range);
        const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
        const head = { etag: '"one"', 'content-length': whole.length - from };
        if (from > 0) {
          const range = { 'content-range': `bytes ${from}-${whole.length - 1}/${whole.length}` };
          return response.writeHead(206, { ...head, ...range }).end(whole.subarray(from));
        }
        response.writeHead(200, head).write(whole.subarray(0, 100_000));
        setTimeout(() => response.destroy(), 100);
      };
      await host(breaks, breaks);
      expect(await failure()).toMatch(/^its download does not run here/);
      expect(ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
    });

    it('says that a binding does not run', async () => {
      await host(gives(token()), gives(binding('no library')));
      expect(await failure()).toMatch(/^its download does not run here \(.*(file too short|invalid).*\)/);
    });

    it('gives up after its time, with everything that it started', async () => {
      // A busy machine needs longer to come to the second file, which a process of the script's own fetches.
      for (const whole of [2500, 6000, 15_000, 60_000]) {
        const stalled = stalls();
        const asked = await host(gives(token()), stalled.answer);
        const download = await downloadBinding(join(temporaryDirectory(), 'made'), () => undefined, {
          answer: 5000,
          whole,
        });
        expect(download).toEqual({ ok: false, reason: 'its download took longer than 1 min' });
        if (asked.length < 2) continue;
        await stalled.closed;
        return;
      }
      throw new Error('it never came to the second file');
    });

    it('gives up on a host that never answers', async () => {
      const server = createServer(() => undefined);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => server.closeAllConnections());
      onTestFinished(() => void server.close());
      vi.stubEnv('TFJS_NODE_BASE_URI', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      const folder = join(temporaryDirectory(), 'made');
      const download = await downloadBinding(folder, () => undefined, { answer: 200, whole: 4000 });
      expect(download).toEqual({ ok: false, reason: 'its download cannot be reached' });
      expect(existsSync(folder)).toBe(false);
    });

    it.skipIf(!existsSync(main))('ends with Ctrl-C, and the next one clears what was left', async () => {
      const stalled = stalls();
      await host(stalled.answer, gives(''));
      const child = spawn(process.execPath, [main, 'engines', 'install', 'tensorflow'], { stdio: 'ignore' });
      const exited = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
      await stalled.begun;
      child.kill('SIGINT');
      expect(await exited).toBe('SIGINT');
      await stalled.closed;
      expect(left()).toEqual([`${basename(installFolder())}.new-${child.pid}`]);
      // One that another process is making is not touched.
      mkdirSync(`${installFolder()}.new-${process.ppid}`);
      vi.stubEnv('TFJS_NODE_BASE_URI', 'http://127.0.0.1:9/');
      await expect(installTensorflow({}, () => undefined)).rejects.toThrow('cannot be reached');
      expect(left()).toEqual([`${basename(installFolder())}.new-${process.ppid}`]);
    });
  },
);
