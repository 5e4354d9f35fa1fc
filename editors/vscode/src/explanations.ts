import { commands, Disposable, languages, Range, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { pageRequest, pageScheme, pagesRequest, type PageTitle, pageUri } from '../shared/page.ts';

/** *Explain*: the page of what is wrong at the cursor, or of a code that is chosen; and pages where codes lead to. */
export function provideExplanations(client: BaseLanguageClient): Disposable {
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(pageScheme, {
      async provideTextDocumentContent({ path }) {
        const [, code = ''] = /(CNN\d{3})/.exec(path) ?? [];
        return (
          (await client.sendRequest<string | null>(pageRequest, { code })) ?? `There is no page of ${path}.`
        );
      },
    }),
    commands.registerCommand('cnnc.explain', async (given?: unknown) => {
      const code = typeof given === 'string' ? given : (codeAtCursor() ?? (await chooseCode(client)));
      if (code === undefined) return;
      await commands.executeCommand('markdown.showPreviewToSide', Uri.parse(pageUri(code)));
    }),
  );
}

/** The code of a diagnostic on the cursor's line; of the one at the cursor, if there is one. */
function codeAtCursor(): string | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { active } = editor.selection;
  const line = new Range(active.line, 0, active.line, Number.MAX_SAFE_INTEGER);
  const found = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range, source }) => source === 'cnnc' && range.intersection(line) !== undefined);
  const { code } = found.find(({ range }) => range.contains(active)) ?? found[0] ?? {};
  const value = typeof code === 'object' ? code.value : code;
  return value === undefined ? undefined : String(value);
}

async function chooseCode(client: BaseLanguageClient): Promise<string | undefined> {
  const pages = await client.sendRequest<readonly PageTitle[]>(pagesRequest);
  const items = pages.map(({ code, title }) => ({ label: code, description: title }));
  const chosen = await window.showQuickPick(items, {
    placeHolder: 'Which diagnostic?',
    matchOnDescription: true,
  });
  return chosen?.label;
}
