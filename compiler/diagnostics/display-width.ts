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

/** A source line as shown: tabs as blanks up to the next stop, control characters as their pictures. */
export function displayText(line: string): string {
  if (!/\p{Cc}/u.test(line)) return line;
  let shown = '';
  let column = 0;
  for (const character of line) {
    const blanks = character === '\t' ? ' '.repeat(tabWidth - (column % tabWidth)) : undefined;
    const seen = blanks ?? (isControl(character) ? pictureOf(character) : character);
    shown += seen;
    column += displayWidth(seen);
  }
  return shown;
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

/** The picture of a control character, so that none reaches the terminal. */
function pictureOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 32 ? String.fromCodePoint(0x2400 + code) : '␡';
}
