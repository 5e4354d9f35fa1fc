import type {
  Body,
  For,
  Operation,
  OutputStatement,
  Path,
  PathBranch,
  Repeat,
  Statement,
  Step,
} from '../../../grammar/ast.ts';
import { bodiesIn } from '../../../grammar/bodies-in.ts';
import { writtenPaths } from '../../bind/written-paths.ts';

/** Where something stands in a function: from the outermost body to the innermost, the statement in each that leads there. */
export type Trail = readonly { readonly body: Body; readonly statement: Statement }[];

/** A statement that gives a name to a tensor. */
export interface Definition {
  readonly statement: Step | OutputStatement | PathBranch | Extract<Statement, { type: 'input' }>;
  readonly trail: Trail;
}

/** A path that names a tensor, or what is to be applied again. */
export interface Use {
  readonly path: Path;
  readonly trail: Trail;
  readonly isReuse: boolean;
}

/** What names tensors in a function, and where they are used. */
export interface Labels {
  readonly definitions: readonly Definition[];
  readonly uses: readonly Use[];
}

/** Which arguments of a call name tensors. */
export type TensorArguments = (operation: Extract<Operation, { type: 'call' }>) => readonly Path[];

/** The arguments of `with=`. */
export const withPaths: TensorArguments = ({ arguments: given = [] }) =>
  given.flatMap(({ name, value }) => (name?.text === 'with' ? (writtenPaths(value) ?? []) : []));

/** Walks the body of a block or model. */
export function walkLabels(body: Body, tensorsOf: TensorArguments): Labels {
  const definitions: Definition[] = [];
  const uses: Use[] = [];
  const walk = (inner: Body, outer: Trail): void => {
    for (const statement of inner.statements) {
      const trail = [...outer, { body: inner, statement }];
      if (isDefinition(statement)) definitions.push({ statement, trail });
      const operation =
        statement.type === 'step' || statement.type === 'output' ? statement.operation : undefined;
      for (const path of pathsOf(statement, operation, tensorsOf)) {
        uses.push({ path, trail, isReuse: operation?.type === 'reuse' });
      }
      for (const next of bodiesIn(statement)) walk(next, trail);
    }
  };
  walk(body, []);
  return { definitions, uses };
}

const isDefinition = (statement: Statement): statement is Definition['statement'] =>
  statement.type === 'input' ||
  statement.type === 'output' ||
  ((statement.type === 'step' || statement.type === 'path-branch') && statement.label !== undefined);

function pathsOf(
  statement: Statement,
  operation: Operation | undefined,
  tensorsOf: TensorArguments,
): readonly Path[] {
  if (statement.type === 'from') return [statement.path];
  if (operation?.type === 'reuse') return [operation.path];
  return operation?.type === 'call' ? tensorsOf(operation) : [];
}

/** The loops around a place, outermost first. */
export const loopsOf = (trail: Trail): readonly (For | Repeat)[] =>
  trail
    .slice(0, -1)
    .flatMap(({ statement }) => (statement.type === 'for' || statement.type === 'repeat' ? [statement] : []));

/** The groups with labels around a place, whose labels are their own, outermost first. */
export const groupsOf = (trail: Trail): readonly (Step | OutputStatement)[] =>
  trail.slice(0, -1).flatMap(({ statement }) => (isNamedGroup(statement) ? [statement] : []));

/** Whether a statement is a group that has names of its own. */
export const isNamedGroup = (statement: Statement): statement is Step | OutputStatement =>
  (statement.type === 'output' || (statement.type === 'step' && statement.label !== undefined)) &&
  statement.operation.type === 'group';
