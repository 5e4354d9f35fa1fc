import type {
  Body,
  Call,
  For,
  If,
  Operation,
  OutputStatement,
  PathBranch,
  Repeat,
  Statement,
  Step,
} from '../../../grammar/ast.ts';
import { bodiesIn } from '../../../grammar/bodies-in.ts';
import { snakeCase } from '../../expand/names.ts';
import type { CodeCall } from '../model/call.ts';
import type { CodeExpression } from '../model/expression.ts';
import type { CodeFactory } from '../model/items.ts';
import type {
  CodeBody,
  CodeGroup,
  CodeName,
  CodeOperation,
  CodeParallel,
  CodeSize,
  CodeStatement,
} from '../model/statement.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import { bindArguments } from './bind-arguments.ts';
import type { Callees } from './callees.ts';
import { outputsIn } from './inputs-and-outputs.ts';
import type { Comments } from './comments.ts';
import { decide } from './decide.ts';
import { expressionOf, textOf } from './expressions.ts';
import type { LabelPlan } from './label-plan.ts';
import type { Spec } from './spec.ts';

/** What is known while the statements of a block or model are made. */
export interface BodyContext {
  readonly spec: Spec;
  readonly callees: Callees;
  readonly plan: LabelPlan;
  readonly comments: Comments;
  /** Whether something uses a value. */
  readonly isUsed: (symbol: CodeSymbol) => boolean;
  readonly factoryOf: (
    statement: Extract<Statement, { type: 'layer-alias' }>,
    context: BodyContext,
  ) => CodeFactory;
}

/** The statements of a body. */
export function bodyOf(body: Body, context: BodyContext): CodeBody {
  let after = body.span.start;
  const statements = body.statements.flatMap((statement): readonly CodeStatement[] => {
    const comments = context.comments.take(statement.span, after);
    after = statement.span.end;
    const declares = context.plan
      .declaresBefore(statement)
      .map((symbol) => ({ type: 'declare', symbol }) as const);
    const made = statementsOf(statement, context);
    const [first, ...others] = made;
    if (first === undefined || comments.length === 0 || first.type === 'declare')
      return [...declares, ...made];
    return [...declares, { ...first, comments }, ...others];
  });
  return { statements };
}

function statementsOf(statement: Statement, context: BodyContext): readonly CodeStatement[] {
  const { spec, plan } = context;
  switch (statement.type) {
    case 'step':
      return stepsOf(statement, context);
    case 'output':
      return [outputOf(statement, context)];
    case 'input': {
      const { inputType } = statement;
      const sizes = inputType.sizes?.map((size) => sizeOf(size, spec));
      const shapes = spec.facts.shapesOf(statement);
      const symbol = plan.symbolOf(statement);
      const dtype = inputType.name?.text ?? 'float32';
      return [{ type: 'input', symbol, dtype, shapes, doc: statement.doc, ...(sizes && { sizes }) }];
    }
    case 'from':
      return [
        { type: 'from', tensor: plan.referenceTo(statement.path), shapes: spec.facts.shapesOf(statement) },
      ];
    case 'let': {
      const bound = spec.declaredAt(statement.name);
      if (bound === undefined || !context.isUsed(spec.symbolOf(bound))) return [];
      const value = expressionOf(statement.value, spec);
      return [{ type: 'value', symbol: spec.symbolOf(bound), value, doc: statement.doc }];
    }
    case 'layer-alias': {
      const factory = context.factoryOf(statement, context);
      return context.isUsed(factory.symbol) ? [{ type: 'factory', ...factory }] : [];
    }
    case 'repeat':
    case 'for':
      return [loopOf(statement, context)];
    case 'if':
      return ifOf(statement, context);
    case 'require': {
      const message = statement.message === undefined ? mustHold : textOf(statement.message, spec);
      return [{ type: 'require', condition: expressionOf(statement.condition, spec), message }];
    }
    case 'path-branch':
      return [pathOf(statement, context)];
    case 'weights':
      return [];
  }
}

const mustHold = { type: 'text', parts: ['this must hold, but does not'] } as const;

function stepsOf(step: Step, context: BodyContext): readonly CodeStatement[] {
  const { spec, plan } = context;
  const { operation, label } = step;
  const results = plan.storesOf(step, 'results');
  const shared = plan.storesOf(step, 'shared');
  if (operation.type === 'group' && label === undefined) return bodyOf(operation.body, context).statements;
  const kept = label !== undefined && spec.isKept(label);
  const shapes = spec.facts.shapesOf(step);
  const name = label === undefined ? undefined : labelName(label, spec);
  const made = operationOf(operation, name, step, context);
  return [{ type: 'step', doc: step.doc, operation: made, results, shared, kept, shapes }];
}

function outputOf(statement: OutputStatement, context: BodyContext): CodeStatement {
  const { spec, plan } = context;
  const name: CodeName = {
    type: 'label',
    text: { type: 'text', parts: [statement.name.text] },
    indexed: true,
  };
  return {
    type: 'output',
    output: statement.name.text,
    doc: statement.doc,
    operation: operationOf(statement.operation, name, statement, context),
    results: plan.storesOf(statement, 'results'),
    shared: plan.storesOf(statement, 'shared'),
    kept: spec.isKept(statement.name),
    shapes: spec.facts.shapesOf(statement),
  };
}

/** An operation; one that is shared and is no layer, block or group becomes a group. */
function operationOf(
  operation: Operation,
  name: CodeName | undefined,
  statement: Step | OutputStatement,
  context: BodyContext,
): CodeOperation {
  const made = plainOperationOf(operation, name, statement, context);
  const isShared = context.plan.storesOf(statement, 'shared').length > 0;
  if (!isShared || (made.type !== 'residual' && made.type !== 'parallel')) return made;
  const shapes = context.spec.facts.shapesOf(statement);
  const step = { type: 'step', operation: made, results: [], shared: [], kept: false, shapes } as const;
  return { type: 'group', body: { statements: [step] }, captures: context.plan.capturesOf(statement) };
}

function plainOperationOf(
  operation: Operation,
  name: CodeName | undefined,
  statement: Step | OutputStatement,
  context: BodyContext,
): CodeOperation {
  const { spec, plan } = context;
  switch (operation.type) {
    case 'call':
      return {
        type: 'apply',
        name: name ?? counted(context.callees.targetOf(operation)),
        call: callOf(operation, context),
      };
    case 'group':
      return groupOf(operation.body, name, statement, context);
    case 'residual': {
      const { when, main, skip } = operation;
      const skipWhen = skip?.when === undefined ? true : decide(expressionOf(skip.when, spec));
      return {
        type: 'residual',
        ...conditionOf(when && expressionOf(when, spec)),
        main: bodyOf(main, context),
        ...(skip !== undefined &&
          skipWhen !== false && {
            skip: {
              ...conditionOf(skip.when && expressionOf(skip.when, spec)),
              body: bodyOf(skip.body, context),
            },
          }),
        name: name ?? { type: 'counted', word: 'add' },
      };
    }
    case 'parallel': {
      const body = bodyOf(operation.body, context);
      const merge = callOf(operation.merge, context);
      const target = context.callees.targetOf(operation.merge);
      return { type: 'parallel', merge, body, name: name ?? counted(target) } satisfies CodeParallel;
    }
    case 'reuse': {
      const of = plan.referenceTo(operation.path);
      const word = pathWord(operation, spec);
      return {
        type: 'reuse',
        of,
        captures: plan.capturesOfReuse(operation.path),
        name: name ?? { type: 'counted', word },
      };
    }
  }
}

/** What a reused thing is called where it has no label: what is written, as one word. */
const pathWord = ({ path }: Extract<Operation, { type: 'reuse' }>, spec: Spec): string =>
  snakeCase(
    path.segments
      .map((segment) => {
        if (segment.type === 'name') return segment.text;
        const value = segment.type === 'index' ? expressionOf(segment.value, spec) : undefined;
        return value?.type === 'number' ? String(value.value) : '';
      })
      .join('_')
      .replace(/\W+/g, '_')
      .replace(/_$/, ''),
  );

function groupOf(
  body: Body,
  name: CodeName | undefined,
  statement: Statement,
  context: BodyContext,
): CodeGroup {
  const captures = context.plan.capturesOf(statement);
  return { type: 'group', ...(name && { name }), body: bodyOf(body, context), captures };
}

const conditionOf = (when: CodeExpression | undefined): { readonly when?: CodeExpression } =>
  when === undefined || decide(when) === true ? {} : { when };

/** The path's part that a label gives. */
export const labelName = (label: NonNullable<Step['label']>, spec: Spec): CodeName =>
  label.type === 'name'
    ? { type: 'label', text: { type: 'text', parts: [label.text] }, indexed: true }
    : {
        type: 'label',
        text: textOf(label, spec),
        indexed: label.parts.every((part) => typeof part === 'string'),
      };

/** The path's part by the kind of what is applied. */
const counted = (target: ReturnType<Callees['targetOf']>): CodeName => ({
  type: 'counted',
  word: snakeCase(target.type === 'layer' ? target.definition.kind : target.declaration.name.text),
});

/** A call, its arguments bound. */
export function callOf(call: Call, { spec, callees, plan, isUsed }: BodyContext): CodeCall {
  const target = callees.targetOf(call);
  const bound = bindArguments(call, target, spec).arguments;
  const inputs = callees.tensorsOf(call).map(({ name, path }) => ({
    ...(name !== undefined && { name }),
    tensor: plan.referenceTo(path),
  }));
  if (target.type === 'body') {
    const given = bound.filter(({ symbol }) => symbol === undefined || isUsed(symbol));
    const outputs = outputsIn(target.declaration).map(({ statement }) => statement.name.text);
    return { callee: target.callee, arguments: given, inputs, ...(outputs.length > 1 && { outputs }) };
  }
  const { definition, presets } = target;
  const all = new Map([...presets, ...bound.map((argument) => [argument.name, argument] as const)]);
  const layer = { kind: definition.kind, arguments: all, facts: spec.facts.layersAt(call.span) };
  return { callee: target.callee, arguments: bound, inputs, layer };
}

const sizeOf = (
  size: NonNullable<Extract<Statement, { type: 'input' }>['inputType']['sizes']>[number],
  spec: Spec,
): CodeSize => {
  if (size.type !== 'symbolic-size') return { type: 'expected', value: expressionOf(size, spec) };
  const bound = spec.declaredAt(size.name);
  if (bound !== undefined) return { type: 'declared', symbol: spec.symbolOf(bound) };
  const known = spec.meaningOf(size.name);
  if (known === undefined) throw new RangeError('a size has a name');
  return { type: 'expected', value: { type: 'symbol', symbol: spec.symbolOf(known) } };
};

function loopOf(loop: For | Repeat, context: BodyContext): CodeStatement {
  const { spec, plan } = context;
  const body = bodyOf(loop.body, context);
  const needed = plan.indexNeeded(loop);
  const indexesLabels = hasIndexedLabels(loop.body);
  const index = needed ?? (indexesLabels ? plan.indexOf(loop) : undefined);
  const isNeeded =
    index !== undefined && (indexesLabels || context.isUsed(index) || loop.index === undefined);
  const common = { body, indexesLabels, ...(isNeeded && { index }) };
  if (loop.type === 'repeat') return { type: 'repeat', count: expressionOf(loop.count, spec), ...common };
  const targets = loop.targets.flatMap((name) => {
    const bound = spec.declaredAt(name);
    return bound === undefined ? [] : [spec.symbolOf(bound)];
  });
  const { destructured } = loop;
  return { type: 'for', targets, destructured, list: expressionOf(loop.list, spec), ...common };
}

/** Whether labels in a body take the round of the loop around into their paths. */
const hasIndexedLabels = (body: Body): boolean =>
  body.statements.some((statement) => {
    if (statement.type === 'output') return true;
    const label = statement.type === 'step' || statement.type === 'path-branch' ? statement.label : undefined;
    const isPlain = label?.type === 'name' || label?.parts.every((part) => typeof part === 'string');
    if (label !== undefined && isPlain === true) return true;
    const isGroup = label !== undefined && statement.type === 'step' && statement.operation.type === 'group';
    return !isGroup && bodiesIn(statement).some(hasIndexedLabels);
  });

function ifOf(statement: If, context: BodyContext): readonly CodeStatement[] {
  const condition = expressionOf(statement.condition, context.spec);
  const decided = decide(condition);
  if (decided === true) return bodyOf(statement.then, context).statements;
  const otherwise = elseOf(statement, context);
  if (decided === false) return otherwise?.statements ?? [];
  const then = bodyOf(statement.then, context);
  return [{ type: 'if', condition, then, ...(otherwise && { else: otherwise }) }];
}

function elseOf({ else: otherwise }: If, context: BodyContext): CodeBody | undefined {
  if (otherwise === undefined) return undefined;
  if (otherwise.type === 'body') return bodyOf(otherwise, context);
  return { statements: ifOf(otherwise, context) };
}

function pathOf(branch: PathBranch, context: BodyContext): CodeStatement {
  const { spec, plan } = context;
  const { label } = branch;
  return {
    type: 'path',
    body: bodyOf(branch.body, context),
    results: plan.storesOf(branch, 'results'),
    kept: label !== undefined && spec.isKept(label),
    shapes: spec.facts.shapesOf(branch),
    ...(label !== undefined && { name: labelName(label, spec) }),
  };
}
