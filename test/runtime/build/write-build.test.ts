import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeBuild } from '../../../runtime/build/write-build.ts';
import { RunError } from '../../../runtime/run-error.ts';
import { sharedDirectory } from '../../support/directory.ts';

describe('writing a build', () => {
  const directory = sharedDirectory();
  const build = (place: string, model: string, force: boolean): Promise<void> =>
    writeBuild(
      place,
      { target: 'onnx', model, files: ['model.onnx'] },
      new Map([['model.onnx', Buffer.from(model)]]),
      force,
    );
  const modelIn = (place: string): string => readFileSync(join(place, 'model.onnx'), 'utf8');

  it.each(['not there', 'an empty folder'])(
    'is done by one of several at once, into what is %s',
    async (found) => {
      const place = join(directory(), found);
      if (found === 'an empty folder') mkdirSync(place);
      const models = ['A', 'B', 'C', 'D'];
      const results = await Promise.allSettled(models.map((model) => build(place, model, false)));
      const done = models.filter((_, at) => results[at]?.status === 'fulfilled');
      expect(done).toEqual([modelIn(place)]);
      for (const result of results.filter(({ status }) => status === 'rejected')) {
        const reason: unknown = result.status === 'rejected' && result.reason;
        expect(reason).toBeInstanceOf(RunError);
        expect(reason instanceof RunError && reason.diagnostics.map(({ code }) => code)).toEqual(['CNN673']);
      }
      expect(readdirSync(directory()).filter((name) => name.startsWith('.'))).toEqual([]);
    },
  );

  it('replaces a build where it is told to', async () => {
    const place = join(directory(), 'replaced');
    await build(place, 'old', false);
    await expect(build(place, 'new', false)).rejects.toThrow(RunError);
    await build(place, 'new', true);
    expect(modelIn(place)).toBe('new');
  });
});
