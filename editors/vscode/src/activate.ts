import type { ExtensionContext } from 'vscode';
import { clientOptions, type Surroundings } from './client-options.ts';
import { provideExplanations } from './explanations.ts';
import { provideGraph } from './graph-panel.ts';
import { readFilesFor } from './read-files.ts';
import { provideRuns } from './runs.ts';

/** Starts the server, and gives the commands what they need. */
export async function activate(
  context: ExtensionContext,
  { start, hasTerminal }: Surroundings,
): Promise<void> {
  const client = start(clientOptions(hasTerminal));
  readFilesFor(client);
  context.subscriptions.push(client, provideGraph(client), provideExplanations(client));
  if (hasTerminal) context.subscriptions.push(provideRuns());
  await client.start();
}
