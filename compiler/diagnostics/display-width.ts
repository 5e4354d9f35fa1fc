/** Columns that a character takes in a terminal: 0 for marks that combine, 2 for wide East Asian ones and emoji. */
function columnsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < firstMark) return isFormat(code) ? 0 : 1;
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  const isWide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return isWide ? 2 : 1;
}

/** Below, all characters take one column but for one. */
const firstMark = 0x300;

/** The soft hyphen. */
const isFormat = (code: number): boolean => code === 0xad;

/** Columns that a text takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

const tabWidth = 4;

/**
 * What a terminal would obey rather than show, or show as nothing: control characters, line ends, marks that turn the direction
 * of writing, other invisible ones but the two that join letters and emoji, and halves of characters.
 */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u00ad\u200c\u200d])\p{Cf}/u;

/**
 * A line of text as shown: tabs as blanks up to the next stop, what is unseen as its number, `\u{1b}`. Whatever comes
 * from outside (a file, its name, a command line) goes through here on its way to a terminal.
 */
export function displayText(line: string): string {
  if (!unseen.test(line)) return line;
  let shown = '';
  let column = 0;
  for (const character of line) {
    const blanks = character === '\t' ? ' '.repeat(tabWidth - (column % tabWidth)) : undefined;
    const seen = blanks ?? (unseen.test(character) ? numberOf(character) : character);
    shown += seen;
    column += displayWidth(seen);
  }
  return shown;
}

const numberOf = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
