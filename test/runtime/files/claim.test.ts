import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Claim, claimFolder, type Claimant, isClaim } from '../../../runtime/files/claim.ts';
import { ownMark, type ProcessMark } from '../../../runtime/files/process-mark.ts';
import { temporaryBeside } from '../../../runtime/files/temporary.ts';
import { temporaryDirectory } from '../../support/directory.ts';

async function claim(folder: string): Promise<Claim> {
  const found = await claimFolder(folder);
  if ('pid' in found) throw new Error(`claimed by ${found.pid}`);
  return found;
}

/** Puts the claim of a process into a folder, last heard of so many minutes ago. */
function plant(folder: string, mark: unknown, minutes = 0): string {
  const file = join(folder, '.claim-1-0123456789ab');
  writeFileSync(file, JSON.stringify(mark));
  const time = new Date(Date.now() - minutes * 60_000);
  utimesSync(file, time, time);
  return file;
}

async function sleeper(): Promise<ChildProcess & { pid: number }> {
  const child = spawn('sleep', ['600']);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  return child as ChildProcess & { pid: number };
}

describe('a claim on a folder', () => {
  it('is had by one process, until it is released', async () => {
    const folder = temporaryDirectory();
    const first = await claim(folder);
    expect(await claimFolder(folder)).toMatchObject({ pid: process.pid, elsewhere: false });
    await first.release();
    expect(readdirSync(folder)).toEqual([]);
    await (await claim(folder)).release();
  });

  it('is had by at most one of many at once, and by one in the end', async () => {
    const folder = temporaryDirectory();
    for (let round = 0; round < 5; round++) {
      const found = await Promise.all(Array.from({ length: 6 }, () => claimFolder(folder)));
      const had = found.filter((each): each is Claim => 'release' in each);
      expect(had.length).toBeLessThanOrEqual(1);
      await Promise.all(had.map((each) => each.release()));
    }
    await (await claim(folder)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')(
    'outlives no process: not one that was killed, nor its number',
    async () => {
      const folder = temporaryDirectory();
      const child = await sleeper();
      const { started: _own, ...here } = ownMark;
      const started = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19];
      const living = { ...here, pid: child.pid, started };
      plant(folder, living);
      expect(await claimFolder(folder)).toMatchObject({ pid: child.pid, elsewhere: false });
      plant(folder, { ...living, started: '1' });
      await (await claim(folder)).release();
      plant(folder, living);
      child.kill('SIGKILL');
      await once(child, 'exit');
      await (await claim(folder)).release();
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('of another machine holds as long as it gives signs of life; of this one not beyond its start', async () => {
    const folder = temporaryDirectory();
    const elsewhere: ProcessMark = { place: 'a-b-c', host: 'far', pid: 1, started: '' };
    const file = plant(folder, elsewhere, 10);
    expect(await claimFolder(folder)).toEqual<Claimant>({ pid: 1, host: 'far', elsewhere: true, file });
    plant(folder, elsewhere, 20);
    await (await claim(folder)).release();
    const [machine] = ownMark.place.split('-');
    plant(folder, { ...ownMark, place: `${machine}-earlier-c` });
    await (await claim(folder)).release();
  });

  it('that a killed process was making goes, and one that a living process makes stays', async () => {
    const folder = temporaryDirectory();
    const living = basename(temporaryBeside(join(folder, '.claim-1-0123456789ab')));
    const gone = living.replace(`.${process.pid}-`, '.999999999-');
    for (const name of [living, gone]) writeFileSync(join(folder, name), '');
    expect([living, gone, `x${gone}`].map(isClaim)).toEqual([true, true, false]);
    await (await claim(folder)).release();
    expect(readdirSync(folder)).toEqual([living]);
  });

  it('that somebody has made up holds for a while, and does not lead elsewhere', async () => {
    const folder = temporaryDirectory();
    plant(folder, { pid: -1 }, 5);
    expect(await claimFolder(folder)).toMatchObject({ pid: 1, elsewhere: true });
    plant(folder, 'nothing', 20);
    await (await claim(folder)).release();
    plant(folder, { place: 'a-b-c', host: 'far', pid: 1, started: '' }, -60);
    await (await claim(folder)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is a file: a link, a folder or a pipe of such a name is nobody’s, and stays', async () => {
    const folder = temporaryDirectory();
    const inside = join(folder, '.claim-8-0123456789ab', 'own');
    mkdirSync(dirname(inside));
    writeFileSync(inside, 'kept');
    symlinkSync('/dev/zero', join(folder, '.claim-7-0123456789ab'));
    execFileSync('mkfifo', [join(folder, '.claim-9-0123456789ab')]);
    const hour = new Date(Date.now() - 3_600_000);
    utimesSync(dirname(inside), hour, hour);
    await (await claim(folder)).release();
    expect([readdirSync(folder).length, readFileSync(inside, 'utf8')]).toEqual([3, 'kept']);
  });
});
