import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findPictures, type FindOptions } from '../../../runtime/predict/find-pictures.ts';
import { sortedEntriesOf } from '../../../runtime/predict/folder-entries.ts';
import { sharedDirectory, temporaryDirectory } from '../../support/directory.ts';

function folderOf(...names: readonly string[]): string {
  return fill(temporaryDirectory(), ...names);
}

function fill(root: string, ...names: readonly string[]): string {
  for (const name of names) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), '');
  }
  return root;
}

/** Names from the folder, with what is missing about them. */
async function found(root: string, places: readonly string[], options: FindOptions = {}) {
  const names: string[] = [];
  for await (const { file, missing } of findPictures(
    places.map((place) => join(root, place)),
    options,
  ))
    names.push(`${relative(root, file)}${missing === undefined ? '' : `: ${missing}`}`);
  return names;
}

describe('pictures that are found', () => {
  const directory = sharedDirectory();
  let root = '';
  beforeAll(
    () =>
      (root = fill(
        directory(),
        'b.png',
        'a/2.JPG',
        'a/10.jpg',
        'a/x/deep.webp',
        'a/notes.txt',
        '.hidden.png',
        'c[1].png',
      )),
  );

  it('are those of a folder, sorted, with those of its folders; what is no picture is none', async () => {
    expect(await found(root, ['.'])).toEqual(['a/10.jpg', 'a/2.JPG', 'a/x/deep.webp', 'b.png', 'c[1].png']);
    expect((await found(root, ['.'], { unordered: true })).length).toBe(5);
  });

  it('come in the order that they are given in; a file is taken whatever its name is', async () => {
    expect(await found(root, ['b.png', 'a/notes.txt', 'a/x', 'nothing.png'])).toEqual([
      'b.png',
      'a/notes.txt',
      'a/x/deep.webp',
      'nothing.png: there is no such file',
    ]);
  });

  it('are those that a pattern matches, with folders that it matches; a name that is there is no pattern', async () => {
    expect(await found(root, ['a/*.jpg'])).toEqual(['a/10.jpg']);
    expect(await found(root, ['**/*.{JPG,webp}'])).toEqual(['a/2.JPG', 'a/x/deep.webp']);
    expect(await found(root, ['?'])).toEqual(['a/10.jpg', 'a/2.JPG', 'a/x/deep.webp']);
    expect(await found(root, ['c[1].png'])).toEqual(['c[1].png']);
    for (const nothing of ['a/*.gif', 'nowhere/*.png'])
      expect(await found(root, [nothing])).toEqual([`${nothing}: the pattern matches no picture`]);
  });

  it('lie in the folder: links lead out of it only where that is said, and not in circles', async () => {
    const [inside, outside] = [folderOf('a/in.png', 'b/other.png'), folderOf('out.png', 'deep/far.png')];
    symlinkSync(join(inside, 'a'), join(inside, 'again'));
    symlinkSync(inside, join(inside, 'b', 'circle'));
    symlinkSync(outside, join(inside, 'away'));
    symlinkSync(join(outside, 'out.png'), join(inside, 'one.png'));
    symlinkSync('nowhere.png', join(inside, 'two.png'));
    const refused = 'the link leads out of the folder (`--follow-links` goes along)';
    const lost = 'two.png: there is no such file';
    expect(await found(inside, ['.'])).toEqual([
      'a/in.png',
      'again/in.png',
      `away: ${refused}`,
      'b/other.png',
      `one.png: ${refused}`,
      lost,
    ]);
    // No link is looked at that is deeper than the pattern goes.
    expect(await found(inside, ['*.png'])).toEqual([`one.png: ${refused}`, lost]);
    expect(await found(inside, ['.'], { followLinks: true })).toEqual([
      'a/in.png',
      'again/in.png',
      'away/deep/far.png',
      'away/out.png',
      'b/other.png',
      'one.png',
      lost,
    ]);
  });

  it('are told of where there are none', async () => {
    expect(await found(folderOf('notes.txt'), ['.'])).toEqual([': the folder has no picture']);
  });
});

it('lists a folder that is larger than what is held of it, sorted', async () => {
  const names = Array.from({ length: 57 }, (_, index) => `${(index * 31) % 57}.png`);
  const listed: string[] = [];
  for await (const { name } of sortedEntriesOf(folderOf(...names), 5)) listed.push(name);
  expect(listed).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)));
});

it('takes no pattern that may match for ever', async () => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, `${'a'.repeat(40)}.png`), '');
  const found = [];
  for (const pattern of ['+(+(a)+(a))x.png', '*a*a*a*a*a*a*b.png'])
    for await (const picture of findPictures([join(directory, pattern)])) found.push(picture);
  expect(found.map((picture) => 'missing' in picture)).toEqual([true, true]);
});
