const [quote, backslash, lineFeed] = [34, 92, 10];
const [openBrace, closeBrace, openBracket, closeBracket, comma] = [123, 125, 91, 93, 44];

/** Where the members of a list begin that is a value of a JSON text's outermost object: positions in the text, which is sound. */
export function membersOf(text: string, key: string): readonly number[] {
  const places: number[] = [];
  let depth = 0;
  let name = '';
  let isIn = false;
  let expects = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32) continue;
    if (expects && code !== closeBracket) places.push(at);
    expects = false;
    if (code === quote) {
      const end = endOfText(text, at);
      if (depth === 1) name = text.slice(at + 1, end);
      at = end;
    } else if (code === openBrace || code === openBracket) {
      depth++;
      if (depth === 2 && name === key) [isIn, expects] = [true, true];
    } else if (code === closeBrace || code === closeBracket) {
      depth--;
      if (isIn && depth === 1) return places;
    } else if (code === comma && isIn && depth === 2) expects = true;
  }
  return places;
}

/** The closing quote of a text that begins at a place. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) at++;
    else if (code === quote) return at;
  }
  return text.length;
}

/** Tells the lines of rising positions in a text, from 1. */
export function lineTeller(text: string): (position: number) => number {
  let [line, at] = [1, 0];
  return (position) => {
    for (; at < position; at++) if (text.charCodeAt(at) === lineFeed) line++;
    return line;
  };
}
