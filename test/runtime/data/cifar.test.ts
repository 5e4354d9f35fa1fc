import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import { Loader, wantedFields } from '../../../runtime/data/batches.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import { compileText } from '../../support/compile-text.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf, linesOf } from '../../support/failure.ts';

/** Records of labels, red before green before blue: red 1, 2, 3, … of a row, green the label, blue 200. */
const records = (...labels: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    labels.flatMap((each) => [
      ...each,
      ...Array.from({ length: 1024 }, (_, pixel) => (pixel % 32) + 1),
      ...Array<number>(1024).fill(each[0] ?? 0),
      ...Array<number>(1024).fill(200),
    ]),
  );

function specOf(directory: string, field: string, more = ''): DataSpec {
  const { value, diagnostics } = compileText(`data D {
    source = cifar("${directory}"${more})
    field label: ${field}
  }`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [spec] = value.datas;
  if (spec === undefined) throw new Error('no data');
  return spec;
}

const complaint = async (directory: string, field = 'class[10]') =>
  linesOf(await failureOf(() => openData(specOf(directory, field), { base: '/' })));

describe('cifar', () => {
  it('reads the files of CIFAR-10 one after the other, planes as channels', async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'data_batch_1.bin'), records([3], [7]));
    writeFileSync(join(directory, 'data_batch_2.bin'), records([9]));
    writeFileSync(join(directory, 'test_batch.bin'), records([1]));
    const names = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ');
    writeFileSync(join(directory, 'batches.meta.txt'), `${names.join('\n')}\n\n`);
    const spec = specOf(directory, 'class[10]');
    const data = await openData(spec, { base: '/' });
    expect([data.source.count, data.source.testCount, [...data.split.test]]).toEqual([3, 1, [3]]);
    expect(data.source.classNames).toEqual(names);
    expect([0, 1, 2, 3].map((index) => data.source.labelOf(index))).toEqual([3, 7, 9, 1]);
    const loader = new Loader(data, wantedFields(spec.fields, new Map(), new Set(['image', 'label'])));
    for await (const { fields } of loader.batches(Uint32Array.of(2, 3), 2)) {
      const image = fields.get('image');
      expect(image?.shape).toEqual([32, 32, 3]);
      expect([...(image?.values.subarray(0, 6) ?? [])]).toEqual([1, 9, 200, 2, 9, 200]);
      expect([...(image?.values.subarray(3072, 3075) ?? [])]).toEqual([1, 1, 200]);
      expect([...(fields.get('label')?.values ?? [])]).toEqual([9, 1]);
    }
  });

  it('reads either class of CIFAR-100', async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'train.bin'), records([4, 99], [19, 0]));
    const labels = async (field: string, more?: string) => {
      const { source } = await openData(specOf(directory, field, more), { base: '/' });
      return [source.labelOf(0), source.labelOf(1)];
    };
    expect(await labels('class[100]')).toEqual([99, 0]);
    expect(await labels('class[20]', ', labels=coarse')).toEqual([4, 19]);
  });

  it('tells files that are cut short, classes that are not declared, and what is missing', async () => {
    const directory = temporaryDirectory();
    expect((await complaint(directory))[0]).toMatch(/^CNN602: `data_batch_1.bin` is missing/);
    const file = join(directory, 'data_batch_1.bin');
    writeFileSync(file, records([3], [7]).subarray(0, 5000));
    expect((await complaint(directory))[0]).toBe(
      'CNN603: `data_batch_1.bin` cannot be read: its 5000 bytes are no whole number of pictures of 3073',
    );
    writeFileSync(file, records([3], [7]));
    expect((await complaint(directory, 'class[7]'))[0]).toBe(
      'CNN603: `data_batch_1.bin:2` cannot be read: picture 2 is of class 7, and the field has 7',
    );
    symlinkSync('/etc/hostname', join(directory, 'test_batch.bin'));
    expect((await complaint(directory))[0]).toMatch(/^CNN609/);
  });
});
