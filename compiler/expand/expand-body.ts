import type {
  Body,
  From,
  If,
  LayerAlias,
  Let,
  Operation,
  Require,
  Statement,
  Step,
} from '../../grammar/ast.ts';
import { applyCall } from './apply-call.ts';
import { declareWeights } from './declare-weights.ts';
import { evaluate, evaluateCondition, evaluateDefinition, evaluateOpenCondition } from './evaluate.ts';
import type { BodyPlace, Expansion, Labelled } from './expansion.ts';
import { expandInput } from './expand-input.ts';
import { expandFor, expandRepeat } from './expand-loop.ts';
import { expandOutput } from './expand-output.ts';
import { expandParallel, expandPath } from './expand-parallel.ts';
import { expandResidual } from './expand-residual.ts';
import { expandReuse } from './expand-reuse.ts';
import { findTensor } from './find-label.ts';
import { resolveAlias } from './kind.ts';
import { maximumDepth } from './limits.ts';
import { readLabel } from './read-label.ts';
import { demand, noteOf } from './symbolic-sizes.ts';

/** Expands the statements of a body in order. */
export function expandBody(body: Body, expansion: Expansion, outer: BodyPlace): void {
  const place = { ...outer, depth: outer.depth + 1 };
  if (place.depth > maximumDepth) {
    place.reporter.report('CNN129', body.span, [maximumDepth]);
    return expansion.poison();
  }
  expansion.reach(body);
  const gaps = [...(body.gaps ?? [])];
  for (const statement of body.statements) {
    if (passesGap(gaps, statement.span.start)) expansion.poison();
    if (!expansion.step(statement, place)) return expansion.poison();
    expansion.begin(statement, place.site);
    expandStatement(statement, expansion, place);
    expansion.end();
  }
  if (gaps.length > 0) expansion.poison();
}

/** Whether statements that could not be read stand before a place; they are then passed. */
function passesGap(gaps: number[], offset: number): boolean {
  const passed = gaps.findIndex((gap) => gap > offset);
  return gaps.splice(0, passed < 0 ? gaps.length : passed).length > 0;
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
      return expandAlias(statement, place);
    case 'let':
      return expandLet(statement, expansion, place);
    case 'repeat':
      return expandRepeat(statement, expansion, place, expandBody);
    case 'for':
      return expandFor(statement, expansion, place, expandBody);
    case 'if':
      return expandIf(statement, expansion, place);
    case 'require':
      return checkRequire(statement, expansion, place);
    case 'from':
      return expandFrom(statement, expansion, place);
    case 'weights':
      return declareWeights(statement, place);
    case 'path-branch':
      return withLabel(statement.label, undefined, expansion, place, () =>
        expandPath(statement, expansion, place),
      );
  }
}

/** Only paths, and what makes them, stand directly in `parallel`. */
function mayStand({ span }: Statement, expansion: Expansion, { branches, reporter }: BodyPlace): boolean {
  if (branches === undefined) return true;
  reporter.report('CNN222', span, []);
  expansion.poison();
  branches.results.push('unknown');
  return false;
}

function expandStep(step: Step, expansion: Expansion, place: BodyPlace): void {
  if (!mayStand(step, expansion, place)) return;
  if (step.label === undefined) return expandOperation(step.operation, undefined, expansion, place);
  withLabel(step.label, step.operation, expansion, place, (path) =>
    expandOperation(step.operation, path, expansion, place),
  );
}

/** Does something under a label, which then stands for the current tensor. */
function withLabel(
  label: Step['label'],
  operation: Operation | undefined,
  expansion: Expansion,
  place: BodyPlace,
  work: (path: string | undefined) => void,
): void {
  if (label === undefined) return work(undefined);
  const read = readLabel(label, place);
  if (read === undefined) return expansion.poison();
  const first = expansion.layers.length;
  work(read.path);
  const made = operation && { operation, place, layers: expansion.layers.slice(first) };
  const labelled: Labelled = { result: expansion.current, span: label.span, loops: read.loops };
  expansion.labels.set(read.path, made === undefined ? labelled : { ...labelled, made });
}

/** Applies an operation to the current tensor; `path` is its label's, or undefined. */
export function expandOperation(
  operation: Operation,
  path: string | undefined,
  expansion: Expansion,
  place: BodyPlace,
): void {
  switch (operation.type) {
    case 'call':
      return applyCall(operation, path, expansion, place);
    case 'group': {
      const names = path === undefined ? place.names : place.names.group(path);
      return expandBody(operation.body, expansion, { ...place, names, direct: false });
    }
    case 'residual':
      return expandResidual(operation, path, expansion, place);
    case 'parallel':
      return expandParallel(operation, path, expansion, place);
    case 'reuse':
      return expandReuse(operation, path, expansion, place);
  }
}

/** `from label`: what it stands for becomes current. */
function expandFrom(statement: From, expansion: Expansion, place: BodyPlace): void {
  if (!mayStand(statement, expansion, place)) return;
  const found = findTensor(statement.path, expansion, place);
  if (found === undefined) expansion.poison();
  else expansion.current = found.tensor;
}

function expandAlias(alias: LayerAlias, place: BodyPlace): void {
  const kind = resolveAlias(alias.kind, place);
  place.environment.defineName(alias.name, { type: 'kind', read: () => kind });
}

function expandLet(statement: Let, expansion: Expansion, place: BodyPlace): void {
  const value = evaluateDefinition(statement.value, place);
  expansion.noteValue(value);
  place.environment.defineValue(statement.name, value);
}

function expandIf(statement: If, expansion: Expansion, place: BodyPlace): void {
  const condition = evaluateCondition(statement.condition, place, 0, 'the condition of `if`');
  if (condition === undefined) return expansion.poison();
  if (condition) return expandBody(statement.then, expansion, place);
  if (statement.else === undefined) return;
  if (statement.else.type === 'body') return expandBody(statement.else, expansion, place);
  expandIf(statement.else, expansion, place);
}

/**
 * A contract that is broken is told once: what follows would only tell it again. One on symbolic sizes that holds for
 * some is checked when they are known, and taken to hold by what follows.
 */
function checkRequire(statement: Require, expansion: Expansion, place: BodyPlace): void {
  const condition = evaluateOpenCondition(statement.condition, place);
  const message = statement.message === undefined ? undefined : evaluate(statement.message, place);
  if (condition === undefined) return;
  const text = message?.type === 'string' ? message.value : 'this must hold, but does not';
  const { span } = statement.condition;
  const { type, witness } = demand({ condition, message: text, span }, place);
  if (type !== 'refuted') return;
  const notes = witness === undefined ? undefined : noteOf(witness);
  const { frame } = place;
  const related =
    frame.given === undefined ? [] : [{ span: frame.span, message: `\`${frame.name}\` is applied here` }];
  place.reporter.report('CNN130', span, [text], { notes, related });
  expansion.poison();
}
