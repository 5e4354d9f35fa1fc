import type { Load } from '../../compiler/expand/import-modules.ts';
import { librarySource } from '../../compiler/library/library.ts';
import { Source } from '../../grammar/source.ts';
import type { Host } from '../host.ts';
import { OpenFile } from './open-file.ts';
import { nameOf, uriOf } from './uri.ts';

/** The files that are open, and through them those on disk: each is read as it is in the editor, where it is open there. */
export class Workspace {
  readonly #host: Host;
  readonly #open = new Map<string, OpenFile>();
  /** Files that were asked about and are not open. */
  readonly #closed = new Map<string, OpenFile>();
  #folders: readonly string[] = [];

  constructor(host: Host) {
    this.#host = host;
  }

  /** Folders whose files belong to what is worked on, by their URIs. */
  set folders(uris: readonly string[]) {
    this.#folders = uris.map(nameOf);
  }

  /** The files that are open. */
  get open(): readonly OpenFile[] {
    return [...this.#open.values()];
  }

  /** A file that is open. */
  file(uri: string): OpenFile | undefined {
    return this.#open.get(nameOf(uri));
  }

  /** Sets the text of an open file; gives it, and the open files that import it. */
  set(uri: string, text: string, version: number): readonly OpenFile[] {
    const name = nameOf(uri);
    const known = this.#open.get(name);
    const source = new Source(name, text);
    const file = known?.changed(text, version) ?? OpenFile.first({ uri, source, version }, this.#options);
    this.#open.set(name, file);
    this.#closed.delete(name);
    return [file, ...this.forget(name)];
  }

  /** From now on a file is as it is on disk; gives the open files that import it. */
  close(uri: string): readonly OpenFile[] {
    const name = nameOf(uri);
    this.#open.delete(name);
    return this.forget(name);
  }

  /** What imports a file, through whatever others, is asked anew, for it has changed; gives those of them that are open. */
  forget(name: string): readonly OpenFile[] {
    const files = [...this.#open.values(), ...this.#closed.values()];
    const importing = files.filter(({ reads }) => reads.has(name));
    for (const file of importing) file.forget();
    return importing.filter((file) => file.version !== undefined);
  }

  /** A file, be it open or on disk; undefined where it cannot be read. */
  named(name: string): OpenFile | undefined {
    const open = this.#open.get(name);
    if (open !== undefined) return open;
    const source = librarySource(name) ?? this.#host.load(name, name);
    if (source === undefined || 'reason' in source) return undefined;
    const known = this.#closed.get(name);
    if (known?.source.text === source.text) return known;
    const file = OpenFile.first({ uri: uriOf(name), source, version: undefined }, this.#options);
    this.#closed.set(name, file);
    return file;
  }

  /** Every file that is open or in a folder of the workspace. */
  get all(): readonly OpenFile[] {
    const inFolders = this.#folders.flatMap((folder) => this.#host.filesIn?.(folder) ?? []);
    return [...new Set([...this.#open.keys(), ...inFolders])].flatMap((name) => this.named(name) ?? []);
  }

  /** The workspace with other texts, to see what would be of it. */
  changed(texts: readonly { readonly uri: string; readonly text: string }[]): Workspace {
    const other = new Workspace(this.#host);
    for (const { uri, source } of this.#open.values()) other.set(uri, source.text, 0);
    for (const { uri, text } of texts) other.set(uri, text, 0);
    return other;
  }

  readonly #load: Load = (path, from) => this.#open.get(path)?.source ?? this.#host.load(path, from);

  get #options() {
    const { lookAtWeights } = this.#host;
    return { load: this.#load, advise: false, ...(lookAtWeights && { lookAtWeights }) };
  }
}
