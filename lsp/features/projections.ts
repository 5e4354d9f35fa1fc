import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { addProjection } from '../../compiler/edit/add-projection.ts';
import { editedText } from '../../compiler/edit/edited-text.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { OpenFile } from '../documents/open-file.ts';
import type { Host } from '../host.ts';
import { toShown } from './diagnostics.ts';
import { differenceTo } from './difference-to.ts';
import { toWorkspaceEdit } from './to-workspace-edit.ts';

/** What projects the skip of a `residual` whose paths do not fit: the first way that leaves less wrong. */
export function projections(file: OpenFile, diagnostic: Diagnostic, host: Host): readonly CodeAction[] {
  const { span, code, fix } = diagnostic;
  if (code !== 'CNN203' || span === undefined || fix?.edits !== undefined) return [];
  const { answers, source, version } = file;
  for (const edits of addProjection(answers.bound, span.start, answers)) {
    const text = editedText(answers.syntax, edits);
    if (text === undefined || errorsIn(file.changed(text, version)) >= errorsIn(file)) continue;
    const edit = toWorkspaceEdit([differenceTo(source, text)]);
    const diagnostics = [toShown(diagnostic, host)];
    return [
      { title: 'Project the skip', kind: CodeActionKind.QuickFix, isPreferred: true, diagnostics, edit },
    ];
  }
  return [];
}

const errorsIn = ({ answers }: OpenFile): number =>
  answers.diagnostics.filter(({ severity }) => severity === 'error').length;
