import { mkdirSync, renameSync, rmSync } from 'node:fs';

/** Has a folder filled beside its place and puts it there, in the place of what was: whole or not at all. */
export async function putTogether(folder, fill) {
  const made = `${folder}/.dist-${process.pid}`;
  mkdirSync(made, { recursive: true });
  try {
    await fill(made);
    rmSync(`${folder}/dist`, { recursive: true, force: true });
    renameSync(made, `${folder}/dist`);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}
