import type { Body, Expression, If, Statement } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import type { Reached } from '../expand/reached.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { bodiesIn } from '../../grammar/bodies-in.ts';
import { type BoundModule, referencesIn } from '../bind/bound-module.ts';
import type { BoundSymbol } from '../bind/bound-symbol.ts';

/** What is known around a body. */
interface Around {
  readonly module: BoundModule;
  readonly expanded: Reached;
  /** Loops whose variables take the same values whatever the parameters are, by their bodies. */
  readonly fixed: ReadonlySet<Body>;
  readonly reporter: Reporter;
}

/**
 * Warns about branches that no expansion takes and none could: their conditions depend on written numbers and on loops
 * over them alone. What depends on a parameter, a size or a `let` is a switch, which may stand the other way tomorrow.
 */
export function warnOfDeadBranches(module: BoundModule, expanded: Reached, reporter: Reporter): void {
  for (const item of module.syntax.items) {
    if (item.type !== 'model' && item.type !== 'block') continue;
    checkBody(item.body, { module, expanded, reporter, fixed: new Set() });
  }
}

function checkBody(body: Body, around: Around): void {
  if (!around.expanded.has(body)) return;
  for (const statement of body.statements) {
    checkStatement(statement, around);
    const inner = withFixed(statement, around);
    for (const body of bodiesIn(statement)) checkBody(body, inner);
  }
}

/** What is known within a loop: its variables, where what it runs over is itself fixed. */
function withFixed(statement: Statement, around: Around): Around {
  if (statement.type !== 'repeat' && statement.type !== 'for') return around;
  const over = statement.type === 'repeat' ? statement.count : statement.list;
  return isFixed(over, around) ? { ...around, fixed: new Set([...around.fixed, statement.body]) } : around;
}

/** Whether every name in an expression is the variable of a loop that is fixed. */
const isFixed = ({ span }: Expression, { module, fixed }: Around): boolean =>
  referencesIn(module, span).every(({ role, symbol }) => role === 'kind' || isFixedVariable(symbol, fixed));

const isFixedVariable = (symbol: BoundSymbol | undefined, fixed: ReadonlySet<Body>): boolean =>
  symbol?.kind === 'loop variable' && symbol.declaration.type === 'body' && fixed.has(symbol.declaration);

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
