import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edits } from '../../compiler/edit/refactoring.ts';
import { rangeOf } from '../documents/positions.ts';
import { uriOf } from '../documents/uri.ts';

/** Edits by the files that they are of. */
export function toWorkspaceEdit(edits: Edits): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { span, text } of edits) {
    (changes[uriOf(span.source.name)] ??= []).push({ range: rangeOf(span), newText: text });
  }
  return { changes };
}
