import { join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';

/** Where the grammar for Tree-sitter is. */
export const room = join(import.meta.dirname, '../../../editors/tree-sitter');

/** The language as editors load it. */
export async function loadLanguage(): Promise<Language> {
  await Parser.init();
  return Language.load(join(room, 'tree-sitter-cnn.wasm'));
}

/** What reads texts in a language. */
export function parserOf(language: Language): Parser {
  return new Parser().setLanguage(language);
}
