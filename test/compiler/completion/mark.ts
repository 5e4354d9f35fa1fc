import type { Import, Module } from '../../../grammar/ast.ts';
import { parse } from '../../../grammar/parse.ts';
import { Source } from '../../../grammar/source.ts';
import { bindModule } from '../../../compiler/bind/bind-module.ts';
import type { BoundModule } from '../../../compiler/bind/bound-module.ts';
import { librarySource } from '../../../compiler/library/library.ts';

const modules = new Map<string, Module>();

function moduleOf({ path }: Import): Module | undefined {
  const source = librarySource(path.value);
  if (source === undefined) return undefined;
  const known = modules.get(path.value) ?? parse(source).value;
  modules.set(path.value, known);
  return known;
}

/** A text, bound with the library. */
export const bindText = (text: string): BoundModule =>
  bindModule(parse(new Source('test.cnn', text)).value, moduleOf);

/** A text with `▮` at a place: bound without it, and where it is. */
export const atMark = (marked: string): readonly [BoundModule, number] => [
  bindText(marked.replace('▮', '')),
  marked.indexOf('▮'),
];
