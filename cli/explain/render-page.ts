import type { Palette } from '../../compiler/diagnostics/palette.ts';
import { wrap } from '../../compiler/diagnostics/wrap.ts';
import { readPatch } from '../../grammar/explanation.ts';
import { Source } from '../../grammar/source.ts';
import type { Page } from './pages.ts';

const widest = 88;
const indent = '    ';

/** A page as a person reads it in a terminal of some columns. */
export function renderPage(page: Page, palette: Palette, columns = Number.POSITIVE_INFINITY): string {
  const { code, title, rule, remedy, patch } = page;
  const paragraph = (text: string): string => wrap(text, Math.min(widest, columns)).join('\n');
  const example = patch === undefined ? [] : renderExample(patch, palette);
  const parts = [
    `${palette.strong(`${code}: ${title}`)}`,
    paragraph(rule),
    ...example,
    `${palette.strong('What to do')}\n\n${paragraph(remedy)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Every code with its title, a line each. */
export const renderList = (pages: readonly Page[], palette: Palette): string =>
  pages.map(({ code, title }) => `${palette.strong(code)}  ${title}\n`).join('');

function renderExample(patch: string, palette: Palette): readonly string[] {
  const { wrong, mended, mark } = readPatch(patch);
  const wrongLines = linesOf(wrong);
  if (mark !== undefined) {
    const { line, character } = new Source('', wrong).position(mark.start);
    const carets = '^'.repeat(Math.max(1, mark.end - mark.start));
    wrongLines.splice(line + 1, 0, `${' '.repeat(character)}${palette.error(carets)}`);
  }
  return [
    `${palette.strong('Wrong')}\n\n${block(wrongLines)}`,
    `${palette.strong('Mended')}\n\n${block(linesOf(mended))}`,
  ];
}

const linesOf = (text: string): string[] => text.trimEnd().split('\n');

const block = (lines: readonly string[]): string => lines.map((line) => `${indent}${line}`).join('\n');
