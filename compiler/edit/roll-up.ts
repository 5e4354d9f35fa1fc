import type { IToken } from 'chevrotain';
import type { Statement } from '../../grammar/ast.ts';
import { lex } from '../../grammar/lex.ts';
import { nodesAt } from '../../grammar/nodes-at.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import { signatureAt } from '../completion/signature-at.ts';
import type { Refactoring } from './refactoring.ts';
import { rewritten } from './rewritten.ts';
import { type Selected, selectedStatements } from './selected-statements.ts';
import { fresh, namesTaken } from './taken-names.ts';

/** Numbers that differ from group to group. */
interface Varying {
  /** Where they stand in the first group. */
  readonly spans: Span[];
  /** What they are, group by group. */
  readonly texts: readonly string[];
}

/** Groups of statements that follow one another and are equal but for some numbers. */
interface Run {
  readonly groups: readonly Span[];
  readonly varying: readonly Varying[];
}

const mostVarying = 4;
const longestGroup = 8;

/** Equal neighbours as a `repeat`; where some of their numbers differ, as a `for` over those. Names and order of layers stay. */
export function rollUp(bound: BoundModule, selection: Span): Refactoring | undefined {
  const selected = selectedStatements(bound.syntax, selection);
  if (selected === undefined) return undefined;
  const run = findRun(selected, selection.start === selection.end);
  if (run === undefined) return undefined;
  const { groups, varying } = run;
  const [first] = groups;
  const last = groups.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const action = { kind: 'rewrite', title: titleOf(run) } as const;
  const between = { ...first, start: first.end, end: last.end };
  if (bound.syntax.comments.some(({ span }) => between.start < span.start && span.end <= between.end))
    return { ...action, reason: 'there are comments among them' };
  const taken = namesTaken(bound, selected.item.span);
  const names = varying.map(({ spans }) => fresh(nameFor(bound, spans), taken));
  const edits = varying.flatMap(({ spans }, index) =>
    spans.map((span) => ({ span, text: names[index] ?? '' })),
  );
  const body = rewritten(first, edits);
  const inner = body.includes('\n') ? `{\n${body}\n}` : `{ ${body} }`;
  const text = `${headOf(groups.length, names, varying)} ${inner}`;
  return { ...action, edits: [{ span: { ...first, end: last.end }, text }] };
}

const titleOf = ({ groups, varying }: Run): string =>
  varying.length === 0 ? `Roll up into a \`repeat ${groups.length}\`` : 'Roll up into a `for`';

function headOf(count: number, names: readonly string[], varying: readonly Varying[]): string {
  if (names.length === 0) return `repeat ${count}`;
  const items = Array.from({ length: count }, (_, index) => {
    const texts = varying.map(({ texts: all }) => all[index] ?? '');
    return texts.length === 1 ? texts.join('') : `(${texts.join(', ')})`;
  });
  const targets = names.length === 1 ? names.join('') : `(${names.join(', ')})`;
  return `for ${targets} in [${items.join(', ')}]`;
}

/** What a number is called that differs: as the parameter that it is given to. */
function nameFor(bound: BoundModule, [span]: readonly Span[]): string {
  if (span === undefined) return 'n';
  const isCount = nodesAt(bound.syntax, span.start).some(
    (node) => node.type === 'repeat' && node.count.span.start === span.start,
  );
  return isCount ? 'count' : (signatureAt(bound, span.start)?.active ?? 'n');
}

/** Of what is selected all of it, in the smallest groups; around a cursor the longest run of equal ones. */
function findRun({ body, statements }: Selected, isCursor: boolean): Run | undefined {
  if (!isCursor) return runOf(statements, (length) => statements.length % length === 0);
  const at = body.statements.indexOf(statements[0]);
  for (let length = 1; length <= longestGroup; length++) {
    for (let start = Math.max(0, at - length + 1); start <= at; start++) {
      const run = longestRun(body.statements, start, length);
      if (run !== undefined) return run;
    }
  }
  return undefined;
}

/** The run of equal groups of a length that one from `start` on is of. */
function longestRun(all: readonly Statement[], start: number, length: number): Run | undefined {
  const isSame = (from: number): boolean => {
    const group = all.slice(from, from + length);
    if (from < 0 || group.length < length) return false;
    const run = runOf([...all.slice(start, start + length), ...group], (each) => each === length);
    return run?.varying.length === 0;
  };
  let [from, to] = [start, start + length];
  while (isSame(from - length)) from -= length;
  while (isSame(to)) to += length;
  return to - from === length ? undefined : runOf(all.slice(from, to), (each) => each === length);
}

function runOf(statements: readonly Statement[], isWanted: (length: number) => boolean): Run | undefined {
  if (!statements.every(canBeRepeated)) return undefined;
  for (let length = 1; length <= statements.length / 2; length++) {
    if (!isWanted(length)) continue;
    const groups = Array.from({ length: statements.length / length }, (_, index) =>
      spanOf(statements.slice(index * length, (index + 1) * length)),
    );
    const varying = differences(groups);
    if (varying !== undefined && varying.length <= mostVarying) return { groups, varying };
  }
  return undefined;
}

/** Whether a statement may stand several times in a body. */
const canBeRepeated = (statement: Statement): boolean => {
  switch (statement.type) {
    case 'step':
    case 'path-branch':
      return statement.label === undefined;
    case 'repeat':
    case 'for':
    case 'if':
    case 'from':
    case 'require':
      return true;
    case 'input':
    case 'output':
    case 'let':
    case 'layer-alias':
    case 'weights':
      return false;
  }
};

function spanOf(statements: readonly Statement[]): Span {
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a group has a statement');
  return { ...first.span, end: last.span.end };
}

/** In which numbers groups differ; undefined where in more. */
function differences(groups: readonly Span[]): readonly Varying[] | undefined {
  const [first = [], ...others] = groups.map((span) => lex(span.source, textOf(span)).tokens);
  const varying = new Map<string, Varying>();
  if (others.some(({ length }) => length !== first.length)) return undefined;
  for (const [index, token] of first.entries()) {
    const texts = [token, ...others.map((tokens) => tokens[index])].map((each) => each?.image ?? '');
    if (texts.every((text) => text === token.image)) continue;
    if (!texts.every((text) => /^\d/.test(text))) return undefined;
    const known = varying.get(texts.join(' '));
    const span = placeOf(token, groups);
    if (known === undefined) varying.set(texts.join(' '), { spans: [span], texts });
    else known.spans.push(span);
  }
  return [...varying.values()];
}

function placeOf({ startOffset, image }: IToken, [first]: readonly Span[]): Span {
  if (first === undefined) throw new RangeError('there is a group');
  const start = first.start + startOffset;
  return { ...first, start, end: start + image.length };
}
