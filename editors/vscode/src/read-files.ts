import { Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { listFilesRequest, readFileRequest } from '../../../lsp/documents/client-requests.ts';

/** Files larger than this are not read: no spec is. */
const largest = 16 * 1024 * 1024;
/** So many files of a workspace are listed. */
const most = 2000;

/** Reads files for a server, which has no disk: the `.cnn` files that others import, and no others. */
export function readFilesFor(client: BaseLanguageClient): void {
  client.onRequest(readFileRequest, ({ uri }: { readonly uri: string }) => readSpec(Uri.parse(uri)));
  client.onRequest(listFilesRequest, async () => {
    const found = await workspace.findFiles('**/*.cnn', '**/{node_modules,.git}/**', most);
    return found.map((each) => each.toString());
  });
}

async function readSpec(uri: Uri): Promise<string | null> {
  if (!uri.path.endsWith('.cnn')) return null;
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > largest) return null;
    return new TextDecoder('utf-8', { fatal: true }).decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
