import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import { isOfLibrary } from '../compiler/library/library.ts';
import type { Source } from '../grammar/source.ts';
import { readSettings, type Settings } from './settings.ts';

/** What the editor can do, and what its person has chosen. */
export class Client {
  settings: Settings = readSettings(undefined);
  /** A command of the editor's that runs a train block, given the file's URI and the block's name. */
  runCommand: string | undefined;
  /** Whether it reads files for a server that cannot. */
  readsFiles = false;
  #capabilities: ClientCapabilities = {};
  #opensLibrary = false;

  /** Learns what an editor says of itself. */
  meet({ capabilities, initializationOptions }: InitializeParams): void {
    this.#capabilities = capabilities;
    this.settings = readSettings(initializationOptions);
    const options = Object(initializationOptions) as Readonly<Record<string, unknown>>;
    const { runCommand, readsFiles, libraryDocuments } = options;
    this.readsFiles = readsFiles === true;
    this.runCommand = typeof runCommand === 'string' ? runCommand : undefined;
    this.#opensLibrary =
      libraryDocuments === true || capabilities.workspace?.textDocumentContent !== undefined;
  }

  /** Whether it can show where something is declared: in the library only if it asks for the texts of that. */
  readonly canShow = (source: Source): boolean => this.#opensLibrary || !isOfLibrary(source);

  /** Whether what is inserted may have places to fill in. */
  get snippets(): boolean {
    return this.#capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
  }

  /** Whether it asks for the edits of an action when that is chosen. */
  get resolvesActions(): boolean {
    const { resolveSupport } = this.#capabilities.textDocument?.codeAction ?? {};
    return resolveSupport?.properties.includes('edit') === true;
  }

  /** Whether it shows why an action cannot be taken. */
  get showsDisabled(): boolean {
    return this.#capabilities.textDocument?.codeAction?.disabledSupport === true;
  }

  /** Whether it can be asked to tell of files that change on disk. */
  get watches(): boolean {
    return this.#capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  }

  /** Whether it asks for hints again when it is told to. */
  get refreshesHints(): boolean {
    return this.#capabilities.workspace?.inlayHint?.refreshSupport === true;
  }
}
