import type { Drawing } from './make-table.ts';
import { displayText, displayWidth } from '../../compiler/diagnostics/display-width.ts';
import type { CompiledModule } from '../../compiler/compile.ts';
import { hintedLines } from '../../compiler/hints/hinted-lines.ts';

/** Hints stand behind this column at most; longer lines have theirs right behind. */
const widest = 64;

/**
 * The text of a file with what each line comes to: shapes, values, and what models and blocks cost; in a line of its own
 * where the terminal has no room behind.
 */
export function annotateSource({ syntax, hints }: CompiledModule, { palette, width }: Drawing): string {
  const hinted = hintedLines(syntax, hints);
  const lines = hinted.map(({ text }) => displayText(text));
  const widths = lines.map(displayWidth);
  const longest = Math.max(0, ...hinted.map(({ hint }) => (hint ? displayWidth(hint.text) + 4 : 0)));
  const behind = Math.max(0, ...hinted.map(({ hint }, index) => (hint ? (widths[index] ?? 0) : 0)));
  const column = Math.max(0, Math.min(widest, behind, width - longest));
  const text = lines.map((line, index) => {
    const hint = hinted[index]?.hint;
    if (hint === undefined) return line;
    const own = widths[index] ?? 0;
    const shown = palette.frame(`→ ${hint.text}`);
    const end = Math.max(column, own) + displayWidth(hint.text) + 4;
    if (end > width) return `${line}\n${' '.repeat(indentOf(line) + 2)}${shown}`;
    return `${line}${' '.repeat(Math.max(0, column - own))}  ${shown}`;
  });
  return `${text.join('\n').trimEnd()}\n`;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
