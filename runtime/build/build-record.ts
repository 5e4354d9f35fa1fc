import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { PrepareStep } from '../../compiler/catalogue/steps/preparations.ts';
import type { BoxForms } from '../data/box-forms.ts';
import { readText } from '../files/read-file.ts';

/** What made a build. */
export interface Made {
  /** Of cnnc. */
  readonly version: string;
  /** SHA-256 of the spec with all that it imports. */
  readonly spec: string;
  /** The name of the spec's file. */
  readonly source?: string;
  /** Of TypeScript: the package of TensorFlow.js that it imports. */
  readonly tfjs?: string;
  /** Whether what makes a project of it was written, too. */
  readonly project?: boolean;
}

/** What a build says of itself, beside its files. */
export interface BuildRecord {
  readonly target: string;
  readonly model: string;
  /** Names of the classes by their numbers, where a run or the data says them. */
  readonly classes?: readonly string[];
  /** The outputs that give boxes, and what of. */
  readonly boxes?: BoxForms;
  /** What is made of each example before the model sees it, in order. */
  readonly prepare?: readonly PrepareStep[];
  /** Whether that is a part of the graph, which then takes pictures as they are. */
  readonly withPrepare?: boolean;
  /** Of code with several models: all of them. */
  readonly models?: readonly string[];
  readonly made?: Made;
  /** Of code: SHA-256 of each file as it was written. */
  readonly digests?: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

export const recordFile = 'cnnc.json';

/** A larger one is no build's. */
const largestRecord = 2 ** 24;

const isRecord = new Ajv().compile<BuildRecord>({
  type: 'object',
  properties: {
    target: { type: 'string' },
    model: { type: 'string' },
    files: { type: 'array', items: { type: 'string' } },
    digests: { type: 'object', additionalProperties: { type: 'string' } },
    made: {
      type: 'object',
      properties: {
        version: { type: 'string' },
        spec: { type: 'string' },
        source: { type: 'string' },
        tfjs: { type: 'string' },
        project: { type: 'boolean' },
      },
      required: ['version', 'spec'],
    },
  },
  required: ['target', 'model', 'files'],
});

/** What the build in a folder says of itself; undefined where the folder holds none. */
export async function readRecord(folder: string): Promise<BuildRecord | undefined> {
  try {
    const value: unknown = JSON.parse(await readText(join(folder, recordFile), largestRecord));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What is in the folder of a build that no build put there: files by their paths, and links. */
export async function strangersIn(folder: string, { files }: BuildRecord): Promise<readonly string[]> {
  const own = new Set([recordFile, ...files]);
  const folders = new Set(files.flatMap((file) => foldersOf(file)));
  const strangers: string[] = [];
  const look = async (within: string): Promise<void> => {
    for (const entry of await readdir(join(folder, within), { withFileTypes: true })) {
      const path = within === '' ? entry.name : `${within}/${entry.name}`;
      if (entry.isDirectory() && folders.has(path)) await look(path);
      else if (!entry.isFile() || !own.has(path)) strangers.push(path);
    }
  };
  await look('');
  return strangers;
}

/** `a/b/c` is in `a` and `a/b`. */
const foldersOf = (file: string): readonly string[] =>
  [...file.matchAll(/\//g)].map(({ index }) => file.slice(0, index));
