import type { BoundModule } from '../bind/bound-module.ts';
import type { Span } from '../../grammar/span.ts';
import { keywords } from '../../grammar/tokens.ts';
import { isWithin } from './rewritten.ts';

/** The names that a part of a module has, and those that it sees of the module around. */
export function namesTaken({ scope, symbols }: BoundModule, part: Span): Set<string> {
  const here = symbols.filter(({ spans }) => spans.some((span) => isWithin(span, part)));
  return new Set<string>([
    ...keywords,
    ...[...scope.symbols].map(({ name }) => name),
    ...here.map(({ name }) => name),
  ]);
}

/** A name that is not taken yet, and from now on is: itself, or with a number behind it. */
export function fresh(name: string, taken: Set<string>, separator = ''): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}${separator}${count}`;
  taken.add(free);
  return free;
}
