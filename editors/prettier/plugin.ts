import type { Options, Parser, Printer, SupportLanguage } from 'prettier';
import type { Module } from '../../grammar/ast.ts';
import { parse } from '../../grammar/parse.ts';
import { layoutOf, printWidth } from '../../grammar/print.ts';
import { hardLine } from '../../grammar/print/layout.ts';
import { Source } from '../../grammar/source.ts';
import { SyntaxMistake } from './syntax-mistake.ts';
import { toDoc } from './to-doc.ts';

/** What Prettier is handed: the tree out of its reach, as our layout places the comments itself. */
interface File {
  readonly type: 'file';
  readonly module: Module;
}

/** The languages that Prettier learns of. */
export const languages: SupportLanguage[] = [
  { name: 'cnn', parsers: ['cnn'], extensions: ['.cnn'], vscodeLanguageIds: ['cnn'] },
];

/** Width and indentation of `cnnc fmt`, where the project says nothing else. */
export const defaultOptions: Options = { printWidth, tabWidth: 2 };

const parser: Parser<File> = {
  astFormat: 'cnn',
  parse(text, { filepath }) {
    const { value, diagnostics } = parse(new Source(filepath, text));
    const mistake = diagnostics.find(({ severity }) => severity === 'error');
    if (mistake !== undefined) throw new SyntaxMistake(mistake);
    return { type: 'file', module: value };
  },
  locStart: () => 0,
  locEnd: ({ module }) => module.span.end,
};

const printer: Printer<File> = {
  print({ node: { module } }) {
    const layout = layoutOf(module);
    return toDoc(module.items.length + module.comments.length === 0 ? layout : [layout, hardLine]);
  },
  getVisitorKeys: () => [],
};

/** Prettier's parser of `.cnn`: a text with errors in its syntax throws the first of them. */
export const parsers = { cnn: parser };

/** Prettier's printer of `.cnn`: the canonical layout, at the width it is given. */
export const printers = { cnn: printer };
