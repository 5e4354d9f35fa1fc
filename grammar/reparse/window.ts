import type { Body, Item, Module, Statement } from '../ast.ts';
import { bodiesIn } from '../bodies-in.ts';
import type { Change } from './change.ts';

type Member = Item | Statement;

/** One of the bodies around a change, and what it is a part of. */
export interface Level {
  readonly owner: Member;
  readonly body: Body;
  /** Which of its owner's bodies it is. */
  readonly index: number;
}

/** The part of an earlier text that is read again: whole members of a body, or of the module. */
export interface Window {
  /** The bodies around it, the outermost first. */
  readonly levels: readonly Level[];
  readonly members: readonly Member[];
  /** The members that are read again: from one to before another. */
  readonly first: number;
  readonly last: number;
  /** The text that is, with what stands around its members. */
  readonly start: number;
  readonly end: number;
  /** The item behind the outermost body's, which is read too: a mistake may reach beyond the braces around it. */
  readonly next: Item | undefined;
}

/**
 * How many members on either side of what an edit touches are read again with it: as many as the grammar looks ahead, each
 * at least a token, so that one beyond them cannot mean anything else.
 */
const neighbours = 3;

/** The smallest part of a module with all that a change may concern; undefined where its text is not that of its tree. */
export function windowOf(module: Module, change: Change): Window | undefined {
  const levels: Level[] = [];
  let members: readonly Member[] = module.items;
  let [start, end] = [0, module.span.end];
  for (let level = levelAt(members, change); level !== undefined; level = levelAt(members, change)) {
    levels.push(level);
    const { span, statements } = level.body;
    members = statements;
    [start, end] = [span.start + 1, span.end - 1];
  }
  const { text } = module.source;
  if (levels.some(({ body: { span } }) => text[span.start] !== '{' || text[span.end - 1] !== '}'))
    return undefined;
  const [outermost] = levels;
  const next = outermost && module.items[module.items.indexOf(outermost.owner as Item) + 1];
  const touched = members.findIndex(({ span }) => span.end >= change.start);
  const behind = members.findIndex(({ span }) => span.start > change.end);
  const first = Math.max(0, (touched < 0 ? members.length : touched) - neighbours);
  const last = Math.min(members.length, (behind < 0 ? members.length : behind) + neighbours);
  return {
    ...{ levels, members, first, last, next },
    start: members[first - 1]?.span.end ?? start,
    end: members[last]?.span.start ?? end,
  };
}

/** The body among members that has all of a change between its braces. */
function levelAt(members: readonly Member[], { start, end }: Change): Level | undefined {
  const owner = members.find(({ span }) => span.end > end);
  const bodies = owner === undefined ? [] : bodiesIn(owner);
  const index = bodies.findIndex(({ span }) => span.start < start && end < span.end);
  const body = bodies[index];
  return owner === undefined || body === undefined ? undefined : { owner, body, index };
}
