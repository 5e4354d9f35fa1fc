import type { IToken } from 'chevrotain';
import type { Freeze, Module, Node, Path } from '../../grammar/ast.ts';
import { lex } from '../../grammar/lex.ts';
import { parse } from '../../grammar/parse.ts';
import { Source } from '../../grammar/source.ts';
import { nodes } from '../grammar/tree.ts';

/** What a word in a text is there for. */
export type Role = 'layer' | 'argument' | 'key' | 'name' | 'enum';

/** A word with its role, or any token, by its place. */
export interface Site {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text taken apart into what can be mutated. */
export interface Sites {
  readonly source: Source;
  readonly module: Module;
  readonly tokens: readonly Site[];
  readonly words: Readonly<Record<Role, readonly Site[]>>;
}

/** Every token and word of a valid text. */
export function sitesOf(name: string, text: string): Sites {
  const source = new Source(name, text);
  const { value: module } = parse(source);
  const words: Record<Role, Site[]> = { layer: [], argument: [], key: [], name: [], enum: [] };
  const declared = declaredNames(module);
  for (const node of nodes(module)) collect(node, declared, (role, at) => words[role].push(siteOf(at)));
  return { source, module, tokens: lex(source, text).tokens.map(tokenSite), words };
}

type Word = { readonly text: string; readonly span: { readonly start: number; readonly end: number } };
type Add = (role: Role, at: Word) => void;

const siteOf = ({ text, span }: Word): Site => ({ text, start: span.start, end: span.end });

const tokenSite = ({ image, startOffset }: IToken): Site => ({
  text: image,
  start: startOffset,
  end: startOffset + image.length,
});

function collect(node: Node, declared: ReadonlySet<string>, add: Add): void {
  if (node.type === 'call') add(/^[A-Z]/.test(node.callee.text) ? 'layer' : 'enum', node.callee);
  else if (node.type === 'argument' && node.name !== undefined) add('argument', node.name);
  else if (node.type === 'path') collectPath(node, declared, add);
  else if (node.type === 'type' && node.name !== undefined) add('enum', node.name);
  else if (node.type === 'entry') add('key', node.key);
  else if (node.type === 'objective') add('name', node.head);
  else if (node.type === 'import-name') add('name', node.name);
  else if (node.type === 'train') {
    add('name', node.model);
    add('name', node.data);
  }
}

function collectPath(node: Path, declared: ReadonlySet<string>, add: Add): void {
  const [first] = node.segments;
  if (first?.type !== 'name') return;
  const isName = node.segments.length > 1 || declared.has(first.text);
  add(isName ? 'name' : 'enum', first);
}

/** Every name that a text declares, wherever; paths of `freeze` are names, whatever they mean. */
function declaredNames(module: Module): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes(module)) {
    if (['let', 'parameter', 'input', 'field', 'output', 'symbolic-size'].includes(node.type))
      names.add((node as unknown as { name: Word }).name.text);
    if ((node.type === 'step' || node.type === 'path-branch') && node.label?.type === 'name')
      names.add(node.label.text);
    if (node.type === 'for') for (const { text } of node.targets) names.add(text);
    if ((node.type === 'for' || node.type === 'repeat') && node.index !== undefined)
      names.add(node.index.text);
    if (node.type === 'freeze') for (const path of pathsOf(node)) names.add(path);
  }
  return names;
}

const pathsOf = ({ path, to }: Freeze): readonly string[] =>
  [path, to].flatMap((each) => each?.segments.map((part) => (part.type === 'name' ? part.text : '')) ?? []);
