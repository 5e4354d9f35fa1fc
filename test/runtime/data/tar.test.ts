import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import { Loader, wantedFields } from '../../../runtime/data/batches.ts';
import { Effort } from '../../../runtime/data/effort.ts';
import { lookAt } from '../../../runtime/data/look/look-at.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import { compileText } from '../../support/compile-text.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf, linesOf } from '../../support/failure.ts';
import { member, tarOf } from '../../support/tar.ts';

const picture = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 2, height: 2, channels: 3, background } })
    .png()
    .toBuffer();
const [red, lime, blue] = await Promise.all(['red', 'lime', 'blue'].map(picture));
if (red === undefined || lime === undefined || blue === undefined) throw new Error('no pictures');

function specOf(directory: string, call: string, classes = 3): DataSpec {
  const { value, diagnostics } = compileText(`data D {
    source = tar("${directory}/${call})
    field label: class[${classes}]
  }`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [spec] = value.datas;
  if (spec === undefined) throw new Error('no data');
  return spec;
}

/** Shards by their names in a directory, and the specification of them. */
function shards(files: Readonly<Record<string, Uint8Array>>, call = 'a.tar"', classes = 3): DataSpec {
  const directory = temporaryDirectory();
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(directory, name), bytes);
  return specOf(directory, call, classes);
}

const opened = (spec: DataSpec) => openData(spec, { base: '/' });
const complaint = async (spec: DataSpec) => linesOf(await failureOf(() => opened(spec)));

/** The first pixel and the class of every example, in their order. */
async function values(spec: DataSpec) {
  const data = await opened(spec);
  const loader = new Loader(data, wantedFields(spec.fields, new Map(), new Set(['image', 'label'])));
  const count = data.source.count + data.source.testCount;
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for await (const { fields } of loader.batches(order, 100)) {
    const pixels = fields.get('image')?.values ?? [];
    const labels = [...(fields.get('label')?.values ?? [])];
    return { data, examples: labels.map((label, at) => [label, ...pixels.slice(12 * at, 12 * at + 3)]) };
  }
  throw new Error('no batch');
}

describe('tar', () => {
  it('reads pictures with their classes where they lie, shard after shard', async () => {
    const spec = shards(
      {
        'a-00.tar': tarOf([
          ['x/1.png', red],
          ['x/1.cls', '2\n'],
          ['x/2.cls', '0'],
          ['x/2.png', lime],
        ]),
        'a-01.tar': tarOf([
          ['x/1.json', '{"label": 1}'],
          ['x/1.png', blue],
          ['x/1.txt', 'a caption'],
        ]),
        'test.tar': tarOf([
          ['t.png', red],
          ['t.cls', '1'],
        ]),
      },
      'a-00..01.tar", test="test.tar"',
    );
    const { data, examples } = await values(spec);
    expect(examples).toEqual([
      [2, 255, 0, 0],
      [0, 0, 255, 0],
      [1, 0, 0, 255],
      [1, 255, 0, 0],
    ]);
    const { source, split } = data;
    expect([source.count, source.testCount, [...split.test]]).toEqual([3, 1, [3]]);
    expect(source.fileOf(2)).toBe('a-01.tar/x/1.png');
    expect([...(source.measured?.pixels ?? [])]).toEqual([4, 4, 4, 4]);
  });

  it('numbers names in their order, and takes shards by a pattern', async () => {
    const one = tarOf([
      ['1.png', red],
      ['1.json', '{"kind": "rose"}'],
    ]);
    const two = tarOf([
      ['1.png', blue],
      ['1.json', '{"kind": "aster"}'],
    ]);
    const spec = shards({ 'a-1.tar': one, 'a-2.tar': two }, 'a-*.tar", label="json", key="kind"', 2);
    const { data, examples } = await values(spec);
    expect(data.source.classNames).toEqual(['aster', 'rose']);
    expect(examples.map(([label]) => label)).toEqual([1, 0]);
  });

  it('reads what GNU tar, pax and long names say', async () => {
    const directory = temporaryDirectory();
    const deep = join(directory, 'd'.repeat(90), 'e'.repeat(90));
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'ä.png'), red);
    writeFileSync(join(deep, 'ä.cls'), '2');
    for (const format of ['gnu', 'pax', 'ustar']) {
      const options = ['--sort=name', `--format=${format}`, '-C', directory];
      execFileSync('tar', ['-cf', join(directory, 'a.tar'), ...options, 'd'.repeat(90)]);
      const { examples, data } = await values(specOf(directory, 'a.tar"'));
      expect(examples).toEqual([[2, 255, 0, 0]]);
      expect(data.source.fileOf(0)).toBe(`a.tar/${'d'.repeat(90)}/${'e'.repeat(90)}/ä.png`);
    }
  });

  it('leaves out what is no example, and counts it', async () => {
    const spec = shards({
      'a.tar': tarOf([
        ['1.png', red],
        ['1.cls', '0'],
        ['2.png', red],
        ['3.cls', '1'],
        ['4.png', red],
        ['4.jpg', red],
        ['4.cls', '1'],
      ]),
    });
    const { source } = await opened(spec);
    expect(source.count).toBe(1);
    expect(source.leftOut).toEqual(
      expect.objectContaining({
        count: 3,
        lines: [
          '`a.tar/2` has no class in `.cls` nor in `.json` under `label`',
          '`a.tar/3` has no picture',
          '`a.tar/4` has two pictures, `4.png` and `4.jpg`',
        ],
      }),
    );
  });

  it('refuses members that are not sorted, with the fix', async () => {
    const spec = shards({
      'a.tar': tarOf([
        ['1.png', red],
        ['2.png', lime],
        ['1.cls', '0'],
        ['2.cls', '1'],
      ]),
    });
    expect(await complaint(spec)).toEqual([
      'CNN603: `a.tar` cannot be read: the members of `1` do not lie together: `1.cls` comes after another sample',
      'note: expected: a plain tar file, the members of a sample one after another',
      'fix: write it with its members sorted: `tar --sort=name -cf …`',
    ]);
  });

  it('tells files that are damaged, and where', async () => {
    const whole = tarOf([
      ['1.png', red],
      ['1.cls', '0'],
      ['2.png', lime],
      ['2.cls', '1'],
    ]);
    const told = async (bytes: Uint8Array): Promise<string> =>
      (await complaint(shards({ 'a.tar': bytes })))[0] ?? '';
    expect(await told(whole.subarray(0, 560))).toMatch(
      /`a\.tar` .*cut short: `1\.png` of \d+ bytes is not whole/,
    );
    expect(await told(whole.subarray(0, 1200))).toMatch(/cut short: a header is not whole \(at byte 1024\)/);
    expect(await told(whole.fill(7, 1100, 1110))).toMatch(/a header is damaged.*\(at byte 1024\)/);
    expect(await told(gzipSync(whole))).toMatch(/gzipped.*gunzip/);
    expect(await told(Buffer.alloc(4096, 1))).toMatch(/no tar file/);
    expect(await told(Buffer.concat([...member('a', Buffer.alloc(70_000), 'L')]))).toMatch(
      /longer than 65,536/,
    );
    expect(await told(Buffer.alloc(1024))).toMatch(/there is no picture with a class in it/);
  });

  it('tells classes that are not declared, shards that are not there, and links that lead out', async () => {
    const one = tarOf([
      ['1.png', red],
      ['1.cls', '5'],
    ]);
    expect((await complaint(shards({ 'a.tar': one })))[0]).toMatch(/class 5, and the field has 3/);
    expect((await complaint(shards({ 'a-0.tar': one }, 'a-\\{0..1}.tar"')))[0]).toMatch(
      /`a-1\.tar` is missing/,
    );
    expect((await complaint(shards({ 'a.tar': one }, 'b-*.tar"')))[0]).toMatch(/`b-\*\.tar` is missing/);
    const directory = temporaryDirectory();
    writeFileSync(join(temporaryDirectory(), 'a.tar'), one);
    symlinkSync('/etc/hostname', join(directory, 'a.tar'));
    expect((await complaint(specOf(directory, 'a.tar"')))[0]).toMatch(/^CNN609/);
  });

  it('is looked at shortly', async () => {
    const spec = shards({
      'a.tar': tarOf([
        ['1.png', red],
        ['1.cls', '0'],
      ]),
    });
    const looked = await lookAt(spec, { base: '/' }, new Effort());
    expect(looked?.look).toMatchObject({ count: 1, at: '1 pictures of the first of 1 files' });
  });
});
