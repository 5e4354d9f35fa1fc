import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Position,
  type TextEdit,
} from 'vscode-languageserver';
import { expectedAt } from '../../compiler/bind/expected/expected-at.ts';
import type { Slot } from '../../compiler/bind/expected/slot.ts';
import type { Candidate, CandidateKind } from '../../compiler/completion/candidate.ts';
import { candidatesAt } from '../../compiler/completion/candidates-at.ts';
import { importableAt, importEdit } from '../../compiler/completion/importable-at.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { offsetOf, rangeOf } from '../documents/positions.ts';
import { pathFrom } from '../documents/path-from.ts';
import type { Workspace } from '../documents/workspace.ts';
import { snippetOf } from './snippets.ts';

const kinds: Readonly<Record<CandidateKind, CompletionItemKind>> = {
  block: CompletionItemKind.Function,
  model: CompletionItemKind.Class,
  layer: CompletionItemKind.Interface,
  'layer kind': CompletionItemKind.Class,
  step: CompletionItemKind.Function,
  division: CompletionItemKind.Function,
  source: CompletionItemKind.Function,
  optimizer: CompletionItemKind.Class,
  schedule: CompletionItemKind.Class,
  loss: CompletionItemKind.Function,
  metric: CompletionItemKind.Function,
  activation: CompletionItemKind.EnumMember,
  initializer: CompletionItemKind.EnumMember,
  regularizer: CompletionItemKind.EnumMember,
  constraint: CompletionItemKind.EnumMember,
  function: CompletionItemKind.Function,
  data: CompletionItemKind.Struct,
  train: CompletionItemKind.Event,
  value: CompletionItemKind.Constant,
  parameter: CompletionItemKind.Variable,
  'loop variable': CompletionItemKind.Variable,
  size: CompletionItemKind.Variable,
  label: CompletionItemKind.Field,
  input: CompletionItemKind.Field,
  output: CompletionItemKind.Field,
  field: CompletionItemKind.Field,
  'weight set': CompletionItemKind.Value,
  phase: CompletionItemKind.Method,
  argument: CompletionItemKind.Property,
  setting: CompletionItemKind.Property,
  keyword: CompletionItemKind.Keyword,
  type: CompletionItemKind.TypeParameter,
  word: CompletionItemKind.EnumMember,
  file: CompletionItemKind.File,
};

/** What the place at which something is completed is like. */
interface Place {
  readonly slot: Slot;
  /** The word that is replaced, up to the cursor. */
  readonly range: TextEdit['range'];
  /** What stands behind it. */
  readonly behind: string;
  readonly snippets: boolean;
}

/** What may be written at a place, what is asked for most first; names of other files bring their import with them. */
export function completion(
  file: OpenFile,
  position: Position,
  workspace: Workspace,
  snippets: boolean,
): readonly CompletionItem[] {
  const { source, answers } = file;
  const { bound } = answers;
  const offset = offsetOf(source, position);
  const { start, candidates } = candidatesAt(bound, offset);
  const { slot } = expectedAt(bound, offset);
  const range = rangeOf({ source, start, end: offset });
  const place = { slot, range, behind: source.text.slice(offset, offset + 40), snippets };
  const others = workspace.all.filter(({ name }) => name !== file.name);
  const beside = others.map(({ name, answers: other }) => ({
    path: pathFrom(file.name, name),
    bound: other.bound,
  }));
  const files =
    slot.type === 'file' ? beside.map(({ path }): Candidate => ({ name: path, kind: 'file' })) : [];
  const imported = importableAt(bound, offset, beside);
  return [...candidates, ...files, ...imported].map((candidate, index) => ({
    ...toItem(candidate, place),
    sortText: String(index).padStart(5, '0'),
    ...(candidate.from !== undefined && importing(file, candidate.name, candidate.from)),
  }));
}

/** What brings the import of a name. */
function importing(
  { answers }: OpenFile,
  name: string,
  path: string,
): Pick<CompletionItem, 'additionalTextEdits' | 'labelDetails'> {
  const { span, text } = importEdit(answers.syntax, name, path);
  return {
    labelDetails: { description: path },
    additionalTextEdits: [{ range: rangeOf(span), newText: text }],
  };
}

function toItem(candidate: Candidate, place: Place): CompletionItem {
  const { name, kind, doc, isNeeded } = candidate;
  const text = place.snippets ? textOf(candidate, place) : undefined;
  const isSnippet = text?.includes('$') === true;
  const plain = isAssigned(candidate) && !/^\s*=/.test(place.behind) ? `${name}${assigned(candidate)}` : name;
  const detail = detailOf(candidate);
  return {
    label: name,
    kind: kinds[kind],
    ...(detail !== '' && { detail }),
    ...(doc !== undefined && { documentation: { kind: MarkupKind.Markdown, value: doc } }),
    ...(isNeeded === true && { preselect: true }),
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: place.range, newText: text ?? plain },
  };
}

const isAssigned = ({ kind }: Candidate): boolean => kind === 'argument' || kind === 'setting';
const assigned = ({ kind }: Candidate): string => (kind === 'argument' ? '=' : ' = ');

/** A candidate with places for what it must be given; undefined where it is its name alone. */
function textOf({ name, kind, needs = [] }: Candidate, { slot, behind }: Place): string | undefined {
  if (kind === 'keyword') return /^\s*[{(]/.test(behind) ? undefined : snippetOf(name, slot);
  if (needs.length === 0 || /^\s*\(/.test(behind) || slot.type === 'name') return undefined;
  const places = needs.map((need, index) =>
    need.endsWith('=') ? `${need}\${${index + 1}}` : `\${${index + 1}:${need}}`,
  );
  return `${name}(${places.join(', ')})`;
}

function detailOf({ accepts, default: preset, isNeeded, needs = [], name }: Candidate): string {
  if (needs.length > 0) return `${name}(${needs.join(', ')}, …)`;
  const begin = accepts?.replaceAll('`', '') ?? '';
  if (isNeeded === true) return `${begin} · needed`;
  return preset === undefined ? begin : `${begin} · default ${preset}`.replace(/^ · /, '');
}
