import type { Statement } from '../../grammar/ast.ts';
import { nodesIn } from '../../grammar/nodes-at.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { type BoundModule, referencesIn } from '../bind/bound-module.ts';
import { type BoundSymbol, isValue } from '../bind/bound-symbol.ts';
import type { Reference } from '../bind/reference.ts';
import { beginningOf } from './beginning-of.ts';
import type { Refactoring } from './refactoring.ts';
import { isWithin } from './rewritten.ts';
import { type Selected, selectedStatements } from './selected-statements.ts';
import { fresh, namesTaken } from './taken-names.ts';
import { withCommentBehind } from './with-comment-behind.ts';

const action = { kind: 'extract', title: 'Extract into a block' } as const;

/**
 * The statements that are selected as a block of their own, above, applied where they stood. What they read of the body's values
 * becomes parameters; the names of their layers get the block's in front.
 */
export function extractBlock(bound: BoundModule, selection: Span): Refactoring | undefined {
  if (selection.start === selection.end) return undefined;
  const selected = selectedStatements(bound.syntax, selection);
  if (selected === undefined)
    return reachesStatements(bound, selection) ? { ...action, reason: partly } : undefined;
  const reason = obstacle(bound, selected);
  if (reason !== undefined) return { ...action, reason };
  const { item, span } = selected;
  const { source } = span;
  const name = fresh('Unit', namesTaken(bound, bound.syntax.span));
  const read = valuesRead(bound, span);
  const given = read.length === 0 ? '' : `(${read.join(', ')})`;
  const part = withCommentBehind(span, bound.syntax);
  const start = beginningOf(item, bound.syntax);
  return {
    ...action,
    edits: [
      { span: { source, start, end: start }, text: `block ${name}${given} {\n${textOf(part)}\n}\n\n` },
      { span: part, text: `${name}${given}` },
    ],
  };
}

const partly = 'what is selected is not the statements of one body';

/** Whether something is selected of the body of a block or model. */
const reachesStatements = ({ syntax }: BoundModule, { source, start, end }: Span): boolean =>
  source.text.slice(start, end).trim() !== '' &&
  syntax.items.some(
    (item) =>
      (item.type === 'block' || item.type === 'model') &&
      item.body.span.start < end &&
      start < item.body.span.end,
  );

/** Why statements cannot be taken out, where they cannot. */
function obstacle(bound: BoundModule, { item, span, statements }: Selected): string | undefined {
  for (const statement of statements) {
    const own = belonging(statement, item.type);
    if (own !== undefined) return own;
  }
  if (!statements.some(makes)) return 'no layer is selected';
  return readFromOutside(bound, span) ?? usedOutside(bound, span);
}

/** What belongs to the block or model itself. */
function belonging(statement: Statement, owner: 'block' | 'model'): string | undefined {
  switch (statement.type) {
    case 'input':
    case 'output':
      return `\`${statement.type} ${statement.name.text}\` is of the ${owner} itself`;
    case 'weights':
      return `\`weights ${statement.name.text}\` is of the model itself`;
    case 'path-branch':
      return 'a `path` is of its `parallel`';
    case 'step':
    case 'let':
    case 'layer-alias':
    case 'from':
    case 'require':
    case 'repeat':
    case 'for':
    case 'if':
      return undefined;
  }
}

const makes = (statement: Statement): boolean =>
  [...nodesIn(statement)].some(({ type }) => type === 'step' || type === 'path-branch');

const places = new Set<BoundSymbol['kind']>(['label', 'input', 'output']);

/** A label or an alias of the body around that the statements need. */
function readFromOutside(bound: BoundModule, span: Span): string | undefined {
  for (const { symbol, span: at } of referencesIn(bound, span)) {
    if (symbol === undefined || declaredIn(symbol, span) || isInsideOf(at)) continue;
    if (places.has(symbol.kind)) return `\`${symbol.name}\` is read, which stands outside`;
    if (symbol.kind === 'layer' && !isOfModule(bound, symbol))
      return `the alias \`${symbol.name}\` is declared in the body: move it to the top of the file`;
  }
  return undefined;
}

/** A name that the statements declare and others use. */
function usedOutside(bound: BoundModule, span: Span): string | undefined {
  const declared = bound.symbols.filter((symbol) => declaredIn(symbol, span));
  const used = declared.find((symbol) =>
    (bound.uses.get(symbol) ?? []).some((use) => !isWithin(use.span, span)),
  );
  return used && `\`${used.name}\` is used outside of what is selected`;
}

const declaredIn = ({ spans }: BoundSymbol, part: Span): boolean =>
  spans.some((span) => isWithin(span, part));

/** Whether a name is looked for within what stands before it: `base.block4`. */
const isInsideOf = ({ source, start }: Span): boolean => source.text[start - 1] === '.';

const isOfModule = ({ scope }: BoundModule, symbol: BoundSymbol): boolean =>
  scope.find(symbol.name) === symbol;

/** The values of the body that the statements read, in the order in which they do. */
function valuesRead(bound: BoundModule, span: Span): readonly string[] {
  const isRead = ({ role, symbol }: Reference): boolean =>
    role !== 'argument' &&
    symbol !== undefined &&
    isValue(symbol) &&
    !declaredIn(symbol, span) &&
    !isOfModule(bound, symbol);
  return [
    ...new Set(
      referencesIn(bound, span)
        .filter(isRead)
        .map(({ name }) => name),
    ),
  ];
}
