const escapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  '"': '"',
  n: '\n',
  t: '\t',
  '{': '{',
  '}': '}',
};

/** A stretch of a string token that is an `{expression}`, without the braces; offsets in the token. */
export interface Hole {
  readonly start: number;
  readonly end: number;
}

/** What stands in a string token. */
export interface StringScan {
  /** Escapes undone; each `{expression}` shown as `{…}`. */
  readonly value: string;
  readonly pieces: readonly (string | Hole)[];
  /** No holes and no mistakes. */
  readonly plain: boolean;
  readonly mistakes: readonly {
    readonly code: 'CNN009' | 'CNN010';
    readonly start: number;
    readonly end: number;
  }[];
}

/** Takes a string token apart; what begins with a quote and ends with the same or not at all. */
export function scanString(image: string): StringScan {
  const open = image.length < 2 || !image.endsWith('"');
  const end = open ? image.length : image.length - 1;
  if (!image.includes('\\') && !image.includes('{')) {
    const value = image.slice(1, end);
    return { value, pieces: [value], plain: true, mistakes: [] };
  }
  return scanParts(image, end);
}

function scanParts(image: string, end: number): StringScan {
  const pieces: (string | Hole)[] = [];
  const mistakes: { code: 'CNN009' | 'CNN010'; start: number; end: number }[] = [];
  let text = '';
  let i = 1;
  while (i < end) {
    const character = image.charAt(i);
    if (character === '\\' && i + 1 < end) {
      const escape = escapes[image.charAt(i + 1)];
      if (escape === undefined) mistakes.push({ code: 'CNN009', start: i, end: i + 2 });
      text += escape ?? image.slice(i, i + 2);
      i += 2;
    } else if (character === '{') {
      const close = image.indexOf('}', i);
      if (close === -1 || close >= end) {
        mistakes.push({ code: 'CNN010', start: i, end: i + 1 });
        text += image.slice(i, end);
        break;
      }
      pieces.push(text, { start: i + 1, end: close });
      text = '';
      i = close + 1;
    } else {
      text += character;
      i++;
    }
  }
  pieces.push(text);
  const value = pieces.map((piece) => (typeof piece === 'string' ? piece : '{…}')).join('');
  const plain = pieces.length === 1 && mistakes.length === 0;
  return { value, pieces: pieces.filter((piece) => piece !== ''), plain, mistakes };
}

/** A text as it stands between quotes, with its escapes. */
export function escapeString(text: string): string {
  return text.replace(/[\\"{}\n\t]/g, (c) => (c === '\n' ? '\\n' : c === '\t' ? '\\t' : `\\${c}`));
}

const binary = ['K', 'M', 'G', 'T'];

/** The bytes of `2 GiB`, `500 MB`, and the size as it is written by the book. */
export function sizeInBytes(image: string): { readonly value: number; readonly text: string } {
  const match = /^([\d.]+)[ \t]*([KMGT])(i?)B$/.exec(image);
  if (match === null) return { value: 0, text: image };
  const [, amount = '', prefix = '', i = ''] = match;
  const base = i === 'i' ? 1024 : 1000;
  const value = Math.round(Number(amount) * base ** (binary.indexOf(prefix) + 1));
  return { value, text: `${amount} ${prefix}${i}B` };
}
