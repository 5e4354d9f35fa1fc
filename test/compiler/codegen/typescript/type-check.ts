import { spawn } from 'node:child_process';
import { strictestProject } from './strictest-project.ts';

/** The versions of TypeScript that code is checked with, by the names of their packages: the oldest that knows the settings, our own, the newest. */
export type TypeScriptVersion = 'typescript-5' | 'typescript' | 'typescript-7';

/** What TypeScript has to say of the modules in a folder, and where. */
export async function typeCheck(
  version: TypeScriptVersion,
  folder: string,
  what: Parameters<typeof strictestProject>[1] = {},
): Promise<readonly string[]> {
  const project = strictestProject(folder, what);
  const compiler = `node_modules/${version}/bin/tsc`;
  const child = spawn(process.execPath, [compiler, '--project', project, '--pretty', 'false']);
  const [told, failure] = await Promise.all([child.stdout, child.stderr].map(textOf));
  if (failure !== '') throw new Error(failure);
  return told?.split('\n').flatMap((line) => inShort(line)) ?? [];
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** `…/net.ts(4,30): error TS2353: …` as `net.ts:4 TS2353: …`; what goes on in other lines is left out. */
function inShort(line: string): readonly string[] {
  const found = /^(?:.*\/)?([^/(]*)\((\d+),\d+\): error (.*)$/.exec(line);
  if (found !== null) return [`${found[1]}:${found[2]} ${found[3]}`];
  return line === '' || line.startsWith(' ') ? [] : [line];
}
