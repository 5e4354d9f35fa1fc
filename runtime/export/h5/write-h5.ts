import { Worker } from 'node:worker_threads';
import type { H5Group, H5Written } from './h5-group.ts';

/** The bytes of an HDF5 file of these groups, made by HDF5's own library in a thread. Rejects with an Error that says what is wrong. */
export async function writeH5(groups: readonly H5Group[]): Promise<Uint8Array> {
  const worker = new Worker(entry(), { workerData: groups, execArgv: [], stdout: true, stderr: true });
  try {
    const answer = await new Promise<H5Written>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the HDF5 library has ended')));
    });
    if ('problem' in answer) throw new Error(answer.problem);
    return answer.bytes;
  } finally {
    await worker.terminate();
  }
}

/** The compiled `h5-writer.ts`: beside the other chunks of the bundle, also where the program runs from its source. */
const entry = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? '../../../dist/h5-writer.js' : './h5-writer.js', import.meta.url);
