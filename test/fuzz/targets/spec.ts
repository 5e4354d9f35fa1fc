import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from '../../../grammar/parse.ts';
import { Source } from '../../../grammar/source.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import { chance, few, pick } from '../choices.ts';
import { mutateText, spliceTexts, textCorpus } from '../mutate-text.ts';
import { checkSpec } from '../spec/check-spec.ts';
import { RandomSpec } from '../spec/random-spec.ts';
import type { FuzzInput, FuzzTarget } from '../target.ts';

/** Folders of specs that are mutated; the last is there in some checkouts only. */
const folders = ['examples', 'test/cases', 'test/grammar/files', 'compiler/library', '../shared/faults'];
/** Characters of what is mutated mostly: a short text is a thousand tries of what a long one is one of. */
const short = 800;

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

/** The items of a text, one by one. */
const itemsOf = (text: string): readonly string[] =>
  parse(new Source('items.cnn', text)).value.items.map(({ span }) => text.slice(span.start, span.end));

/** A few items that follow one another, without the middle of long ones. */
function fewItems(items: readonly string[], stream: RandomStream): string {
  const start = stream.below(items.length);
  const chosen = items.slice(start, start + few(4, stream));
  return chosen.map((item) => withoutMiddle(item, Math.ceil(short / chosen.length), stream)).join('\n\n');
}

function withoutMiddle(item: string, length: number, stream: RandomStream): string {
  const lines = item.split('\n');
  while (lines.length > 3 && lines.reduce((sum, line) => sum + line.length, 0) > length) {
    const at = 1 + stream.below(lines.length - 2);
    lines.splice(at, Math.min(lines.length - 1 - at, 1 + stream.below(Math.ceil(lines.length / 4))));
  }
  return lines.join('\n');
}

/**
 * Specs: mutants of every one there is, mostly of a few of its items, and random ones of the grammar; parsed, compiled,
 * formatted, summarised and drawn.
 */
export function openSpec(): FuzzTarget {
  const specs = folders.flatMap(specsIn);
  const corpus = textCorpus(specs.map(([, text]) => text));
  const items = corpus.texts.map(itemsOf).filter(({ length }) => length > 0);
  const sources = new Map(specs.map(([path, text]) => [basename(path), new Source(path, text)]));
  const whole = (stream: RandomStream): string => {
    const text = pick(corpus.texts, stream);
    return chance(0.1, stream) ? spliceTexts(text, pick(corpus.texts, stream), stream) : text;
  };
  const text = (stream: RandomStream): string => {
    const kind = stream.uniform();
    if (kind < 0.3) {
      const random = new RandomSpec(stream).text();
      return chance(0.3, stream) ? mutateText(random, stream, corpus) : random;
    }
    return mutateText(kind < 0.995 ? fewItems(pick(items, stream), stream) : whole(stream), stream, corpus);
  };
  return {
    short: 30,
    make: (stream): FuzzInput => new Map([['fuzz.cnn', Buffer.from(text(stream))]]),
    feed: (input) =>
      checkSpec(Buffer.from(input.get('fuzz.cnn') ?? []).toString('utf8'), (path) =>
        sources.get(basename(path)),
      ),
  };
}
