import type { Body, Item, Module, Statement } from '../ast.ts';
import type { Parsed } from '../parsed.ts';
import { readTokens } from '../read-tokens.ts';
import type { Source } from '../source.ts';
import { bodiesIn } from '../bodies-in.ts';
import { changeOf, withMistakes } from './change.ts';
import { cutWindow } from './cut-window.ts';
import { isSameTree } from '../same-tree.ts';
import { moved, type Shift } from './moved.ts';
import { type Window, windowOf } from './window.ts';

/** What was read of a window: its members, and the offsets of what could not be read. */
interface Again {
  readonly members: readonly (Item | Statement)[];
  readonly gaps: readonly number[];
}

/**
 * Reads only what an edit may concern, with the bodies around it and nothing else in them; all other members are those of
 * the earlier version, where they stand now. Undefined where that is not sure to be what the whole text comes to.
 */
export function reparse(source: Source, earlier: Parsed): Parsed | undefined {
  const { value: module } = earlier;
  if (!earlier.isPlain || module.source.name !== source.name) return undefined;
  const change = withMistakes(changeOf(module.source.text, source.text), earlier.diagnostics);
  const window = windowOf(module, change);
  if (window === undefined) return undefined;
  const cut = cutWindow(source, module.source, window, change.by);
  if (cut === undefined) return undefined;
  const { items, diagnostics, isPlain } = readTokens(cut);
  const shift = { source, from: window.end, by: change.by };
  const again = isPlain ? membersAgain(withoutNext(items, window, shift), window, shift) : undefined;
  if (again === undefined || !isSettled(again, window, shift)) return undefined;
  return { value: grafted(module, window, shift, again, cut.own), diagnostics, isPlain };
}

/** What was read, but for the item behind the window; undefined where that is another than before. */
function withoutNext(items: readonly Item[], { next }: Window, { by }: Shift): readonly Item[] | undefined {
  if (next === undefined) return items;
  const last = items.at(-1);
  return last !== undefined && isSameTree(next, last, by) ? items.slice(0, -1) : undefined;
}

/** The members of a window in what was read of it; undefined where the bodies around it are others than before. */
function membersAgain(
  items: readonly Item[] | undefined,
  { levels }: Window,
  shift: Shift,
): Again | undefined {
  if (items === undefined) return undefined;
  let found: Again = { members: items, gaps: [] };
  for (const { owner, body, index } of levels) {
    const [again, ...more] = found.members;
    if (again?.type !== owner.type || more.length + found.gaps.length > 0) return undefined;
    const inside = bodiesIn(again)[index];
    const { start, end } = body.span;
    if (inside?.span.start !== start || inside.span.end !== end + shift.by) return undefined;
    found = { members: inside.statements, gaps: inside.gaps ?? [] };
  }
  return found;
}

/** Whether the outermost neighbours came out as they were: then nothing beyond them is another. */
function isSettled({ members: again }: Again, { members, first, last }: Window, { by }: Shift): boolean {
  const isSame = (one: object | undefined, other: object | undefined, moved: number): boolean =>
    one !== undefined && other !== undefined && isSameTree(one, other, moved);
  if (first > 0 && !isSame(members[first], again[0], 0)) return false;
  return last === members.length || isSame(members[last - 1], again.at(-1), by);
}

/** The module of the later text. */
function grafted(
  module: Module,
  window: Window,
  shift: Shift,
  again: Again,
  comments: Module['comments'],
): Module {
  const { source } = shift;
  const innermost = window.levels.at(-1)?.body;
  const items =
    innermost === undefined
      ? membersOf(window, shift, again)
      : moved(module.items, shift, { body: innermost, with: graftedBody(innermost, window, shift, again) });
  return {
    type: 'module',
    span: { source, start: 0, end: source.text.length },
    source,
    items: items as readonly Item[],
    comments: [
      ...moved(
        module.comments.filter(({ span }) => span.end <= window.start),
        shift,
      ),
      ...comments,
      ...moved(
        module.comments.filter(({ span }) => span.start >= window.end),
        shift,
      ),
    ],
  };
}

function graftedBody(body: Body, window: Window, shift: Shift, again: Again): Body {
  const { gaps: before = [] } = body;
  const gaps = [
    ...before.filter((gap) => gap < window.start),
    ...again.gaps,
    ...before.filter((gap) => gap >= window.end).map((gap) => gap + shift.by),
  ];
  const { type, span } = body;
  const statements = membersOf(window, shift, again) as readonly Statement[];
  const whole = { type, span: moved(span, shift), statements } as const;
  return gaps.length === 0 ? whole : { ...whole, gaps };
}

const membersOf = ({ members, first, last }: Window, shift: Shift, again: Again) => [
  ...moved(members.slice(0, first), shift),
  ...again.members,
  ...moved(members.slice(last), shift),
];
