import type {
  Body,
  If,
  InputStatement,
  Label,
  LayerAlias,
  Let,
  Operation,
  OutputStatement,
  Require,
  Statement,
  Step,
} from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import { applyLayer } from './apply-layer.ts';
import { declareName } from './declare-name.ts';
import { evaluate, evaluateCondition, evaluateDefinition } from './evaluate.ts';
import type { BodyPlace, Expansion } from './expansion.ts';
import { expandFor, expandRepeat } from './expand-loop.ts';
import { resolveAlias } from './kind.ts';
import { maximumDepth } from './limits.ts';
import { readInput } from './read-input.ts';
import { Scope } from './scope.ts';

/** Expands the statements of a body in order; names defined in it end with it. */
export function expandBody(body: Body, expansion: Expansion, outer: BodyPlace): void {
  const place = { ...outer, scope: new Scope(outer.scope), depth: outer.depth + 1 };
  if (place.depth > maximumDepth) {
    place.reporter.report('CNN129', body.span, [maximumDepth]);
    return expansion.poison();
  }
  for (const statement of body.statements) {
    if (!expansion.step(1, statement.span, place)) return expansion.poison();
    expandStatement(statement, expansion, place);
  }
}

function expandStatement(statement: Statement, expansion: Expansion, place: BodyPlace): void {
  switch (statement.type) {
    case 'step':
      return expandStep(statement, expansion, place);
    case 'input':
      return expandInput(statement, expansion, place);
    case 'output':
      return expandOutput(statement, expansion, place);
    case 'layer-alias':
      return expandAlias(statement, expansion, place);
    case 'let':
      return expandLet(statement, place);
    case 'repeat':
      return expandRepeat(statement, expansion, place, expandBody);
    case 'for':
      return expandFor(statement, expansion, place, expandBody);
    case 'if':
      return expandIf(statement, expansion, place);
    case 'require':
      return checkRequire(statement, place);
    case 'from':
      return unsupported('`from`', statement.span, expansion, place);
    case 'weights':
      place.reporter.report('CNN104', statement.span, ['declaring ready-made `weights`']);
      return;
    case 'path-branch':
      place.reporter.report('CNN213', statement.span, ['path']);
      return expansion.poison();
  }
}

/** One answer for what the language has and the compiler has not yet. */
function unsupported(what: string, span: Span, expansion: Expansion, place: BodyPlace): void {
  place.reporter.report('CNN104', span, [what]);
  expansion.poison();
}

function expandStep(step: Step, expansion: Expansion, place: BodyPlace): void {
  const path = step.label === undefined ? undefined : readLabel(step.label, place);
  if (path === false) return expansion.poison();
  expandOperation(step.operation, path, expansion, place);
}

function expandOperation(
  operation: Operation,
  path: string | undefined,
  expansion: Expansion,
  place: BodyPlace,
): void {
  switch (operation.type) {
    case 'call':
      return applyLayer(operation, path, expansion, place);
    case 'group': {
      const names = path === undefined ? place.names : place.names.inside(path);
      return expandBody(operation.body, expansion, { ...place, names, isModel: false });
    }
    case 'residual':
    case 'parallel':
    case 'reuse':
      return unsupported(
        `\`${operation.type}\``,
        keywordOf(operation.span, operation.type),
        expansion,
        place,
      );
  }
}

const keywordOf = (span: Span, word: string): Span => ({ ...span, end: span.start + word.length });

const labelPattern = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The path of a label, evaluated where it is quoted. */
function readLabel(label: Label, place: BodyPlace): string | false {
  const text = label.type === 'name' ? label.text : textOf(label, place);
  if (text === undefined) return false;
  if (!labelPattern.test(text)) {
    place.reporter.report('CNN135', label.span, [text]);
    return false;
  }
  const interpolated = label.type === 'string' && label.parts.some((part) => typeof part !== 'string');
  const path = place.names.label(text, label.span, interpolated);
  if (typeof path === 'string') return path;
  place.reporter.report('CNN106', label.span, [text], {
    related: path.clash === label.span ? [] : [{ span: path.clash, message: 'it is taken here' }],
  });
  return false;
}

function textOf(label: Label, place: BodyPlace): string | undefined {
  if (label.type === 'name') return label.text;
  const value = evaluate(label, place);
  return value?.type === 'string' ? value.value : undefined;
}

function expandInput(statement: InputStatement, expansion: Expansion, place: BodyPlace): void {
  if (!place.isModel) {
    place.reporter.report('CNN213', statement.span, ['input']);
    return expansion.poison();
  }
  if (expansion.inputs.length > 0 || expansion.current !== 'absent') {
    if (expansion.inputs.length > 0 || expansion.layers.length > 0) {
      return unsupported('a second input of a model', statement.span, expansion, place);
    }
    return;
  }
  const input = readInput(statement, place);
  if (input === undefined) return expansion.poison();
  expansion.inputs.push(input);
  expansion.current = input;
}

/** A head: the operation is applied, and then the current tensor is what it was. */
function expandOutput(statement: OutputStatement, expansion: Expansion, place: BodyPlace): void {
  const { name, operation } = statement;
  if (!place.isModel) {
    place.reporter.report('CNN213', statement.span, ['output']);
    return expansion.poison();
  }
  const before = expansion.current;
  const known = expansion.heads.get(name.text);
  if (known !== undefined) {
    const related = [{ span: known.span, message: 'the first one' }];
    place.reporter.report('CNN211', name.span, [name.text], { related });
    expansion.faulty = true;
    return;
  }
  const path = readLabel(name, place);
  if (path === false) expansion.poison();
  else expandOperation(operation, path, expansion, place);
  const tensor = expansion.current === 'absent' ? 'unknown' : expansion.current;
  expansion.heads.set(name.text, { name: name.text, tensor, span: name.span });
  if (before !== 'absent') expansion.current = before;
}

function expandAlias(alias: LayerAlias, expansion: Expansion, place: BodyPlace): void {
  if (!declareName(alias.name, 'layer', place, expansion.moduleNames)) return;
  const kind = resolveAlias(alias.kind, place, expansion.moduleNames);
  place.scope.defineAlias(alias.name, { what: 'layer', span: alias.name.span, read: () => kind });
}

function expandLet(statement: Let, place: BodyPlace): void {
  const value = evaluateDefinition(statement.value, place);
  if (declareName(statement.name, 'value', place)) place.scope.define(statement.name, 'value', value);
}

function expandIf(statement: If, expansion: Expansion, place: BodyPlace): void {
  const condition = evaluateCondition(statement.condition, place);
  if (condition === undefined) return expansion.poison();
  if (condition) return expandBody(statement.then, expansion, place);
  if (statement.else === undefined) return;
  if (statement.else.type === 'body') return expandBody(statement.else, expansion, place);
  expandIf(statement.else, expansion, place);
}

function checkRequire(statement: Require, place: BodyPlace): void {
  const holds = evaluateCondition(statement.condition, place);
  if (holds !== false) return;
  const message = statement.message === undefined ? undefined : evaluate(statement.message, place);
  const text = message?.type === 'string' ? message.value : 'this must hold, but does not';
  place.reporter.report('CNN130', statement.condition.span, [text]);
}
