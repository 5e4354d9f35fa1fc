import type { Answers } from '../../compiler/program/answers.ts';
import type { CompileOptions } from '../../compiler/program/compiled.ts';
import { Program } from '../../compiler/program/program.ts';
import { Source } from '../../grammar/source.ts';

/** A file at the version that it has now, and what can be asked of that. */
export class OpenFile {
  readonly uri: string;
  readonly source: Source;
  /** As the client counts; absent: the file is not open, and as it is on disk. */
  readonly version: number | undefined;
  /** The names of the files that its imports were looked for in. */
  readonly reads: Set<string>;
  readonly #program: Program;
  #answers: Answers | undefined;

  private constructor(
    { uri, source, version }: Pick<OpenFile, 'uri' | 'source' | 'version'>,
    kept: { readonly program: Program; readonly reads: Set<string> },
  ) {
    this.uri = uri;
    this.source = source;
    this.version = version;
    this.reads = kept.reads;
    this.#program = kept.program;
  }

  /** A file of which nothing is kept yet. */
  static first(
    file: Pick<OpenFile, 'uri' | 'source' | 'version'>,
    { load, ...options }: CompileOptions,
  ): OpenFile {
    const reads = new Set<string>();
    const program = new Program({
      ...options,
      load(path, from) {
        reads.add(path);
        return load?.(path, from);
      },
    });
    return new OpenFile(file, { program, reads });
  }

  /** Its next version. */
  changed(text: string, version: number | undefined): OpenFile {
    const { uri, reads } = this;
    const source = new Source(this.name, text);
    return new OpenFile({ uri, source, version }, { program: this.#program, reads });
  }

  get name(): string {
    return this.source.name;
  }

  get answers(): Answers {
    if (this.#answers === undefined) {
      this.reads.clear();
      this.#answers = this.#program.update(this.source);
    }
    return this.#answers;
  }

  /** Asks anew, since what it imports has changed. */
  forget(): void {
    this.#answers = undefined;
  }
}
