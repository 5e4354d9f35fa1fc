import { expect, it } from 'vitest';
import type { CodeLens } from 'vscode-languageserver';
import { session } from './session.ts';

const uri = 'file:///work/net.cnn';

async function lenses(text: string, initialize = {}): Promise<readonly CodeLens[]> {
  const client = await session({}, initialize);
  client.open(uri, text);
  const found = await client.of<CodeLens[]>('codeLens', uri);
  return Promise.all(found.map((lens) => client.request<CodeLens>('codeLens/resolve', lens)));
}

const text = `model Net { input image: float32[32, 32, 1]  Flatten  output shape: Dense(4, activation=softmax) }
data Shapes { source = shapes(count=100)  field shape: class[4]  prepare { Rescaling(1/255) } }
train Net on Shapes {
  batch = 10  memory = 1 MiB
  objective shape { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = Adam }
}`;

it('a model tells what it costs, a train block what it needs and how large its batches may be', async () => {
  const titles = (await lenses(text)).map(({ command }) => command?.title);
  expect(titles[0]).toBe('2 layers · 4,100 parameters, 4,096 multiply-adds');
  expect(titles[1]).toMatch(/^104 KiB of 1 MiB · batches up to \d+ · 4,100 parameters trained$/);
});

it('a train block runs where the editor has a command for that', async () => {
  const [, train] = await lenses(text, { initializationOptions: { runCommand: 'cnnc.run' } });
  expect(train?.command).toMatchObject({ command: 'cnnc.run', arguments: [uri, 'Net'] });
});

it('what is not whole says so', async () => {
  const titles = (await lenses(text.replace('Flatten', 'Flaten'))).map(({ command }) => command?.title);
  expect(titles).toEqual(['not whole yet', 'cannot be planned yet']);
});
