import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Compared } from './differences.ts';

/** How far the code of a spec for a target was from the engine. */
interface Entry {
  readonly spec: string;
  readonly by: string;
  readonly predictions: number;
  readonly losses: readonly number[];
  readonly engines: readonly number[];
  readonly weights: number;
  readonly mistakes: readonly string[];
}

/** What comparisons found, for whoever reads it: a file to which parts of a long run are added. */
export class Record {
  readonly #found: Entry[] = [];

  add(spec: string, by: string, found: readonly Compared[]): void {
    this.#found.push({
      ...{ spec, by },
      predictions: Math.max(0, ...found.map(({ predictions }) => predictions)),
      losses: found.flatMap(({ losses }) => losses),
      engines: found.flatMap(({ engines = [] }) => engines),
      weights: Math.max(0, ...found.map(({ weights = 0 }) => weights)),
      mistakes: found.flatMap(({ mistakes }) => mistakes.map((each) => each.slice(0, 2000))),
    });
  }

  write(path: string): void {
    mkdirSync(dirname(path), { recursive: true });
    const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly Entry[]) : [];
    const isNew = ({ spec, by }: Entry): boolean =>
      !this.#found.some((other) => other.spec === spec && other.by === by);
    writeFileSync(path, JSON.stringify([...before.filter(isNew), ...this.#found], undefined, 1));
  }
}
