import type { Body, Expression, If, Module, Name, Statement } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { bodiesOf } from '../expand/bodies-of.ts';
import { namesIn } from './references.ts';

/** What is known around a body. */
interface Around {
  readonly expanded: ReadonlySet<Body>;
  /** Loop variables that take the same values whatever the parameters are. */
  readonly fixed: ReadonlySet<string>;
  readonly reporter: Reporter;
}

/**
 * Warns about branches that no expansion takes and none could: their conditions depend on written numbers and on loops
 * over them alone. What depends on a parameter, a size or a `let` is a switch, which may stand the other way tomorrow.
 */
export function warnOfDeadBranches({ items }: Module, expanded: ReadonlySet<Body>, reporter: Reporter): void {
  for (const item of items) {
    if (item.type !== 'model' && item.type !== 'block') continue;
    checkBody(item.body, { expanded, reporter, fixed: new Set() });
  }
}

function checkBody(body: Body, around: Around): void {
  if (!around.expanded.has(body)) return;
  for (const statement of body.statements) {
    checkStatement(statement, around);
    const fixed = new Set([...around.fixed, ...fixedVariables(statement, around)]);
    for (const inner of bodiesOf(statement)) checkBody(inner, { ...around, fixed });
  }
}

/** The variables of a loop over what is itself fixed. */
function fixedVariables(statement: Statement, around: Around): readonly string[] {
  if (statement.type === 'repeat') return isFixed(statement.count, around) ? textsOf(statement.index) : [];
  if (statement.type !== 'for' || !isFixed(statement.list, around)) return [];
  return [...statement.targets.map(({ text }) => text), ...textsOf(statement.index)];
}

const textsOf = (name: Name | undefined): readonly string[] => (name === undefined ? [] : [name.text]);

const isFixed = (expression: Expression, { fixed }: Around): boolean =>
  namesIn(expression).every((name) => fixed.has(name));

function checkStatement(statement: Statement, around: Around): void {
  if (statement.type === 'if') checkIf(statement, around);
  else if (statement.type === 'repeat') checkBranch(statement.body, statement.count, 'loop', around);
  else if (statement.type === 'for') checkBranch(statement.body, statement.list, 'loop', around);
  else if (statement.type === 'step' && statement.operation.type === 'residual') {
    const { skip } = statement.operation;
    if (skip?.when !== undefined) checkBranch(skip.body, skip.when, 'skip', around);
  }
}

function checkIf({ condition, then, else: otherwise }: If, around: Around): void {
  if (!isFixed(condition, around)) return;
  checkBranch(then, condition, 'branch', around);
  if (otherwise?.type === 'if') checkIf(otherwise, around);
  else if (otherwise !== undefined) checkBranch(otherwise, condition, 'branch', around);
}

function checkBranch(
  body: Body,
  decisive: Expression,
  what: 'branch' | 'skip' | 'loop',
  around: Around,
): void {
  if (around.expanded.has(body) || !isFixed(decisive, around)) return;
  const related = [{ span: decisive.span, message: 'this decides it, the same way each time' }];
  around.reporter.report('CNN150', startOf(body.span), [what], { related });
}

/** The opening brace of a body. */
const startOf = (span: Span): Span => ({ ...span, end: span.start + 1 });
