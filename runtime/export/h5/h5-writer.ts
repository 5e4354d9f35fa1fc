// The thread that writes HDF5: its library's memory goes with it.
import { parentPort, workerData } from 'node:worker_threads';
import type { H5Group, H5Written } from './h5-group.ts';
import { writeFile } from './write-file.ts';

const answer = await written(workerData as readonly H5Group[]);
parentPort?.postMessage(answer, 'bytes' in answer ? [answer.bytes.buffer] : []);

async function written(groups: readonly H5Group[]): Promise<H5Written> {
  try {
    return { bytes: await writeFile(groups) };
  } catch (error) {
    return { problem: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}
