import { createColors } from 'picocolors';
import { type Palette, plainPalette } from '../compiler/diagnostics/palette.ts';

/** Terminal colours for diagnostics, or none. */
export function paletteFor(color: boolean): Palette {
  if (!color) return plainPalette;
  const colors = createColors(true);
  return {
    error: (text) => colors.bold(colors.red(text)),
    warning: (text) => colors.bold(colors.yellow(text)),
    info: (text) => colors.bold(colors.cyan(text)),
    frame: colors.blue,
    strong: colors.bold,
    fix: colors.green,
  };
}

/** Whether a stream is coloured: as asked, else as the environment and the terminal say. */
export function wantsColor(
  asked: boolean | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (asked !== undefined) return asked;
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  if ((environment['FORCE_COLOR'] ?? '') !== '') return environment['FORCE_COLOR'] !== '0';
  return isTerminal && environment['TERM'] !== 'dumb';
}
