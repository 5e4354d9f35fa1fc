import { RandomStream } from '../../runtime/random.ts';

/** What people type, whole and broken. */
const pieces = [
  ...['(', ')', '{', '}', '[', ']', ',', ':', '=', '"', "'", '#', '##', '/*', '"""', ';', '.', '-', '|', ' '],
  ...[
    '\n',
    '\r\n',
    '\n}',
    '{\n',
    'x',
    'X',
    '1',
    '\u00e9',
    'if',
    'else',
    'for',
    'let',
    'path',
    'output',
    'self.',
  ],
  ...[
    'model',
    'block M {',
    'repeat 2 {',
    'skip {',
    'input ',
    'from ',
    'x = ',
    'nn.',
    'conv: ',
    ' with=',
    '"a{i}": ',
  ],
  ...['ReLU', 'Conv2D(8, 3)', ' Dense', '\n  ReLU\n', '# note\n', '## doc\n'],
];

/**
 * Versions of a text, each one edit on from the last: something typed, deleted or written for something else, a line that
 * goes or comes. After every few edits the text is right again.
 */
export function* randomEdits(text: string, count: number, seed: number): Iterable<string> {
  const random = new RandomStream(seed, 'edits');
  const below = (most: number): number => random.uint32() % Math.max(1, most);
  let now = text;
  for (let edit = 0; edit < count; edit++) {
    if (edit % 12 === 0) now = text;
    now = edited(now, below);
    yield now;
  }
}

type Below = (most: number) => number;

function edited(text: string, below: Below): string {
  const at = below(text.length + 1);
  const lines = text.split('\n');
  const line = below(lines.length);
  switch (below(6)) {
    case 0:
    case 1:
      return text.slice(0, at) + (pieces[below(pieces.length)] ?? '') + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + 1 + below(3));
    case 3:
      return lines.toSpliced(line, 1 + below(2)).join('\n');
    case 4:
      return lines.toSpliced(line, 0, lines[below(lines.length)] ?? '').join('\n');
    default:
      return exchanged(text, below);
  }
}

/** A text with a word in the place of another. */
function exchanged(text: string, below: Below): string {
  const words = [...text.matchAll(/\w+/g)];
  const [old, other] = [words[below(words.length)], words[below(words.length)]];
  if (old === undefined || other === undefined) return text;
  return text.slice(0, old.index) + other[0] + text.slice(old.index + old[0].length);
}
