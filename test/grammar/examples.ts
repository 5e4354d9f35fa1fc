import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./files/', import.meta.url);

/** Whole files that use every form of the language between them. */
export const examples: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
);
