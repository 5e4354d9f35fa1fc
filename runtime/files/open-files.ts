import { openFile, type OpenFile } from './read-file.ts';

interface Kept {
  readonly file: Promise<OpenFile>;
  users: number;
}

/** So many files stay open in a thread. */
const most = 64;

/** Files that are read again and again, which stay open in their thread: the latest of them. */
const kept = new Map<string, Kept>();

/** Does something with a file that stays open. Throws a FileError. */
export async function withKeptFile<T>(
  path: string,
  limit: number,
  act: (file: OpenFile) => Promise<T>,
): Promise<T> {
  const entry = kept.get(path) ?? { file: openFile(path, limit), users: 0 };
  kept.delete(path);
  kept.set(path, entry);
  entry.users++;
  try {
    return await act(await entry.file);
  } finally {
    entry.users--;
    if (kept.size > most) await closeOldest();
  }
}

async function closeOldest(): Promise<void> {
  for (const [path, { file, users }] of kept) {
    if (users > 0) continue;
    kept.delete(path);
    await file.then(
      ({ handle }) => handle.close(),
      () => undefined,
    );
    return;
  }
}
