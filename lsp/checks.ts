import type { Connection, Diagnostic as Shown } from 'vscode-languageserver';
import { isOfLibrary } from '../compiler/library/library.ts';
import type { OpenFile } from './documents/open-file.ts';
import { uriOf } from './documents/uri.ts';
import type { Workspace } from './documents/workspace.ts';
import { toShown } from './features/diagnostics.ts';
import type { Host } from './host.ts';

/** The longest wait behind a keystroke, in milliseconds, for further ones. */
const longestWait = 300;

/** A check of a file: how many milliseconds it took, and when it ended. */
interface Checked {
  readonly took: number;
  readonly ended: number;
}

/**
 * Checks files when they have changed, and tells the editor what is wrong. Between two checks of a file at least as much time
 * passes as the first one took: it is checked at once where the person types no faster than that, else when there is a pause. Each
 * check is of the version that the file has then, and tells that version. Between checks nothing runs.
 */
export class Checks {
  readonly #connection: Pick<Connection, 'sendDiagnostics'>;
  readonly #workspace: Workspace;
  readonly #host: Host;
  /** Names of files that are to be checked, the next one first. */
  readonly #waiting = new Set<string>();
  /** Names of files that were checked while others that they may need were still being read: nothing is told of them yet. */
  readonly #held = new Set<string>();
  readonly #checked = new Map<string, Checked>();
  /** What the check of each open file found, by the file that it is in. */
  readonly #found = new Map<string, ReadonlyMap<string, readonly Shown[]>>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Pick<Connection, 'sendDiagnostics'>, workspace: Workspace, host: Host) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#host = host;
  }

  /** Checks files soon, in their order. */
  want(files: readonly OpenFile[]): void {
    const names = [...files.map(({ name }) => name), ...this.#waiting];
    this.#waiting.clear();
    for (const name of names) this.#waiting.add(name);
    this.#plan();
  }

  /** A file is no longer open: what it told of others is gone. */
  forget({ name }: OpenFile): void {
    this.#waiting.delete(name);
    this.#checked.delete(name);
    const told = this.#found.get(name);
    this.#found.delete(name);
    for (const other of told?.keys() ?? []) this.#tell(other);
  }

  /** Checks again what was held back. */
  resume(): void {
    const held = [...this.#held].flatMap((name) => this.#workspace.file(uriOf(name)) ?? []);
    this.#held.clear();
    this.want(held);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #plan(): void {
    clearTimeout(this.#timer);
    const [next] = this.#waiting;
    if (next === undefined) return;
    const { took, ended } = this.#checked.get(next) ?? { took: 0, ended: 0 };
    const wait = Math.min(took, longestWait) - (performance.now() - ended);
    this.#timer = setTimeout(() => this.#check(next), wait < 8 ? 0 : wait);
  }

  #check(name: string): void {
    this.#waiting.delete(name);
    const file = this.#workspace.file(uriOf(name));
    if (file !== undefined) {
      const begin = performance.now();
      const found = this.#find(file);
      if (this.#host.clientFiles?.isReading === true) this.#held.add(name);
      else this.#keep(name, found);
      const ended = performance.now();
      this.#checked.set(name, { took: ended - begin, ended });
    }
    this.#plan();
  }

  #keep(name: string, found: ReadonlyMap<string, readonly Shown[]>): void {
    const before = this.#found.get(name);
    this.#found.set(name, found);
    for (const other of new Set([...(before?.keys() ?? []), ...found.keys()])) this.#tell(other);
  }

  /**
   * What is wrong, by the name of the file that it stands in; the file's own, be it nothing. What ships with the compiler is right
   * where it is applied, and nobody can change it.
   */
  #find({ name, source, answers }: OpenFile): ReadonlyMap<string, readonly Shown[]> {
    const found = new Map<string, Shown[]>([[name, []]]);
    if (isOfLibrary(source)) return found;
    for (const diagnostic of answers.diagnostics) {
      const place = diagnostic.span?.source.name ?? name;
      const shown = toShown(diagnostic, this.#host);
      const known = found.get(place);
      if (known === undefined) found.set(place, [shown]);
      else known.push(shown);
    }
    return found;
  }

  /** Tells all that is known to be wrong in a file: by its own check, and by those of files that import it. */
  #tell(name: string): void {
    const all = [...this.#found]
      .filter(([checked]) => checked === name || !this.#waiting.has(checked))
      .flatMap(([, found]) => found.get(name) ?? []);
    const seen = new Set<string>();
    const diagnostics = all.filter(({ code, message, range }) => {
      const key = JSON.stringify([code, message, range]);
      return !seen.has(key) && seen.add(key);
    });
    const uri = uriOf(name);
    const version = this.#workspace.file(uri)?.version;
    void this.#connection.sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) });
  }
}
