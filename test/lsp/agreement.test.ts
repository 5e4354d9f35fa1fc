import { describe, expect, test } from 'vitest';
import type {
  CompletionItem,
  DocumentHighlight,
  Hover,
  Location,
  Position,
  Range,
  SelectionRange,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { bindModule } from '../../compiler/bind/bind-module.ts';
import { originOf } from '../../compiler/bind/bound-symbol.ts';
import { libraryNames, librarySource } from '../../compiler/library/library.ts';
import { parse } from '../../grammar/parse.ts';
import { Source } from '../../grammar/source.ts';
import { offsetOf } from '../../lsp/documents/positions.ts';
import { nameOf, uriOf } from '../../lsp/documents/uri.ts';
import { sample } from '../support/sample.ts';
import { withEdits } from './cursors.ts';
import { examples } from './examples.ts';
import { type Session, session } from './session.ts';

/*
 * At every name of every example and of the library, what the server says of it agrees with the binder, with itself, and with the
 * text: a range is a whole word of it.
 */

const library = libraryNames.map((name): [string, string] => [uriOf(name), librarySource(name)?.text ?? '']);
const texts: readonly (readonly [string, string])[] = [
  ...examples.map(([name, text]) => [`file:///work/${name}`, text] as const),
  ...library,
];

const moduleOf = (path: string) => {
  const source = librarySource(path);
  return source && parse(source).value;
};
const bind = (uri: string, text: string) =>
  bindModule(parse(new Source(nameOf(uri), text)).value, (item) => moduleOf(item.path.value));

/** The text that a place is of. */
const textAt = (uri: string, [own, text]: readonly [string, string]): string =>
  uri === own ? text : (librarySource(nameOf(uri))?.text ?? '');

const wordAt = (text: string, { start, end }: Range): string => {
  const source = new Source('', text);
  return text.slice(offsetOf(source, start), offsetOf(source, end));
};

/** What is around a range: nothing of its word, or it is a name inside of quotes. */
function isWhole(text: string, { start, end }: Range): boolean {
  const source = new Source('', text);
  const around = (text[offsetOf(source, start) - 1] ?? ' ') + (text[offsetOf(source, end)] ?? ' ');
  return start.line === end.line && !/\w/.test(around) && wordAt(text, { start, end }) !== '';
}

const includes = ({ start, end }: Range, { line, character }: Position): boolean =>
  start.line === line && start.character <= character && character <= end.character;

async function opened([uri, text]: readonly [string, string]): Promise<Session> {
  const client = await session({}, { initializationOptions: { libraryDocuments: true } });
  client.open(uri, text);
  return client;
}

/** The names of a text that mean something that a module declares, or a word of the language's. */
function namesOf(uri: string, text: string) {
  const bound = bind(uri, text);
  const declared = bound.symbols.flatMap((symbol) => symbol.spans.map((span) => ({ span, symbol })));
  const used = bound.references.filter(({ span }) => span.source === bound.syntax.source);
  return { bound, declared, used };
}

describe.each(texts)('%s', (uri, text) => {
  const { bound, declared, used } = namesOf(uri, text);
  const { source } = bound.syntax;
  const names = [...declared, ...used].filter(({ symbol }) => symbol !== undefined);

  test('a name is defined, found, marked and explained as the binder knows it', async () => {
    const client = await opened([uri, text]);
    for (const { span, symbol } of sample(names, 14)) {
      const position = source.position(text[span.start] === '"' ? span.start : (span.start + span.end) >> 1);
      const told = `${text.slice(span.start, span.end)} at ${span.start}`;
      const defined = await client.at<Location[]>('definition', uri, position);
      const spans = symbol === undefined ? [] : originOf(symbol).spans;
      const places = spans.map(
        (each) => `${uriOf(each.source.name)} ${each.source.position(each.start).line}`,
      );
      expect(defined.map((each) => `${each.uri} ${each.range.start.line}`).toSorted(), told).toEqual(
        places.toSorted(),
      );
      for (const each of defined) expect(isWhole(textAt(each.uri, [uri, text]), each.range), told).toBe(true);

      const context = { includeDeclaration: true };
      const found = await client.at<Location[]>('references', uri, position, { context });
      expect(
        found.some((each) => each.uri === uri && includes(each.range, position)),
        told,
      ).toBe(true);
      for (const each of found) expect(isWhole(textAt(each.uri, [uri, text]), each.range), told).toBe(true);

      const marked = await client.at<DocumentHighlight[]>('documentHighlight', uri, position);
      expect(
        marked.some(({ range }) => includes(range, position)),
        told,
      ).toBe(true);
      const here = found.filter((each) => each.uri === uri).map(({ range }) => range);
      expect(
        marked.map(({ range }) => range),
        told,
      ).toEqual(here);

      const hover = await client.at<Hover | null>('hover', uri, position);
      expect(hover?.range !== undefined && includes(hover.range, position), told).toBe(true);
      expect(hover?.range !== undefined && isWhole(text, hover.range), told).toBe(true);

      const [selection] = await client.of<SelectionRange[]>('selectionRange', uri, { positions: [position] });
      for (let at = selection; at?.parent !== undefined; at = at.parent) {
        const [inner, outer] = [at.range, at.parent.range].map((range) => wordAt(text, range));
        expect(outer, told).toContain(inner);
      }
    }
  });

  // Some parameters of the library are for itself alone.
  const usual = used.filter(({ role }) => uri.startsWith('file:') || role !== 'argument');
  test('a name that is used is offered where it stands', async () => {
    const client = await opened([uri, text]);
    for (const { span, name } of sample(usual, 10)) {
      const items = await client.at<CompletionItem[]>('completion', uri, source.position(span.start));
      const told = `${name} at ${span.start}`;
      const item = items.find(({ label }) => label === name);
      expect(item?.label, told).toBe(name);
      const { textEdit } = item ?? {};
      const range = textEdit !== undefined && 'range' in textEdit ? textEdit.range : undefined;
      expect(range, told).toEqual({ start: source.position(span.start), end: source.position(span.start) });
    }
  });

  test.runIf(uri.startsWith('file:'))(
    'a name that is another, and then itself again, is where it was',
    async () => {
      const client = await opened([uri, text]);
      const own = declared.filter(({ symbol: { kind, name } }) => kind !== 'import' && !name.includes('{'));
      for (const { span, symbol } of sample(own, 3)) {
        const other = /^[A-Z]/.test(symbol.name) ? 'Quite' : 'quite';
        const renamed = await rename(client, text, source.position(span.start), other);
        // An input or output has the name of its field.
        if (renamed === undefined) continue;
        expect(renamed).not.toBe(text);
        client.change(uri, { text: renamed });
        const at = new Source('', renamed).position(renamed.search(new RegExp(`\\b${other}\\b`)));
        expect(await rename(client, renamed, at, symbol.name)).toBe(text);
        client.change(uri, { text });
      }
    },
  );

  /** The text with another name at a place; undefined where that is refused. */
  async function rename(
    client: Session,
    from: string,
    at: Position,
    newName: string,
  ): Promise<string | undefined> {
    try {
      const edit = await client.at<WorkspaceEdit>('rename', uri, at, { newName });
      return withEdits(from, edit.changes?.[uri] ?? []);
    } catch {
      return undefined;
    }
  }
});
