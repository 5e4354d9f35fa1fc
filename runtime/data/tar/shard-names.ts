import picomatch from 'picomatch';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { DataPlace } from '../data-root.ts';
import { listFolder } from '../listing/list-folder.ts';

/** More shards are not opened. */
const mostShards = 100_000;

/** The names of shards that a pattern stands for, each in the directory; throws a RunError where one is not there. */
export async function shardNames(place: DataPlace, pattern: string): Promise<readonly string[]> {
  const written = expanded(pattern);
  const there = (await listFolder(place.directory)).map(({ name }) => name);
  const known = new Set(there);
  const names = written.flatMap((each) => {
    const matches = /[*?[]/.test(each) ? picomatch(each) : undefined;
    const found =
      matches === undefined
        ? [each].filter((name) => known.has(name))
        : there.filter((name) => matches(name));
    if (found.length === 0) throw missing(place, each);
    return found;
  });
  return [...new Set(names)];
}

const missing = ({ span, directory }: DataPlace, name: string): RunError =>
  new RunError(
    runtimeMessages.fileMissing(
      span,
      name,
      directory,
      'the files that `tar` names',
      'put the file there, or correct the pattern: `tar("train-*.tar")` takes those that are there',
    ),
  );

/** `a-000..002.tar`, also within braces, as `a-000.tar`, `a-001.tar`, `a-002.tar`. */
function expanded(pattern: string): readonly string[] {
  const [, before = '', inBraces, first = '', last = '', after = ''] =
    /^(.*?)(\{?)(\d{1,9})\.\.(\d{1,9})(?!\d)\}?(.*)$/s.exec(pattern) ?? [];
  if (inBraces === undefined) return [pattern];
  const count = Math.min(mostShards, Math.max(0, Number(last) - Number(first) + 1));
  return Array.from({ length: count }, (_, step) => {
    const number = String(Number(first) + step).padStart(first.length, '0');
    return `${before}${number}${after}`;
  });
}
