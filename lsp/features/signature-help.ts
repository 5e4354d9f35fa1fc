import {
  MarkupKind,
  type ParameterInformation,
  type Position,
  type SignatureHelp,
} from 'vscode-languageserver';
import type { Candidate } from '../../compiler/completion/candidate.ts';
import { signatureAt } from '../../compiler/completion/signature-at.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { offsetOf } from '../documents/positions.ts';

/** What is called at a place, and which of its parameters is being given. */
export function signatureHelp({ source, answers }: OpenFile, position: Position): SignatureHelp | null {
  const signature = signatureAt(answers.bound, offsetOf(source, position));
  if (signature === undefined) return null;
  let label = `${signature.name}(`;
  const parameters = signature.parameters.map((parameter, index): ParameterInformation => {
    if (index > 0) label += ', ';
    const start = label.length;
    label += shown(parameter);
    const value = docOf(parameter);
    return { label: [start, label.length], documentation: { kind: MarkupKind.Markdown, value } };
  });
  const active = signature.parameters.findIndex(({ name }) => name === signature.active);
  return {
    signatures: [{ label: `${label})`, parameters }],
    activeSignature: 0,
    activeParameter: active < 0 ? null : active,
  };
}

const shown = ({ name, default: preset }: Candidate): string =>
  preset === undefined ? name : `${name}=${preset}`;

const docOf = ({ doc = '', accepts }: Candidate): string =>
  accepts === undefined ? doc : `${doc}\n\n${accepts}`.trim();
