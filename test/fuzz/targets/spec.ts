import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Source } from '../../../grammar/source.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import { chance, pick } from '../choices.ts';
import { mutateText, spliceTexts, textCorpus } from '../mutate-text.ts';
import { checkSpec } from '../spec/check-spec.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

/** Folders of specs that are mutated; the last is there in some checkouts only. */
const folders = ['examples', 'test/cases', 'test/grammar/files', 'compiler/library', '../shared/faults'];

function specsIn(folder: string): readonly (readonly [path: string, text: string])[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.cnn'))
      .toSorted()
      .map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]);
  } catch {
    return [];
  }
}

/** Specs: mutants of every one there is, parsed, compiled, formatted, summarised and drawn. */
export function openSpec(): FuzzTarget {
  const specs = folders.flatMap(specsIn);
  const corpus = textCorpus(specs.map(([, text]) => text));
  const byName = new Map(specs.map(([path, text]) => [basename(path), text]));
  const load = (path: string): Source | undefined => {
    const text = byName.get(basename(path));
    return text === undefined ? undefined : new Source(path, text);
  };
  const make = (stream: RandomStream): FuzzInput => {
    const text = pick(corpus.texts, stream);
    const begun = chance(0.05, stream) ? spliceTexts(text, pick(corpus.texts, stream), stream) : text;
    return new Map([['fuzz.cnn', Buffer.from(mutateText(begun, stream, corpus))]]);
  };
  return {
    short: 40,
    make,
    feed: (input) => checkSpec(Buffer.from(input.get('fuzz.cnn') ?? []).toString('utf8'), load),
  };
}
