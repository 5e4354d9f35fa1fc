import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeAtomically } from '../../../runtime/files/atomic-write.ts';
import { asideOf, restoreAside, temporaryBeside } from '../../../runtime/files/temporary.ts';
import { temporaryDirectory } from '../../support/directory.ts';

describe('what is left of another file', () => {
  const long = 'model-of-the-run-that-has-a-name-of-many-characters-';

  it.each(['a', 'é', '😀'])('of the same first characters stays: …%s', async (character) => {
    const folder = temporaryDirectory();
    const start = `${long.slice(0, 49)}${character}`;
    const other = temporaryBeside(join(folder, `${start}-two`)).replace(`.${process.pid}-`, '.999999999-');
    const aside = asideOf(join(folder, `${start}-two`)).replace(`.${process.pid}-`, '.999999999-');
    for (const path of [other, aside]) writeFileSync(path, '');
    await restoreAside(join(folder, `${start}-one`));
    await writeAtomically(join(folder, `${start}-three`), 'new');
    expect(readdirSync(folder).sort()).toEqual([basename(other), basename(aside), `${start}-three`].sort());
    await restoreAside(join(folder, `${start}-two`));
    await writeAtomically(join(folder, `${start}-two`), 'new');
    expect(readdirSync(folder).sort()).toEqual([`${start}-three`, `${start}-two`].sort());
  });

  it('has a name that the system takes, also where the own one is the longest', () => {
    const name = '😀'.repeat(63);
    expect(Buffer.byteLength(basename(asideOf(`/x/${name}`)))).toBeLessThan(256);
  });
});

describe('a file that is written as a whole', () => {
  it('replaces a link rather than what it leads to', async () => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, 'victim'), 'mine');
    symlinkSync('victim', join(folder, 'log'));
    await writeAtomically(join(folder, 'log'), 'new');
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('mine');
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('new');
  });

  it('is whole and one of those written, however many write at once', async () => {
    const folder = temporaryDirectory();
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(10_000));
    await Promise.all(texts.map((text) => writeAtomically(join(folder, 'log'), text)));
    expect(texts).toContain(readFileSync(join(folder, 'log'), 'utf8'));
    expect(readdirSync(folder)).toEqual(['log']);
  });

  it('holds parts one after the other, whatever their lengths', async () => {
    const folder = temporaryDirectory();
    const parts = [0, 3, 2 ** 20, 1, 2 ** 21 + 5].map((length, index) => Buffer.alloc(length, index));
    await writeAtomically(join(folder, 'log'), parts);
    expect(readFileSync(join(folder, 'log')).equals(Buffer.concat(parts))).toBe(true);
  });

  it('clears what killed writers left, and nothing else', async () => {
    const folder = temporaryDirectory();
    const own = temporaryBeside(join(folder, 'log'));
    const gone = own.replace(`.log.${process.pid}-`, '.log.999999999-');
    const kept = [own, own.replace('.log.', '.login.'), join(folder, '.log.swp'), join(folder, '.log.tmp')];
    for (const path of [gone, ...kept]) writeFileSync(path, '');
    await writeAtomically(join(folder, 'log'), 'new');
    expect(readdirSync(folder).sort()).toEqual([...kept.map((path) => basename(path)), 'log'].sort());
  });

  it('leaves nothing where it cannot be written', async () => {
    const folder = temporaryDirectory();
    mkdirSync(join(folder, 'log', 'full'), { recursive: true });
    await expect(writeAtomically(join(folder, 'log'), 'new')).rejects.toMatchObject({ code: 'EISDIR' });
    expect(readdirSync(folder)).toEqual(['log']);
    const long = join(folder, 'é'.repeat(120));
    await writeAtomically(long, 'new');
    expect(readFileSync(long, 'utf8')).toBe('new');
  });
});
