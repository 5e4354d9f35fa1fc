import { expect, it, test } from 'vitest';
import type { Location } from 'vscode-languageserver';
import { libraryNames, librarySource } from '../../compiler/library/library.ts';
import { nameOf, uriOf } from '../../lsp/documents/uri.ts';
import { cursorsIn, markedWith } from './cursors.ts';
import { session } from './session.ts';

const uri = 'file:///work/net.cnn';
const options = { initializationOptions: { libraryDocuments: true } };
const capable = { capabilities: { workspace: { textDocumentContent: {} } } };
const { text, positions } = cursorsIn(
  'import { Depth|Pool } from "cnn:|layers"\nmodel M { input x: float32[8, 8, 4]  Depth|Pool }',
);

test.each([options, capable])(
  'what is declared in the library is shown to who asks for its texts: %j',
  async (can) => {
    const client = await session({}, can);
    client.open(uri, text);
    const found: string[] = [];
    for (const position of positions) {
      const [place] = await client.at<Location[]>('definition', uri, position);
      const content = await client.request<{ text: string }>('workspace/textDocumentContent', {
        uri: place?.uri,
      });
      const marked = markedWith(content.text, place === undefined ? [] : [place.range]);
      found.push(`${place?.uri} ${marked.split('\n').find((line) => line.includes('«'))}`);
    }
    expect(found).toEqual([
      'cnnc-library:/layers.cnn block «DepthPool»(pool_size = 2) {',
      `cnnc-library:/layers.cnn »«${librarySource('cnn:layers')?.text.split('\n')[0]}`,
      'cnnc-library:/layers.cnn block «DepthPool»(pool_size = 2) {',
    ]);
  },
);

it('others are not led there', async () => {
  const client = await session();
  client.open(uri, text);
  for (const position of positions) expect(await client.at('definition', uri, position)).toEqual([]);
});

test.each(libraryNames)('%s is a file like others when it is open: nothing is wrong in it', async (name) => {
  expect(nameOf(uriOf(name))).toBe(name);
  const client = await session({}, options);
  client.open(uriOf(name), librarySource(name)?.text ?? '');
  expect(await client.diagnostics(uriOf(name))).toEqual([]);
  expect((await client.of<readonly unknown[]>('documentSymbol', uriOf(name))).length > 0).toBe(
    name !== 'cnn:applications',
  );
});
