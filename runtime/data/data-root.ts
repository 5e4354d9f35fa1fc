import { realpath } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { Span } from '../../grammar/span.ts';
import { isWithin } from '../files/is-within.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import type { DataRoom } from './data-room.ts';

/** Where the files of a source lie, and what its messages need to know. */
export interface DataPlace {
  /** As a path from the working directory. */
  readonly directory: string;
  /** As it was written, in the file or with `--data`. */
  readonly written: string;
  readonly span: Span;
  /** The declared number of classes, where the class is a field. */
  readonly classes: number | undefined;
  /** Whether links may lead out of the directory. */
  readonly followLinks: boolean;
  readonly room: DataRoom;
}

/** The directory of a source: what is read from it lies in it, whatever links say, unless links may lead out. */
export class DataRoot {
  readonly place: DataPlace;
  /** The directory, links followed. */
  readonly real: string;

  private constructor(place: DataPlace, real: string) {
    this.place = place;
    this.real = real;
  }

  static async open(place: DataPlace): Promise<DataRoot> {
    return new DataRoot(place, await realpath(place.directory));
  }

  /** Where a path leads, links followed; undefined where that is not there. Throws a RunError where it leads out. */
  async follow(path: string): Promise<string | undefined> {
    const { directory, span, followLinks } = this.place;
    const full = resolve(directory, path);
    const real = await realpath(full).catch(() => undefined);
    if (real === undefined || followLinks || isWithin(real, this.real)) return real;
    throw new RunError(runtimeMessages.linkEscapes(span, relative(directory, full), directory));
  }

  /** A real path as a person would look for it: from the directory where it lies in it. */
  nameOf(real: string): string {
    return isWithin(real, this.real) ? relative(this.real, real) || '.' : real;
  }
}
