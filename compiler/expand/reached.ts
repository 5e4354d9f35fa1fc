import type { Body } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';

/** The bodies that were expanded at least once, by where they stand: in whatever version of the file that was. */
export class Reached {
  readonly #places = new Set<string>();

  add(span: Span): void {
    this.#places.add(placeOf(span));
  }

  has({ span }: Body): boolean {
    return this.#places.has(placeOf(span));
  }
}

const placeOf = ({ source, start }: Span): string => `${start} ${source.name}`;
