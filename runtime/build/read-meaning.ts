import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { runtimeMessages } from '../messages.ts';
import type { RunIdentity } from '../train/identity.ts';
import { findIdentity } from '../train/run-files.ts';

/** What the numbers of a model's outputs stand for. */
export type Meaning = Pick<RunIdentity, 'classes' | 'boxes'>;

/** What weights were trained to give, or what is wrong with what says so; `from` is the folder of a run or its file of weights. */
export async function readMeaning(from: string): Promise<Meaning | Diagnostic> {
  const isFolder = (await stat(from).catch(() => undefined))?.isDirectory() === true;
  const folder = isFolder ? from : dirname(from);
  const found = await findIdentity(folder);
  if (typeof found === 'string') return runtimeMessages.meaningUnreadable(folder, found);
  const { classes, boxes } = found ?? {};
  return { ...(classes && { classes }), ...(boxes && { boxes }) };
}
