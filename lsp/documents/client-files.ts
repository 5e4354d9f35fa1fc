import type { Load } from '../../compiler/expand/import-modules.ts';
import { Source } from '../../grammar/source.ts';
import { listFilesRequest, readFileRequest } from './client-requests.ts';
import { nameOf, uriOf } from './uri.ts';

/** The most characters of a file that is read: of a longer one nothing is. */
const longest = 10_000_000;

/** What this needs of a connection. */
export interface Asks {
  sendRequest(method: string, params: unknown): Promise<unknown>;
}

/**
 * Files that the client alone can read, as in a browser, or on a machine that is far away. A file is asked for when it is first
 * wanted, and is as if it were not there until it has come; `arrived` is then told of it.
 */
export class ClientFiles {
  arrived: (name: string) => void = () => undefined;
  readonly #client: Asks;
  /** Texts by the names of their files; undefined: there is no such file. */
  readonly #read = new Map<string, Source | undefined>();
  /** What is on its way: a file that changes meanwhile is asked for again. */
  readonly #asked = new Map<string, symbol>();
  #isServed = false;
  #listed: readonly string[] = [];

  constructor(client: Asks) {
    this.#client = client;
  }

  /** Whether something that was wanted has not come yet. */
  get isReading(): boolean {
    return this.#asked.size > 0;
  }

  readonly load: Load = (name) => {
    if (this.#isServed && !this.#read.has(name) && !this.#asked.has(name)) void this.#ask(name);
    return this.#read.get(name);
  };

  readonly filesIn = (folder: string): readonly string[] =>
    this.#listed.filter((name) => name.startsWith(`${folder}/`));

  /** From now on the client answers; learns which files there are. */
  async begin(): Promise<void> {
    this.#isServed = true;
    const uris = await this.#answerOf(listFilesRequest, {});
    if (Array.isArray(uris)) this.#listed = uris.filter((uri) => typeof uri === 'string').map(nameOf);
  }

  /** A file has changed, come or gone: it is read anew when it is next wanted. */
  forget(name: string): void {
    this.#read.delete(name);
    this.#asked.delete(name);
    if (!this.#listed.includes(name)) this.#listed = [...this.#listed, name];
  }

  async #ask(name: string): Promise<void> {
    const question = Symbol(name);
    this.#asked.set(name, question);
    const text = await this.#answerOf(readFileRequest, { uri: uriOf(name) });
    if (this.#asked.get(name) !== question) return;
    this.#asked.delete(name);
    const isText = typeof text === 'string' && text.length <= longest;
    this.#read.set(name, isText ? new Source(name, text) : undefined);
    this.arrived(name);
  }

  async #answerOf(method: string, params: unknown): Promise<unknown> {
    try {
      return await this.#client.sendRequest(method, params);
    } catch {
      return undefined;
    }
  }
}
