import type { Connection, TextDocumentIdentifier } from 'vscode-languageserver';
import type { OpenFile } from './documents/open-file.ts';
import type { Workspace } from './documents/workspace.ts';
import { librarySource } from '../compiler/library/library.ts';
import { nameOf } from './documents/uri.ts';
import { incomingCalls, outgoingCalls, prepareCalls } from './features/calls.ts';
import { codeActions } from './features/code-actions.ts';
import { codeLenses, type LensOf, resolveLens } from './features/code-lens.ts';
import { completion } from './features/completion.ts';
import { documentLinks } from './features/document-links.ts';
import { foldingRanges } from './features/folding.ts';
import { format, formatClosed, formatRange } from './features/formatting.ts';
import { hover } from './features/hover.ts';
import { definition, highlights, references } from './features/navigation.ts';
import { type Chosen, resolveRefactoring } from './features/refactorings.ts';
import { prepareRename, rename } from './features/rename.ts';
import { selectionRanges } from './features/selection-ranges.ts';
import { signatureHelp } from './features/signature-help.ts';
import { documentSymbols, workspaceSymbols } from './features/symbols.ts';
import type { Client } from './client.ts';
import { InlayHints } from './features/inlay-hints.ts';
import { SemanticTokens } from './features/semantic-tokens.ts';
import type { Host } from './host.ts';

/** What is kept for the answers about files. */
export interface Answering {
  /** A file is no longer open. */
  forget(file: OpenFile): void;
}

/** Answers what an editor asks of the files that are open in it. */
export function answerQuestions(
  connection: Connection,
  workspace: Workspace,
  host: Host,
  client: Client,
): Answering {
  /** What is asked of a file: of one that is not open there is nothing to say. */
  const of =
    <P extends { readonly textDocument: TextDocumentIdentifier }, R>(
      answer: (file: OpenFile, params: P) => readonly R[],
    ) =>
    (params: P): R[] => {
      const file = workspace.file(params.textDocument.uri);
      return file === undefined ? [] : [...answer(file, params)];
    };
  const one =
    <P extends { readonly textDocument: TextDocumentIdentifier }, R>(
      answer: (file: OpenFile, params: P) => R,
    ) =>
    (params: P): R | null => {
      const file = workspace.file(params.textDocument.uri);
      return file === undefined ? null : answer(file, params);
    };
  connection.onCodeAction(of((file, params) => codeActions(file, params, host, workspace, client)));
  connection.onCodeActionResolve((action) => {
    const file = workspace.file((action.data as Chosen).uri);
    return file === undefined ? action : resolveRefactoring(action, file, workspace);
  });
  connection.onDocumentFormatting(of(({ source }) => format(source)));
  connection.onDocumentRangeFormatting(of(({ source }, { range }) => formatRange(source, range)));
  connection.onDocumentOnTypeFormatting(of(({ source }, { position }) => formatClosed(source, position)));
  connection.onDocumentSymbol(of(({ answers }) => documentSymbols(answers.syntax)));
  connection.onWorkspaceSymbol(({ query }) => [...workspaceSymbols(workspace.all, query)]);
  connection.onFoldingRanges(of(({ answers }) => foldingRanges(answers.syntax)));
  connection.onSelectionRanges(
    of(({ answers }, { positions }) => selectionRanges(answers.syntax, positions)),
  );
  connection.onCompletion(of((file, { position }) => completion(file, position, workspace, client.snippets)));
  connection.onSignatureHelp(one((file, { position }) => signatureHelp(file, position)));
  connection.onHover(one((file, { position }) => hover(file, position, host)));
  connection.onDefinition(of((file, { position }) => definition(file, position, client.canShow)));
  connection.onReferences(
    of((file, { position, context }) => references(file, position, context, workspace)),
  );
  connection.languages.callHierarchy.onPrepare(
    of((file, { position }) => prepareCalls(file, position, client.canShow)),
  );
  connection.languages.callHierarchy.onIncomingCalls(({ item }) => [...incomingCalls(item, workspace)]);
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) => [
    ...outgoingCalls(item, workspace, client.canShow),
  ]);
  connection.workspace.textDocumentContent.on(({ uri }) => {
    const source = librarySource(nameOf(uri));
    return source === undefined ? null : { text: source.text };
  });
  connection.onDocumentHighlight(of((file, { position }) => highlights(file, position)));
  connection.onPrepareRename(one((file, { position }) => prepareRename(file, position)));
  connection.onRenameRequest(
    one((file, { position, newName }) => rename(file, position, newName, workspace)),
  );
  connection.onDocumentLinks(of(({ answers }) => documentLinks(answers.syntax)));
  const hints = new InlayHints();
  const tokens = new SemanticTokens();
  connection.languages.inlayHint.on(of((file, { range }) => hints.in(file, range, client.settings)));
  const noTokens = { data: [] };
  connection.languages.semanticTokens.on((params) => one(tokens.all.bind(tokens))(params) ?? noTokens);
  connection.languages.semanticTokens.onRange(
    (params) => one((file, { range }: typeof params) => tokens.in(file, range))(params) ?? noTokens,
  );
  connection.languages.semanticTokens.onDelta(
    (params) =>
      one((file, { previousResultId }: typeof params) => tokens.since(file, previousResultId))(params) ??
      noTokens,
  );
  connection.onCodeLens(of((file) => codeLenses(file)));
  connection.onCodeLensResolve((lens) => {
    const file = workspace.file((lens.data as LensOf).uri);
    return file === undefined ? lens : resolveLens(lens, file, client.runCommand);
  });
  return {
    forget(file) {
      hints.forget(file);
      tokens.forget(file);
    },
  };
}
