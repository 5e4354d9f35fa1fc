import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openRelay } from '../../../../runtime/engines/tensorflow/install/relay.ts';
import { patient } from '../../../../runtime/files/download/pace.ts';
import { temporaryDirectory } from '../../../support/directory.ts';

/** What is said while a file of so many bytes is fetched through a relay. */
async function said(size: number): Promise<readonly string[]> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-length': size }).end(Buffer.alloc(size));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const there = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const lines: string[] = [];
  const folder = join(temporaryDirectory(), 'fetched');
  const relay = await openRelay({ there }, folder, patient, (text) => lines.push(text));
  const given = await fetch(`${relay.addresses['there']}file.zip`);
  expect((await given.arrayBuffer()).byteLength).toBe(size);
  await relay.close(false);
  return lines;
}

it('says how far a large file is, a tenth after the other', async () => {
  const [first, ...tenths] = await said(2 ** 25);
  expect(first).toBe('fetching file.zip (33.6 MB)');
  expect(tenths.length).toBeGreaterThan(0);
  expect(tenths.length).toBeLessThanOrEqual(10);
  expect(tenths.at(-1)).toBe('33.6 MB of 33.6 MB');
});

it('says of a small one that it is fetched', async () => {
  expect(await said(2 ** 20)).toEqual(['fetching file.zip (1.05 MB)']);
});
