import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { watch } from '../../../cli/build/watch.ts';
import type { Context } from '../../../cli/command.ts';
import { temporaryDirectory } from '../../support/directory.ts';

it('builds again when a file is saved, and says which', async () => {
  const files = ['net.cnn', 'blocks.cnn'].map((name) => join(temporaryDirectory(), name));
  for (const file of files) writeFileSync(file, '');
  const told: string[] = [];
  let builds = 0;
  const build = (): Promise<{ code: 0; files: readonly string[] }> => {
    builds++;
    return Promise.resolve({ code: 0, files });
  };
  const watching = watch(build, { err: (text: string) => void told.push(text) } as Context);
  await vi.waitFor(() => expect(told).toEqual(['watching 2 files; Ctrl-C ends it\n']), 30_000);
  writeFileSync(files[1] ?? '', 'block B { ReLU }');
  await vi.waitFor(() => expect(builds).toBe(2), 30_000);
  const end = process.listeners('SIGTERM').at(-1);
  end?.('SIGTERM');
  expect(await watching).toBe(0);
  expect(told.slice(1)).toEqual([`saved: ${files[1]}\n`]);
});
