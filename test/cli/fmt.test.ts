import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cnnc, fileOf, repositoryFile } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

const untidy = 'model M{ Dense( 3 ,use_bias = true)\n# kept\n}\n';
const tidy = 'model M {\n  Dense(3, use_bias=true)\n  # kept\n}\n';
const wrong = 'model M {\n  Dense((3)\n}\n';
const textOf = (file: string): string => readFileSync(file, 'utf8');

describe('cnnc fmt', () => {
  it('rewrites what is not formatted, names it, and leaves nothing else behind', async () => {
    const file = fileOf(untidy);
    expect(await cnnc(['fmt', file])).toEqual({
      code: 0,
      out: `${file}\n`,
      err: '1 file: 1 formatted, 0 unchanged\n',
    });
    expect(textOf(file)).toBe(tidy);
    expect(readdirSync(dirname(file))).toEqual(['model.cnn']);
  });

  it('does not touch what is formatted', async () => {
    const file = fileOf(tidy);
    const before = statSync(file, { bigint: true });
    expect(await cnnc(['fmt', file])).toMatchObject({ code: 0, out: '' });
    const after = statSync(file, { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  it('keeps the mode, and follows a link', async () => {
    const file = fileOf(untidy);
    const link = join(dirname(file), 'link.cnn');
    chmodSync(file, 0o640);
    symlinkSync(file, link);
    expect((await cnnc(['fmt', link])).code).toBe(0);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect([textOf(file), statSync(file).mode & 0o777]).toEqual([tidy, 0o640]);
  });

  it('--check changes nothing, lists what differs, and fails', async () => {
    const [first, second] = [fileOf(untidy), fileOf(tidy)];
    expect(await cnnc(['fmt', '--check', first, second])).toEqual({
      code: 1,
      out: `${first}\n`,
      err: '2 files: 1 not formatted, 1 unchanged\n',
    });
    expect(textOf(first)).toBe(untidy);
    expect((await cnnc(['fmt', '--check', second])).code).toBe(0);
  });

  it('leaves a file with a mistake as it is, and formats the others', async () => {
    const [first, second] = [fileOf(wrong), fileOf(untidy)];
    const { code, out, err } = await cnnc(['fmt', first, second, '/nowhere/at.cnn']);
    expect([code, out]).toEqual([1, `${second}\n`]);
    expect(err).toContain(`error[CNN020]: \`)\` is missing here, for the \`(\` that is still open\n`);
    expect(err).toContain(`${first}:2:12`);
    expect(err).toContain('error[CNN650]: `/nowhere/at.cnn` cannot be read: there is no such file');
    expect(err).toMatch(/\n3 files: 1 formatted, 0 unchanged, 2 with errors\n$/);
    expect([textOf(first), textOf(second)]).toEqual([wrong, tidy]);
  });

  it('formats a file of the wrong types, which is a matter of `check`', async () => {
    expect((await cnnc(['fmt', fileOf('model M { Nowhere( 3 ) }')])).code).toBe(0);
  });

  it('prints what is piped in', async () => {
    expect(await cnnc(['fmt', '-'], {}, untidy)).toEqual({ code: 0, out: tidy, err: '' });
    expect(await cnnc(['fmt', '-', '--check'], {}, untidy)).toMatchObject({ code: 1, out: '<stdin>\n' });
    expect(await cnnc(['fmt', '-'], {}, wrong)).toMatchObject({ code: 1, out: '' });
    expect(await cnnc(['fmt', '-'], {}, new Uint8Array([0xff]))).toMatchObject({ code: 1, out: '' });
    expect(await cnnc(['fmt', '-', fileOf(tidy)])).toMatchObject({ code: 2, out: '' });
  });

  it('--json is by the schema', async () => {
    const file = fileOf(untidy);
    const checked = await cnnc(['fmt', '--check', '--json', file, fileOf(wrong)]);
    const result = JSON.parse(checked.out) as Record<string, unknown>;
    expect([checked.code, checked.err, schemaErrors('fmt', result)]).toEqual([1, '', []]);
    expect(result['files']).toEqual([{ file, changed: true }]);
    const piped = JSON.parse((await cnnc(['fmt', '--json', '-'], {}, untidy)).out) as unknown;
    expect(schemaErrors('fmt', piped)).toEqual([]);
    expect(piped).toMatchObject({ files: [{ changed: true, text: tidy }] });
  });

  it('has nothing to change in the examples', async () => {
    const names = readdirSync(repositoryFile('examples')).filter((name) => name.endsWith('.cnn'));
    const files = names.map((name) => repositoryFile(`examples/${name}`));
    expect(await cnnc(['fmt', '--check', ...files])).toMatchObject({ code: 0, out: '' });
  });
});
