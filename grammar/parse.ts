import type { Module } from './ast.ts';
import type { Diagnostic } from './diagnostic.ts';
import { otherFormat } from './foreign/other-format.ts';
import { lex } from './lex.ts';
import { diagnose } from './messages.ts';
import type { Parsed } from './parsed.ts';
import { readTokens } from './read-tokens.ts';
import { reparse } from './reparse/reparse.ts';
import type { Source } from './source.ts';

/** How long a text may be, in characters. */
export const sizeLimit = 512 * 1024;

/**
 * The syntax tree of a text, as whole as it could be made, and every mistake in its syntax, in text order.
 *
 * @param earlier what another version of the text came to: of that, what an edit leaves alone is not read again
 */
export function parse(source: Source, earlier?: Parsed): Parsed {
  const refused = refusal(source);
  if (refused !== undefined) return { value: moduleOf(source, {}), diagnostics: [refused], isPlain: false };
  const again = earlier && reparse(source, earlier);
  if (again !== undefined) return again;
  const { tokens, comments, diagnostics: mistakes } = lex(source, source.text);
  const { items, diagnostics, isPlain } = readTokens({ source, tokens, comments, diagnostics: mistakes });
  return { value: moduleOf(source, { items, comments }), diagnostics, isPlain };
}

const moduleOf = (
  source: Source,
  { items = [], comments = [] }: Partial<Pick<Module, 'items' | 'comments'>>,
): Module => ({
  type: 'module',
  span: { source, start: 0, end: source.text.length },
  ...{ source, items, comments },
});

/** Why a text is not read at all: it is too long, or of another format. */
function refusal(source: Source): Diagnostic | undefined {
  const { text } = source;
  if (text.length > sizeLimit) return diagnose('CNN024', { source, start: 0, end: 0 }, { limit: '512 KiB' });
  const other = otherFormat(text);
  if (other === undefined) return undefined;
  return diagnose('CNN158', { source, start: 0, end: firstWord(text) }, { written: other });
}

/** Where the first word of a text ends. */
const firstWord = (text: string): number => /^\s*\S{0,20}/.exec(text)?.[0].length ?? 0;
