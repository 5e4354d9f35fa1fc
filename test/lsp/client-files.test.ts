import { describe, expect, it } from 'vitest';
import { ClientFiles } from '../../lsp/documents/client-files.ts';
import { Source } from '../../grammar/source.ts';
import { session } from './session.ts';

const main = 'file:///w/main.cnn';
const text = 'import { Tail } from "tail.cnn"\nmodel Net { input x: float32[4]  Tail }\n';
const uri = 'file:///w/tail.cnn';

describe('files that the client reads', () => {
  it('are asked for when they are wanted, and nothing is told before they have come', async () => {
    const read: string[] = [];
    const client = await session({}, { initializationOptions: { readsFiles: true } }, (asked) => {
      read.push(asked);
      return asked === uri ? 'block Tail { Dense(units="many") }' : null;
    });
    client.open(main, text);
    await client.diagnostics(uri, undefined);
    const told = client.told.map((each) => [each.uri, each.diagnostics.map(({ code }) => code)]);
    expect(told).toEqual([
      [main, []],
      [uri, ['CNN112']],
    ]);
    expect(read).toEqual([uri]);
  });

  it('are read anew when they have changed', async () => {
    let tail = 'block Tail { Dens(3) }';
    const client = await session({}, { initializationOptions: { readsFiles: true } }, () => tail);
    client.open(main, text);
    expect((await client.diagnostics(uri, undefined)).map(({ code }) => code)).toEqual(['CNN102']);
    tail = 'block Tail { Dense(3) }';
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    await expect
      .poll(() => client.told.findLast((each) => each.uri === uri)?.diagnostics, { interval: 5 })
      .toEqual([]);
  });

  it('are none for a client that does not say that it reads', async () => {
    const client = await session({}, {}, () => 'block Tail { Dense(3) }');
    client.open(main, text);
    expect((await client.diagnostics(main)).map(({ code }) => code)).toEqual(['CNN145']);
  });

  it('are asked for again where they change on their way, and are none where the client fails', async () => {
    const answers = [() => Promise.reject(new Error('gone')), () => Promise.resolve('block B { Dense(1) }')];
    const waiting: (() => void)[] = [];
    const files = new ClientFiles({
      sendRequest: (method) =>
        method.endsWith('readFile')
          ? new Promise((resolve, reject) =>
              waiting.push(() => void answers.shift()?.().then(resolve, reject)),
            )
          : Promise.resolve([uri, 3]),
    });
    await files.begin();
    expect(files.filesIn('/w')).toEqual(['/w/tail.cnn']);
    expect([files.load('/w/a.cnn', ''), files.isReading]).toEqual([undefined, true]);
    files.forget('/w/a.cnn');
    expect([files.load('/w/a.cnn', ''), waiting.length]).toEqual([undefined, 2]);
    waiting[0]?.();
    await Promise.resolve();
    const arrived = new Promise<string>((resolve) => (files.arrived = resolve));
    waiting[1]?.();
    expect([await arrived, files.isReading]).toEqual(['/w/a.cnn', false]);
    expect(files.load('/w/a.cnn', '')).toEqual(new Source('/w/a.cnn', 'block B { Dense(1) }'));
  });
});
