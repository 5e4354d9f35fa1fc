import { type DocumentSymbol, SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import { bodiesIn } from '../../grammar/bodies-in.ts';
import type {
  Body,
  DataMember,
  Item,
  Label,
  Module,
  Name,
  Node,
  Statement,
  TrainMember,
} from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { rangeOf } from '../documents/positions.ts';

/** The outline of a text: what it declares, and in it labels, inputs, outputs, fields and phases. */
export const documentSymbols = (module: Module): DocumentSymbol[] => module.items.flatMap(ofItem);

/** What the files of a workspace declare by names that have the letters of a query, in their order. */
export function workspaceSymbols(files: readonly OpenFile[], query: string): readonly WorkspaceSymbol[] {
  const letters = [...query.toLowerCase()];
  return files.flatMap(({ uri, answers }) =>
    documentSymbols(answers.syntax)
      .filter(({ name }) => hasLetters(name.toLowerCase(), letters))
      .map(({ name, kind, selectionRange }) => ({ name, kind, location: { uri, range: selectionRange } })),
  );
}

function hasLetters(name: string, letters: readonly string[]): boolean {
  let at = -1;
  return letters.every((letter) => (at = name.indexOf(letter, at + 1)) >= 0);
}

const symbol = (
  kind: SymbolKind,
  name: Name | Label,
  { span }: Node,
  children: readonly DocumentSymbol[] = [],
  detail = '',
): DocumentSymbol => ({
  name: name.type === 'name' ? name.text : textOf(name.span),
  kind,
  range: rangeOf(span),
  selectionRange: rangeOf(name.span),
  ...(detail !== '' && { detail }),
  ...(children.length > 0 && { children: [...children] }),
});

function ofItem(item: Item): readonly DocumentSymbol[] {
  switch (item.type) {
    case 'import':
      return [];
    case 'model':
      return [symbol(SymbolKind.Class, item.name, item, ofBody(item.body))];
    case 'block':
      return [symbol(SymbolKind.Function, item.name, item, ofBody(item.body))];
    case 'layer-alias':
      return [symbol(SymbolKind.Interface, item.name, item, [], item.kind.callee.text)];
    case 'let':
      return [symbol(SymbolKind.Constant, item.name, item)];
    case 'data':
      return [symbol(SymbolKind.Struct, item.name, item, item.members.flatMap(ofDataMember))];
    case 'train': {
      const members = item.members.flatMap(ofTrainMember);
      return [symbol(SymbolKind.Event, item.name ?? item.model, item, members, `on ${item.data.text}`)];
    }
  }
}

const ofDataMember = (member: DataMember): readonly DocumentSymbol[] =>
  member.type === 'field'
    ? [symbol(SymbolKind.Field, member.name, member, [], textOf(member.fieldType.span))]
    : [];

function ofTrainMember(member: TrainMember): readonly DocumentSymbol[] {
  if (member.type === 'objective') return [symbol(SymbolKind.Property, member.head, member)];
  return member.type === 'phase' ? [symbol(SymbolKind.Method, member.name, member)] : [];
}

const ofBody = ({ statements }: Body): readonly DocumentSymbol[] => statements.flatMap(ofStatement);

/** What a statement names; where it names nothing, what is named in it. */
function ofStatement(statement: Statement): readonly DocumentSymbol[] {
  const within = bodiesIn(statement).flatMap(ofBody);
  switch (statement.type) {
    case 'input':
      return [symbol(SymbolKind.Property, statement.name, statement, [], textOf(statement.inputType.span))];
    case 'output':
      return [symbol(SymbolKind.Property, statement.name, statement, within, detailOf(statement))];
    case 'step':
    case 'path-branch':
      if (statement.label === undefined) return within;
      return [symbol(SymbolKind.Field, statement.label, statement, within, detailOf(statement))];
    case 'let':
      return [symbol(SymbolKind.Constant, statement.name, statement)];
    case 'layer-alias':
      return [symbol(SymbolKind.Interface, statement.name, statement, [], statement.kind.callee.text)];
    case 'weights':
      return [symbol(SymbolKind.Object, statement.name, statement)];
    case 'repeat':
    case 'for':
    case 'if':
    case 'from':
    case 'require':
      return within;
  }
}

/** What a label or an output is of. */
function detailOf(statement: Statement): string {
  const operation = 'operation' in statement ? statement.operation : undefined;
  return operation?.type === 'call' ? operation.callee.text : (operation?.type ?? '');
}
