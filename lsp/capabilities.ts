import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { libraryScheme } from './documents/uri.ts';
import { legend } from './features/semantic-tokens.ts';
import { fixAllKind } from './features/code-actions.ts';

/** What the server answers. */
export const capabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  codeActionProvider: {
    codeActionKinds: [
      ...[CodeActionKind.QuickFix, CodeActionKind.RefactorExtract, CodeActionKind.RefactorInline],
      ...[CodeActionKind.RefactorRewrite, CodeActionKind.SourceOrganizeImports, fixAllKind],
    ],
    resolveProvider: true,
  },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '}' },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  completionProvider: { triggerCharacters: ['.', '(', ',', '=', '"', '[', ':'] },
  signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: ['='] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentLinkProvider: {},
  inlayHintProvider: true,
  semanticTokensProvider: { legend, full: { delta: true }, range: true },
  callHierarchyProvider: true,
  workspace: { textDocumentContent: { schemes: [libraryScheme] } },
  codeLensProvider: { resolveProvider: true },
};
