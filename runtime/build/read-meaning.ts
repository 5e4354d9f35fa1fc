import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RunIdentity } from '../train/identity.ts';
import { findIdentity } from '../train/run-files.ts';

/** What the numbers of a model's outputs stand for. */
export type Meaning = Pick<RunIdentity, 'classes' | 'boxes'>;

/** What weights were trained to give; `from` is the folder of a run or its file of weights. */
export async function readMeaning(from: string): Promise<Meaning> {
  const isFolder = (await stat(from).catch(() => undefined))?.isDirectory() === true;
  const { classes, boxes } = (await findIdentity(isFolder ? from : dirname(from))) ?? {};
  return { ...(classes && { classes }), ...(boxes && { boxes }) };
}
