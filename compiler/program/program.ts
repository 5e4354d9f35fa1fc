import type { Parsed } from '../../grammar/parsed.ts';
import type { Source } from '../../grammar/source.ts';
import { Answers } from './answers.ts';
import type { CompileOptions } from './compiled.ts';
import { Expansions } from './expansions.ts';

/** A file that changes while questions about it are asked: what a change does not touch is not made anew. */
export class Program {
  readonly #options: CompileOptions;
  readonly #expansions = new Expansions();
  #parsed: Parsed | undefined;

  constructor(options: CompileOptions = {}) {
    this.#options = options;
  }

  /** What can be asked of the file as it is now. The answers of earlier versions stay what they were. */
  update(source: Source): Answers {
    const answers = new Answers(source, this.#options, this.#expansions, this.#parsed);
    this.#parsed = answers.parsed;
    return answers;
  }
}
