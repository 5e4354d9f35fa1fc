/** What is to be replaced of a text. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What is to be replaced for a text to become another: the blanks that differ, so that what stands between keeps its place;
 * from where more than blanks differs, all of the rest.
 */
export function layoutEdits(text: string, wanted: string): readonly Replacement[] {
  const edits: Replacement[] = [];
  let [here, there] = [0, 0];
  while (here < text.length || there < wanted.length) {
    const [blank, other] = [blanksAt(text, here), blanksAt(wanted, there)];
    if (blank !== other) edits.push({ start: here, end: here + blank.length, text: other });
    here += blank.length;
    there += other.length;
    const [word, otherWord] = [wordAt(text, here), wordAt(wanted, there)];
    const length = commonLength(word, otherWord);
    here += length;
    there += length;
    if (length === 0 && (word !== '' || otherWord !== '')) {
      edits.push({ start: here, end: text.length, text: wanted.slice(there) });
      return edits;
    }
  }
  return edits;
}

const blank = /\s*/y;
const word = /\S*/y;
const blanksAt = (text: string, at: number): string => matchAt(blank, text, at);
const wordAt = (text: string, at: number): string => matchAt(word, text, at);

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function commonLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  for (let length = 0; length < most; length++) if (one[length] !== other[length]) return length;
  return most;
}
