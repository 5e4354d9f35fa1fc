/** Lines around a change that are shown. */
const around = 3;

/** Differences beyond which two texts are told as wholly other. */
const mostEdits = 4000;

type Edit = {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
  readonly before: number;
  readonly after: number;
};

/** How a text differs from another, as `diff -u` writes it; nothing where they are the same. */
export function lineDiff(before: string, after: string): string {
  const edits = editsOf(before.split('\n'), after.split('\n'));
  const shown = edits.map((_, index) =>
    edits.slice(Math.max(0, index - around), index + around + 1).some(({ mark }) => mark !== ' '),
  );
  const lines: string[] = [];
  for (let from = shown.indexOf(true); from >= 0; from = shown.indexOf(true, from)) {
    const end = shown.indexOf(false, from);
    const hunk = edits.slice(from, end < 0 ? undefined : end);
    const [first] = hunk;
    const count = (mark: '-' | '+'): number => hunk.filter((edit) => edit.mark !== mark).length;
    lines.push(`@@ -${(first?.before ?? 0) + 1},${count('+')} +${(first?.after ?? 0) + 1},${count('-')} @@`);
    lines.push(...hunk.map(({ mark, line }) => mark + line));
    if (end < 0) break;
    from = end;
  }
  return lines.join('\n');
}

/** The fewest lines to take away and to add (Myers 1986). */
function editsOf(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let count = 0; count <= mostEdits; count++) {
    trace.push(new Map(furthest));
    for (let diagonal = -count; diagonal <= count; diagonal += 2) {
      const [down, right] = [furthest.get(diagonal + 1) ?? -1, furthest.get(diagonal - 1) ?? -1];
      let x = diagonal === -count || (diagonal !== count && right < down) ? down : right + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(trace, before, after);
    }
  }
  const [none, all] = [before.length, 0];
  return [
    ...before.map((line, index) => ({ mark: '-', line, before: index, after: all }) as const),
    ...after.map((line, index) => ({ mark: '+', line, before: none, after: index }) as const),
  ];
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): readonly Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [before.length, after.length];
  for (const [count, furthest] of [...trace.entries()].toReversed()) {
    const diagonal = x - y;
    const [down, right] = [furthest.get(diagonal + 1) ?? -1, furthest.get(diagonal - 1) ?? -1];
    const isDown = diagonal === -count || (diagonal !== count && right < down);
    const [fromX, fromY] = isDown ? [down, down - diagonal - 1] : [right, right - diagonal + 1];
    for (; x > Math.max(fromX, 0) && y > Math.max(fromY, 0); [x, y] = [x - 1, y - 1]) {
      edits.push({ mark: ' ', line: before[x - 1] ?? '', before: x - 1, after: y - 1 });
    }
    if (count === 0) break;
    edits.push(
      isDown
        ? { mark: '+', line: after[fromY] ?? '', before: fromX, after: fromY }
        : { mark: '-', line: before[fromX] ?? '', before: fromX, after: fromY },
    );
    [x, y] = [fromX, fromY];
  }
  return edits.toReversed();
}
