import { knownHereAs } from './known-here-as.ts';

/**
 * Damerau–Levenshtein distance (optimal string alignment): insertions, deletions, changes, swaps of neighbours. What is
 * farther than `most` may come out as anything beyond it.
 */
export function distance(a: string, b: string, most = Infinity): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let nearest = i;
    for (let j = 1; j <= b.length; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + changed);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
      nearest = Math.min(nearest, best);
    }
    // From a row on, no path is shorter than the shortest of it and the row before, where a swap begins.
    if (nearest > most && Math.min(...last) > most) return nearest;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

const longest = 64;
/** More candidates are not looked at. */
const most = 500;

/**
 * The candidate a person most likely meant, or undefined where none is near: what another framework's word is called
 * here (which may be a call of a candidate: `Activation(hard_silu)`), else what is spelled alike.
 */
export function suggest(written: string, among: Iterable<string>): string | undefined {
  if (written.length > longest) return undefined;
  const candidates = [...among];
  const known = knownHereAs(written, candidates);
  if (known !== undefined) return known;
  const lower = written.toLowerCase();
  const letters = lower.replaceAll('_', '');
  let best: string | undefined;
  let beginning: string | undefined;
  let bestScore = tolerance(written.length) + 0.5;
  let seen = 0;
  for (const candidate of candidates) {
    if (seen++ === most) break;
    const begins = lower.length >= shortestWord && candidate.toLowerCase().startsWith(`${lower}_`);
    if (begins && candidate.length < (beginning?.length ?? Infinity)) beginning = candidate;
    if (Math.abs(candidate.length - written.length) > bestScore + 1) continue;
    const folded = candidate.toLowerCase();
    const score =
      folded.replaceAll('_', '') === letters
        ? 0.25
        : distance(lower, folded, bestScore + 1) + (isExtension(lower, folded) ? -0.5 : 0);
    if (score < bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best ?? beginning;
}

/** Letters of a word that names a parameter by its first word: `pool` for `pool_size`. */
const shortestWord = 3;

/** Changes that a name of a length may be away; a short one is like too many others. */
const tolerance = (length: number): number => (length < 3 ? 0 : Math.max(1, Math.floor(length / 3)));

const isExtension = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);
