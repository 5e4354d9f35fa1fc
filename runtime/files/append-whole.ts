import { open } from 'node:fs/promises';

/** Appends to a file, flushed; where the system refuses, nothing of it is left, not even a part. Rejects with the system's error. */
export async function appendWhole(path: string, content: Uint8Array): Promise<void> {
  const handle = await open(path, 'a');
  try {
    const { size } = await handle.stat();
    try {
      await handle.appendFile(content);
      await handle.datasync();
    } catch (error) {
      await handle.truncate(size).catch(() => undefined);
      throw error;
    }
  } finally {
    await handle.close();
  }
}
