import { describe, expect, it, test } from 'vitest';
import { completion } from '../../lsp/features/completion.ts';
import { codeLenses } from '../../lsp/features/code-lens.ts';
import { documentLinks } from '../../lsp/features/document-links.ts';
import { foldingRanges } from '../../lsp/features/folding.ts';
import { hover } from '../../lsp/features/hover.ts';
import { InlayHints } from '../../lsp/features/inlay-hints.ts';
import { definition, highlights } from '../../lsp/features/navigation.ts';
import { SemanticTokens } from '../../lsp/features/semantic-tokens.ts';
import { signatureHelp } from '../../lsp/features/signature-help.ts';
import { documentSymbols } from '../../lsp/features/symbols.ts';
import type { OpenFile } from '../../lsp/documents/open-file.ts';
import { Workspace } from '../../lsp/documents/workspace.ts';
import type { Host } from '../../lsp/host.ts';
import { readSettings } from '../../lsp/settings.ts';
import { sample } from '../support/sample.ts';
import { examples } from './examples.ts';
import { session } from './session.ts';

const uri = 'file:///work/net.cnn';
const host: Host = { version: 'test', load: () => undefined };
const whole = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };

const opened = (workspace: Workspace, text: string, version = 1): OpenFile => {
  const [file] = workspace.set(uri, text, version);
  if (file === undefined) throw new Error('no file');
  return file;
};

/** Asks all there is to ask at an offset. */
function askAll(
  file: OpenFile,
  workspace: Workspace,
  offset: number,
  hints: InlayHints,
  tokens: SemanticTokens,
) {
  const position = file.source.position(offset);
  hover(file, position, host);
  signatureHelp(file, position);
  definition(file, position, () => true);
  highlights(file, position);
  hints.in(file, whole, readSettings(undefined));
  tokens.all(file);
  foldingRanges(file.answers.syntax);
  documentLinks(file.answers.syntax);
  codeLenses(file);
  return {
    items: completion(file, position, workspace, true),
    symbols: documentSymbols(file.answers.syntax),
  };
}

describe('for every prefix of an example', () => {
  test.each(examples)('%s: all answers, and what is declared is in the outline', (_, text) => {
    const workspace = new Workspace(host);
    const [hints, tokens] = [new InlayHints(), new SemanticTokens()];
    const ends = Array.from({ length: text.length }, (_, index) => index);
    for (const end of sample(ends, 8)) {
      const file = opened(workspace, text.slice(0, end), end + 1);
      const { symbols } = askAll(file, workspace, end, hints, tokens);
      const heads = [...file.source.text.matchAll(/^(?:model|block|data) (\w+)[^{#]*\{/gm)];
      const names = symbols.map(({ name }) => name);
      for (const [, name] of heads) expect(names).toContain(name);
    }
  });

  test.each(examples)('%s: something is offered wherever a word may begin', (_, text) => {
    const workspace = new Workspace(host);
    const starts = [...text.matchAll(/^ +(?=[A-Za-z])/gm)].map(({ index, 0: blank }) => index + blank.length);
    for (const start of sample(starts, 6)) {
      const file = opened(workspace, text.slice(0, start));
      expect(completion(file, file.source.position(start), workspace, true)).not.toEqual([]);
    }
  });
});

it('nothing is said, and nothing waits, while the person does nothing', async () => {
  const client = await session();
  client.open(uri, examples[0]?.[1] ?? '');
  await client.diagnostics(uri);
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const [told, before] = [client.told.length, timers()];
  await new Promise((resolve) => setImmediate(resolve));
  expect([client.told.length, timers() <= before]).toEqual([told, true]);
});
