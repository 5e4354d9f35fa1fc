import type { Body, Expression, For, Name, Repeat, Statement } from '../../grammar/ast.ts';
import { nodesAt } from '../../grammar/nodes-at.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { bodiesIn } from '../../grammar/bodies-in.ts';
import { type BoundModule, declaredBy, meantBy } from '../bind/bound-module.ts';
import { type BoundSymbol, originOf } from '../bind/bound-symbol.ts';
import { labelledGroup } from '../bind/collect-labels.ts';
import type { Edits, Refactoring } from './refactoring.ts';
import { isPutTogether, renamedTo } from './renamed.ts';
import { foldedIn, type Round, usesOf } from './folded.ts';
import { asOperand, isWithin, rewritten } from './rewritten.ts';
import { fresh, namesTaken } from './taken-names.ts';

/** More rounds than a person would want to read one by one. */
const mostRounds = 64;

/** The rounds of a loop one after another. A label is told apart by the number of its round. */
export function unrollLoop(bound: BoundModule, offset: number): Refactoring | undefined {
  const loop = nodesAt(bound.syntax, offset).findLast(
    (node) => node.type === 'repeat' || node.type === 'for',
  );
  if ((loop?.type !== 'repeat' && loop?.type !== 'for') || offset > loop.body.span.start) return undefined;
  const action = { kind: 'rewrite', title: `Unroll this \`${loop.type}\`` } as const;
  const rounds = loop.type === 'repeat' ? roundsOfRepeat(bound, loop) : roundsOfFor(bound, loop);
  if (rounds === undefined) return { ...action, reason: 'what it goes through is not written out' };
  if (rounds.length > mostRounds) return { ...action, reason: `it has ${rounds.length} rounds` };
  const own = namesOfRound(bound, loop.body);
  const used = own.find((symbol) =>
    (bound.uses.get(symbol) ?? []).some(({ span }) => !isWithin(span, loop.span)),
  );
  if (used !== undefined) return { ...action, reason: `\`${used.name}\` is used outside of it` };
  const { source, start, end } = loop.body.span;
  const inner = { source, start: start + 1, end: end - 1 };
  const host = bound.syntax.items.find((item) => isWithin(loop.span, item.span))?.span ?? loop.span;
  const taken = namesTaken(bound, host);
  const texts = rounds.map((round, index) => {
    const names = new Map(
      own.map((symbol) => [
        symbol,
        rounds.length === 1 ? symbol.name : fresh(`${symbol.name}_${index}`, taken, '_'),
      ]),
    );
    return rewritten(inner, [...substituted(bound, inner, round), ...renamedTo(bound, inner, names)]).trim();
  });
  return { ...action, edits: [{ span: loop.span, text: texts.join('\n') }] };
}

function roundsOfRepeat(bound: BoundModule, { count, index }: Repeat): readonly Round[] | undefined {
  const written = writtenOut(bound, count);
  if (written?.type !== 'number' || written.percent || !Number.isInteger(written.value)) return undefined;
  if (written.value > mostRounds) return Array.from({ length: written.value }, () => new Map());
  return Array.from({ length: written.value }, (_, at) => new Map(index && [[index, String(at)]]));
}

function roundsOfFor(
  bound: BoundModule,
  { targets, destructured, list, index }: For,
): readonly Round[] | undefined {
  const written = writtenOut(bound, list);
  if (written?.type !== 'list') return undefined;
  const rounds = written.items.map((item, at): Round | undefined => {
    const parts = destructured ? partsOf(item) : [item];
    if (parts?.length !== targets.length) return undefined;
    const given = targets.map((target, place): [Name, string] => {
      const part = parts[place] ?? item;
      return [target, asOperand(part, textOf(part.span))];
    });
    return new Map([...given, ...(index === undefined ? [] : [[index, String(at)] as const])]);
  });
  const known = rounds.filter((round) => round !== undefined);
  return known.length === rounds.length ? known : undefined;
}

const partsOf = (item: Expression): readonly Expression[] | undefined =>
  item.type === 'tuple' || item.type === 'list' ? item.items : undefined;

/** A value as it is written, where it stands or where its name is declared. */
function writtenOut(bound: BoundModule, value: Expression): Expression | undefined {
  const [name, ...more] = value.type === 'path' ? value.segments : [];
  if (name === undefined) return value;
  const symbol = more.length === 0 ? meantBy(bound, name) : undefined;
  const declaration = symbol && originOf(symbol).declaration;
  return declaration?.type === 'let' && declaration.span.source === bound.syntax.source
    ? declaration.value
    : undefined;
}

/** The names of a loop's body that each round has anew and that would meet: its labels, values and aliases. */
function namesOfRound(bound: BoundModule, body: Body): readonly BoundSymbol[] {
  const labels = new Set(labelSpansIn(body).map(({ start }) => start));
  const values = body.statements.flatMap((statement) =>
    statement.type === 'let' || statement.type === 'layer-alias'
      ? (declaredBy(bound, statement.name) ?? [])
      : [],
  );
  const labelled = bound.symbols.filter(({ spans }) => spans.some(({ start }) => labels.has(start)));
  return [...values, ...labelled.filter((symbol) => !isPutTogether(symbol))];
}

/** The labels of a body, those of its loops and branches included, but not of its groups. */
const labelSpansIn = ({ statements }: Body): readonly Span[] =>
  statements.flatMap((statement: Statement): readonly Span[] => {
    const label = 'label' in statement ? statement.label : undefined;
    const inner = labelledGroup(statement) === undefined ? bodiesIn(statement).flatMap(labelSpansIn) : [];
    return label === undefined ? inner : [label.span, ...inner];
  });

function substituted(bound: BoundModule, part: Span, round: Round): Edits {
  const folded = foldedIn(bound, part, round);
  const plain = [...round].flatMap(([name, text]) =>
    usesOf(bound, name, part).map(({ span }) => ({ span, text })),
  );
  return [...folded, ...plain.filter(({ span }) => !folded.some((each) => isWithin(span, each.span)))];
}
