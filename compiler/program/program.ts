import type { Source } from '../../grammar/source.ts';
import { Answers } from './answers.ts';
import type { CompileOptions } from './compiled.ts';
import { Expansions } from './expansions.ts';

/** A file that changes while questions about it are asked: what a change does not touch is not made anew. */
export class Program {
  readonly #options: CompileOptions;
  readonly #expansions = new Expansions();

  constructor(options: CompileOptions = {}) {
    this.#options = options;
  }

  /** What can be asked of the file as it is now. The answers of earlier versions stay what they were. */
  update(source: Source): Answers {
    return new Answers(source, this.#options, this.#expansions);
  }
}
