import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { sharedDirectory, temporaryDirectory } from '../support/directory.ts';
import { idxSet, writeIdx } from '../support/idx.ts';
import { smallSpec } from '../support/small-spec.ts';
import { cnnc } from './run-cnnc.ts';

const directory = sharedDirectory();
let first = '';
let second = '';

beforeAll(async () => {
  [first, second] = [join(directory(), 'first'), join(directory(), 'second')];
  const spec = smallSpec(directory());
  for (const [out, seed] of [
    [first, '1'],
    [second, '2'],
  ] as const) {
    const { code } = await cnnc(['run', spec, '--out', out, '--engine', 'cpu', '--seed', seed]);
    expect(code).toBe(0);
  }
});

/** What a browser would ask for beyond the page. */
const requests = (page: string): readonly string[] =>
  [...page.matchAll(/(?:src|href)="([^"]*)"|url\(([^)]*)\)/g)]
    .map(([, link = '', url = '']) => link + url)
    .filter((link) => !/^(?:data:image\/(?:png|jpeg);base64,|#)/.test(link));

describe('cnnc report', () => {
  it('writes a page about a run into its folder, which asks for nothing', async () => {
    const { code, out, err } = await cnnc(['report', first]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const file = join(first, 'report.html');
    expect(out).toBe(`${file}: a report of ${first}\n`);
    const page = readFileSync(file, 'utf8');
    expect(requests(page)).toEqual([]);
    for (const heading of ['Curves', 'Classes: label', 'Data', 'Time', 'Training', 'Model: Tiny'])
      expect(page).toContain(`<h2>${heading}</h2>`);
    expect(page).toMatch(/Conv2D\(4, 3, activation=relu\) {2}<i>→ [^<]*6[^<]*<\/i>\n/);
    expect(page.match(/class="heat" src="data:image\/png/g)).toHaveLength(6);
    const [, json = ''] = /id="pictures">([^<]*)</.exec(page) ?? [];
    const pictures = JSON.parse(json) as Record<string, string>;
    const keys = [...page.matchAll(/data-pictures="([^"]+)"/g)].flatMap(([, each = '']) => each.split(' '));
    expect(keys.sort()).toEqual(Object.keys(pictures).sort());
    expect(keys).toHaveLength(6);
  });

  it('is the same for the same run, and takes its own place again', async () => {
    await cnnc(['report', first]);
    const before = readFileSync(join(first, 'report.html'), 'utf8');
    expect((await cnnc(['report', first])).code).toBe(0);
    expect(readFileSync(join(first, 'report.html'), 'utf8')).toBe(before);
  });

  it('leaves pictures out where it is told to', async () => {
    const out = join(temporaryDirectory(), 'r.html');
    expect((await cnnc(['report', first, '--no-pictures', '-o', out])).code).toBe(0);
    expect(readFileSync(out, 'utf8')).not.toMatch(/data:image\/(?:png|jpeg)/);
  });

  it('shows several runs side by side, and what differs', async () => {
    const out = join(temporaryDirectory(), 'r.html');
    expect((await cnnc(['report', first, second, '-o', out])).code).toBe(0);
    const page = readFileSync(out, 'utf8');
    expect(page).toContain('second, beside first');
    expect(page).toContain('<li>seed: 1, here 2</li>');
    expect(requests(page)).toEqual([]);
  });

  it('tells runs of one name apart by where they lie', async () => {
    const [other, out] = [join(temporaryDirectory(), 'first'), join(temporaryDirectory(), 'r.html')];
    cpSync(first, other, { recursive: true });
    expect((await cnnc(['report', first, other, '-o', out])).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain(`${other}, beside ${first}`);
  });

  it('tells what there is without its data', async () => {
    const out = join(temporaryDirectory(), 'r.html');
    const { code, err } = await cnnc(['report', first, '-o', out, '--part', 'test', '--data', 'Shapes=x']);
    expect({ code, isUsage: err.includes('is generated and has no directory') }).toEqual({
      code: 2,
      isUsage: true,
    });
  });

  it('keeps a page that has examples where the data is gone', async () => {
    const project = temporaryDirectory();
    const data = join(project, 'data');
    mkdirSync(data);
    writeIdx(data, 'train', idxSet(8, 4, 4));
    const file = join(project, 'm.cnn');
    writeFileSync(
      file,
      `data D { source = idx("data")  field label: class[3]  split { train = 50%  valid = 50% } }
model M {
  input image: float32[4, 4, 1]
  Flatten
  output label: Dense(3, activation=softmax)
}
train M on D {
  batch = 4
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = Adam }
}
`,
    );
    const run = join(project, 'run');
    expect((await cnnc(['run', file, '--out', run, '--engine', 'cpu'])).code).toBe(0);
    expect((await cnnc(['report', run])).code).toBe(0);
    const before = readFileSync(join(run, 'report.html'), 'utf8');
    rmSync(data, { recursive: true });
    const { code, err } = await cnnc(['report', run]);
    expect(code).toBe(1);
    expect(err).toContain('error[CNN757]');
    expect(err).toContain('CNN601');
    expect(readFileSync(join(run, 'report.html'), 'utf8')).toBe(before);
    expect((await cnnc(['report', run, '--force'])).code).toBe(0);
    expect(readFileSync(join(run, 'report.html'), 'utf8')).toContain('Its data cannot be looked at');
  });

  it('replaces no file of the run, whatever is forced', async () => {
    const weights = join(first, 'weights.safetensors');
    const before = readFileSync(weights);
    expect(await cnnc(['report', first, '-o', weights, '--force'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('CNN682') as string,
    });
    expect(readFileSync(weights)).toEqual(before);
  });

  it('replaces nothing that is not a report', async () => {
    const out = join(temporaryDirectory(), 'thesis.html');
    writeFileSync(out, 'my thesis');
    expect(await cnnc(['report', first, '-o', out])).toMatchObject({
      code: 1,
      err: expect.stringContaining('CNN681') as string,
    });
    expect(readFileSync(out, 'utf8')).toBe('my thesis');
    expect((await cnnc(['report', first, '-o', out, '--force'])).code).toBe(0);
  });
});

describe('cnnc run', () => {
  it('leaves a report and how it went, unless it is told not to', async () => {
    vi.stubEnv('CNNC_REPORT', 'on');
    try {
      const out = join(temporaryDirectory(), 'run');
      const spec = smallSpec(temporaryDirectory());
      const told = await cnnc(['run', spec, '--out', out, '--engine', 'cpu', '--epochs', '1']);
      expect(told.code).toBe(0);
      expect(told.out).toContain(`  report   ${join(out, 'report.html')}\n`);
      expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('memory of the process at its peak');
      expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))).toMatchObject({ engine: 'cpu' });
      const kept = join(temporaryDirectory(), 'kept.txt');
      writeFileSync(kept, 'mine');
      rmSync(join(out, 'report.html'));
      symlinkSync(kept, join(out, 'report.html'));
      const again = await cnnc(['run', spec, '--out', out, '--engine', 'cpu', '--epochs', '1', '--resume']);
      expect({ code: again.code, isTold: again.err.includes('warning[CNN681]') }).toEqual({
        code: 0,
        isTold: true,
      });
      expect(readFileSync(kept, 'utf8')).toBe('mine');
      rmSync(out, { recursive: true });
      await cnnc(['run', spec, '--out', out, '--engine', 'cpu', '--epochs', '1', '--no-report']);
      expect(existsSync(join(out, 'report.html'))).toBe(false);
      expect(existsSync(join(out, 'summary.json'))).toBe(true);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe('cnnc runs', () => {
  it('lists runs, the best first', async () => {
    const { code, out } = await cnnc(['runs', directory()]);
    expect(code).toBe(0);
    const [head = '', ...rows] = out.trimEnd().split('\n');
    expect(head).toMatch(/^run +train +engine +epochs +val_accuracy /);
    expect(rows).toHaveLength(2);
    const [a = 0, b = 0] = rows.map((row) => Number(row.split(/ {2,}/)[4]));
    expect(a).toBeGreaterThanOrEqual(b);
    const by = await cnnc(['runs', directory(), '--by', 'val_loss', '--json']);
    const told = JSON.parse(by.out) as {
      readonly runs: readonly { readonly measures: Record<string, number> }[];
    };
    const losses = told.runs.map(({ measures }) => measures['val_loss'] ?? NaN);
    expect(losses).toEqual(losses.toSorted((x, y) => x - y));
  });

  it('says which measures there are', async () => {
    expect(await cnnc(['runs', directory(), '--by', 'val_acuracy'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean `val_accuracy`?') as string,
    });
  });

  it('names a directory that is not there, and a run that is damaged', async () => {
    const folder = temporaryDirectory();
    const nowhere = await cnnc(['runs', join(folder, 'nowhere')]);
    expect(nowhere).toMatchObject({ code: 1, out: '' });
    expect(nowhere.err).toMatch(/CNN767.*there is no such directory/);
    mkdirSync(join(folder, 'broken'));
    writeFileSync(join(folder, 'broken', 'run.json'), '{"format":');
    expect((await cnnc(['runs', folder])).err).toMatch(
      /CNN768.*broken` is left out: its `run.json` is damaged/,
    );
    expect(await cnnc(['runs', join(folder, 'nowhere'), '--json'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('CNN767') as string,
    });
  });

  it('says how runs are made where there is none', async () => {
    expect(await cnnc(['runs', temporaryDirectory()])).toMatchObject({ code: 0, out: '' });
  });
});
