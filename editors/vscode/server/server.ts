import type { Connection, GenericRequestHandler } from 'vscode-languageserver';
import { markdownPage } from '../../../cli/explain/markdown-page.ts';
import { findPage, pages } from '../../../cli/explain/pages.ts';
import { ClientFiles } from '../../../lsp/documents/client-files.ts';
import type { Host } from '../../../lsp/host.ts';
import { serve } from '../../../lsp/serve.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { type Drawing, type GraphParams, graphRequest } from '../shared/drawing.ts';
import { pageRequest, pagesRequest, type PageTitle, pageUri } from '../shared/page.ts';
import { drawGraph } from './draw-graph.ts';

/**
 * The language server, and what the extension asks it for besides. The editor reads the files for it, on a machine as in a
 * browser: it knows those of other machines, and of no disk at all.
 */
export function start(connection: Connection, more: Pick<Host, 'lookAtWeights'> = {}): void {
  const clientFiles = new ClientFiles(connection);
  const { load, filesIn } = clientFiles;
  const { version } = packageJson;
  const host = { ...more, version, load, filesIn, clientFiles, explain: findPage, pageOf: pageUri };
  const workspace = serve(connection, host);
  const graph: GenericRequestHandler<Drawing, void> = (params: GraphParams) => drawGraph(workspace, params);
  connection.onRequest(graphRequest, graph);
  connection.onRequest(pagesRequest, () => pages.map(({ code, title }): PageTitle => ({ code, title })));
  connection.onRequest(pageRequest, ({ code }: { readonly code: string }) => {
    const page = findPage(code);
    return page === undefined ? null : `# ${page.code}\n\n${markdownPage(page)}`;
  });
}
