import { displayWidth } from './display-width.ts';

/** A text in lines of at most some columns, broken at blanks; a word that is wider has a line of its own. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const word of text.match(/ *[^ ]+/g) ?? ['']) {
    const added = displayWidth(word);
    if (line !== '' && columns + added > width) {
      lines.push(line);
      line = word.trimStart();
      columns = displayWidth(line);
    } else {
      line += word;
      columns += added;
    }
  }
  return [...lines, line];
}
