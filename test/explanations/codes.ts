import { readdirSync, readFileSync } from 'node:fs';

/** Every file under a folder whose name ends like this. */
export function filesUnder(folder: string, ends: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ends.test(name))
    .map((name) => `${folder}/${name}`);
}

/** Every code that is named as a string in the sources of some folders, but for their explanations. */
export function codesIn(...folders: readonly string[]): ReadonlySet<string> {
  const files = folders
    .flatMap((folder) => filesUnder(folder, /\.ts$/))
    .filter((name) => !name.includes('explain') && !name.includes('explanation'));
  const codes = files.flatMap((name) => [...readFileSync(name, 'utf8').matchAll(/'(CNN\d{3})'/g)]);
  return new Set(codes.map(([, code = '']) => code));
}
