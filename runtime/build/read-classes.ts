import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { findIdentity } from '../train/run-files.ts';

/** The names of the classes that weights were trained on; `from` is the folder of a run or its file of weights. */
export async function readClasses(from: string): Promise<readonly string[] | undefined> {
  const isFolder = (await stat(from).catch(() => undefined))?.isDirectory() === true;
  return (await findIdentity(isFolder ? from : dirname(from)))?.classes;
}
