import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, test } from 'vitest';
import type { CompletionItem, Hover, InlayHint, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { InlayHints } from '../../lsp/features/inlay-hints.ts';
import { toShown } from '../../lsp/features/diagnostics.ts';
import type { OpenFile } from '../../lsp/documents/open-file.ts';
import { Workspace } from '../../lsp/documents/workspace.ts';
import { readSettings } from '../../lsp/settings.ts';
import { Source } from '../../grammar/source.ts';
import { RandomStream } from '../../runtime/random.ts';
import { isLong, times } from '../support/sample.ts';
import { examples } from './examples.ts';
import { type Session, session } from './session.ts';

const uri = 'file:///work/net.cnn';
const whole = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };

/** A part of a text that is replaced. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const words = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ',',
  ': ',
  '"',
  '# ',
  '\n',
  '  ',
  'Conv2D(',
  'Dense',
  'repeat 2 {',
  '=',
  'x',
  '3',
  'é',
  '🙂',
];

/** What a person does: types, deletes, cuts lines, pastes parts of other files. */
function drawEdit(text: string, random: RandomStream): Edit {
  const at = random.below(text.length + 1);
  const upTo = (most: number): number => Math.min(text.length, at + random.below(most));
  switch (random.below(6)) {
    case 0:
      return { start: at, end: upTo(12), text: '' };
    case 1: {
      const start = text.lastIndexOf('\n', at - 1) + 1;
      const lines = text
        .slice(start)
        .split('\n')
        .slice(0, 1 + random.below(3));
      return { start, end: Math.min(text.length, start + lines.join('\n').length + 1), text: '' };
    }
    case 2: {
      const [, other = ''] = examples[random.below(examples.length)] ?? [];
      const from = random.below(other.length);
      return { start: at, end: at, text: other.slice(from, from + random.below(200)) };
    }
    default:
      return {
        start: at,
        end: random.below(4) === 0 ? upTo(6) : at,
        text: words[random.below(words.length)] ?? '',
      };
  }
}

function changeOf(text: string, { start, end, text: instead }: Edit): TextDocumentContentChangeEvent {
  const source = new Source('', text);
  return { range: { start: source.position(start), end: source.position(end) }, text: instead };
}

/** The file as a server knows it that has seen nothing before. */
function fresh(text: string): OpenFile {
  const [file] = new Workspace({ version: 'test', load: () => undefined }).set(uri, text, 1);
  if (file === undefined) throw new RangeError('a file is open');
  return file;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Each once, as they are told. */
const toldOf = ({ answers }: OpenFile): unknown => {
  const host = { pageOf: (code: string) => `pages#${code}` };
  const all = answers.diagnostics.filter(
    ({ span }) => span?.source === answers.syntax.source || span === undefined,
  );
  const shown = all.map((each) => toShown(each, host));
  const keys = shown.map(({ code, message, range }) => JSON.stringify([code, message, range]));
  return plain(shown.filter((_, index) => keys.indexOf(keys[index] ?? '') === index));
};

const isSound = ({ answers }: OpenFile): boolean =>
  answers.diagnostics.every(({ severity }) => severity !== 'error');

/** A person at a file; every now and then what the server says is held against a fresh one's. */
class Person {
  readonly #client: Session;
  readonly #random: RandomStream;
  readonly #undo: string[] = [];
  #text: string;

  constructor(client: Session, text: string, random: RandomStream) {
    this.#client = client;
    this.#random = random;
    this.#text = text;
    client.open(uri, text);
  }

  /** Edits the file, or takes edits back, and asks something where the cursor is. */
  async edit(): Promise<number> {
    const random = this.#random;
    const before = random.below(8) === 0 ? this.#undo.at(-1 - random.below(8)) : undefined;
    if (before !== undefined) {
      this.#text = before;
      const version = this.#client.change(uri, { text: before });
      await this.#ask(random.below(before.length + 1));
      return version;
    }
    const edit = drawEdit(this.#text, random);
    this.#undo.push(this.#text);
    if (this.#undo.length > 20) this.#undo.shift();
    const version = this.#client.change(uri, changeOf(this.#text, edit));
    this.#text = this.#text.slice(0, edit.start) + edit.text + this.#text.slice(edit.end);
    await this.#ask(edit.start + edit.text.length);
    return version;
  }

  async #ask(offset: number): Promise<void> {
    const position = new Source('', this.#text).position(offset);
    const client = this.#client;
    switch (this.#random.below(4)) {
      case 0:
        return void (await client.at<CompletionItem[]>('completion', uri, position));
      case 1:
        return void (await client.at<Hover | null>('hover', uri, position));
      case 2:
        return void (await client.of<unknown>('codeAction', uri, {
          range: { start: position, end: position },
          context: { diagnostics: [] },
        }));
      default:
        return void (await client.of<unknown>('semanticTokens/full', uri));
    }
  }

  /** Holds what is told against what a fresh check tells; when the text is right, the hints too. */
  async compare(version: number): Promise<void> {
    const told = await this.#client.diagnostics(uri, version);
    const hints = await this.#client.of<InlayHint[]>('inlayHint', uri, { range: whole });
    const file = fresh(this.#text);
    expect(told, this.#text).toEqual(toldOf(file));
    if (isSound(file))
      expect(hints, this.#text).toEqual(plain(new InlayHints().in(file, whole, readSettings(undefined))));
    this.#client.forgetTold();
  }

  /** Begins anew, where little is left of the text. */
  restore(text: string): void {
    this.#text = text;
    this.#undo.length = 0;
    this.#client.change(uri, { text });
  }
}

/** Bytes of the heap that are in use, once what nobody has is gone. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

test(
  'through random edits nothing fails, nothing stale is told, and memory stays flat',
  { timeout: 3_600_000 },
  async () => {
    const [edits, every] = [times(25, 1000), times(25, 50)];
    const random = new RandomStream(12, 'person');
    const used: number[] = [];
    for (const [index, [, example]] of examples.entries()) {
      const client = await session();
      const person = new Person(client, example, random);
      for (let count = 1; count <= edits; count++) {
        const version = await person.edit();
        if (count % every === 0) await person.compare(version);
        if (count % 200 === 0) person.restore(example);
      }
      client.close(uri);
      if (index === Math.floor(examples.length / 4) - 1 || index === examples.length - 1)
        used.push(heapInUse());
    }
    const [early = 0, late = Infinity] = used;
    if (isLong) console.log(`heap: ${used.map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`).join(' → ')}`);
    expect(late - early).toBeLessThan(30e6);
  },
);

it('the processor rests while the person does', async () => {
  const client = await session();
  const person = new Person(client, examples[0]?.[1] ?? '', new RandomStream(3, 'person'));
  const version = await person.edit();
  await client.diagnostics(uri, version);
  const told = client.told.length;
  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { user, system } = process.cpuUsage(before);
  expect([client.told.length, (user + system) / 1000 < 100]).toEqual([told, true]);
});
