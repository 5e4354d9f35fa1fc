/** Columns that a character takes in a terminal: 0 for marks that combine, 2 for wide East Asian ones and emoji. */
function columnsOf(character: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  const code = character.codePointAt(0) ?? 0;
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

/** Columns that a text takes in a terminal. */
export const displayWidth = (text: string): number =>
  [...text].reduce((width, character) => width + columnsOf(character), 0);

const tabWidth = 4;

/** A source line as shown: tabs as blanks up to the next stop, control characters as their pictures. */
export function displayText(line: string): string {
  let shown = '';
  for (const character of line) {
    if (character === '\t') shown += ' '.repeat(tabWidth - (displayWidth(shown) % tabWidth));
    else shown += isControl(character) ? pictureOf(character) : character;
  }
  return shown;
}

const isControl = (character: string): boolean => /^\p{Cc}$/u.test(character);

/** The picture of a control character, so that none reaches the terminal. */
function pictureOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 32 ? String.fromCodePoint(0x2400 + code) : '␡';
}
