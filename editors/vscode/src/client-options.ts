import { workspace } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

export const language = 'cnn';

/** What the server is told of the editor: that it reads files, and runs train blocks where it can. */
export function clientOptions(runs: boolean): LanguageClientOptions {
  return {
    documentSelector: [{ language }],
    synchronize: { configurationSection: 'cnnc' },
    initializationOptions: {
      ...workspace.getConfiguration('cnnc'),
      readsFiles: true,
      ...(runs && { runCommand: 'cnnc.run' }),
    },
  };
}

/** What an entry of the extension gives: how a server is started there, and whether there is a terminal to run things in. */
export interface Surroundings {
  readonly start: (options: LanguageClientOptions) => BaseLanguageClient;
  readonly hasTerminal: boolean;
}
