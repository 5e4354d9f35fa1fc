import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CompletionItem,
  DocumentHighlight,
  Hover,
  Location,
  Position,
  SignatureHelp,
} from 'vscode-languageserver';
import { type Session, session } from './session.ts';

/*
 * Each fixture is a file with its questions in it: a comment of a `^` below a place, and what is asked there. The answers stand in
 * a snapshot beside it.
 */

const folder = join(import.meta.dirname, 'fixtures');
const uri = 'file:///work/fixture.cnn';

/** What is asked where. */
interface Question {
  readonly position: Position;
  readonly word: string;
  readonly asks: readonly string[];
}

function questionsIn(text: string): readonly Question[] {
  const lines = text.split('\n');
  return lines.flatMap((comment, index) => {
    const [, before, asks = ''] = /^(# *)\^ (.+)$/.exec(comment) ?? [];
    if (before === undefined) return [];
    const line = lines.findLastIndex((each, at) => at < index && !/^# *\^/.test(each));
    const character = before.length;
    const word = /^\w*/.exec((lines[line] ?? '').slice(wordStart(lines[line] ?? '', character)))?.[0] ?? '';
    return [{ position: { line, character }, word, asks: asks.split(' ') }];
  });
}

function wordStart(line: string, at: number): number {
  let start = at;
  while (/\w/.test(line[start - 1] ?? '')) start--;
  return start;
}

const place = ({ line, character }: Position): string => `${line + 1}:${character + 1}`;
const where = (locations: readonly Location[]): string =>
  locations.map((each) => `${each.uri === uri ? '' : `${each.uri} `}${place(each.range.start)}`).join(', ');

/** An answer in a few words. */
async function answer(client: Session, ask: string, position: Position): Promise<string> {
  switch (ask) {
    case 'hover': {
      const hover = await client.at<Hover | null>('hover', uri, position);
      const { contents = '' } = hover ?? {};
      return typeof contents === 'object' && 'value' in contents
        ? contents.value.replaceAll(/\s*\n\s*/g, ' / ')
        : '';
    }
    case 'definition':
      return where(await client.at<Location[]>('definition', uri, position));
    case 'references':
      return where(
        await client.at<Location[]>('references', uri, position, { context: { includeDeclaration: true } }),
      );
    case 'highlight': {
      const marked = await client.at<DocumentHighlight[]>('documentHighlight', uri, position);
      return marked.map(({ range }) => place(range.start)).join(', ');
    }
    case 'completion': {
      const items = await client.at<CompletionItem[]>('completion', uri, position);
      return items
        .slice(0, 6)
        .map(({ label }) => label)
        .join(', ');
    }
    case 'signature': {
      const help = await client.at<SignatureHelp | null>('signatureHelp', uri, position);
      return `${help?.signatures[0]?.label ?? ''} at ${help?.activeParameter}`;
    }
    default: {
      const [item] = await client.at<CallHierarchyItem[]>('prepareCallHierarchy', uri, position);
      const calls = await client.request<(CallHierarchyIncomingCall | CallHierarchyOutgoingCall)[]>(
        `callHierarchy/${ask}Calls`,
        { item },
      );
      return calls
        .map(
          (call) =>
            `${('from' in call ? call.from : call.to).name} ${call.fromRanges.map(({ start }) => place(start)).join(' ')}`,
        )
        .join(', ');
    }
  }
}

test.each(readdirSync(folder).filter((name) => name.endsWith('.cnn')))('%s', async (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const client = await session({}, { initializationOptions: { libraryDocuments: true } });
  client.open(uri, text);
  const answers: string[] = [];
  for (const { position, word, asks } of questionsIn(text)) {
    for (const ask of asks)
      answers.push(`${place(position)} ${word} ${ask}: ${await answer(client, ask, position)}`);
  }
  expect(answers.length).toBeGreaterThan(15);
  await expect(`${answers.join('\n')}\n`).toMatchFileSnapshot(join(folder, name.replace('.cnn', '.txt')));
});
