import type { Body, Call, Name, Operation, Path, Statement, TypeExpression } from '../../grammar/ast.ts';
import { Reporter } from '../diagnostics/reporter.ts';
import { suggest } from '../foreign/suggest.ts';
import { completeParameters } from '../expand/bind-arguments.ts';
import { bindCallable } from '../expand/bind-callable.ts';
import { bodiesOf } from '../bind/bodies-of.ts';
import { type BoundModule, referencesIn, scopeAt } from '../bind/bound-module.ts';
import { labelsAround } from '../bind/scope.ts';
import type { LabelScope } from '../bind/label-scope.ts';
import { type Callable, inputsOf } from '../expand/callable.ts';
import { declareName } from '../expand/declare-name.ts';
import { evaluate, evaluateCondition, evaluateDefinition, evaluateKnown } from '../expand/evaluate.ts';
import { writtenPaths } from '../bind/written-paths.ts';
import { bindCall, resolveAlias, resolveKind, signatureOf } from '../expand/kind.ts';
import type { Place } from '../expand/place.ts';
import type { Reached } from '../expand/reached.ts';
import { type Binding, Scope } from '../expand/scope.ts';

/** Where a body stands that may not have been expanded. */
interface Unexpanded extends Place {
  readonly callable: Callable;
  readonly bound: BoundModule;
  readonly expanded: Reached;
  /** Whether the statements around have been expanded, and so checked. */
  readonly checked: boolean;
}

/**
 * Checks what no expansion has reached: a block that nothing applies, a branch that nothing takes. No size is known
 * there, nor any parameter; names, parameters of layers and plain values are.
 */
export function checkUnexpanded(
  callables: readonly Callable[],
  bound: BoundModule,
  expanded: Reached,
  reporter: Reporter,
): void {
  for (const callable of callables) {
    const { declaration } = callable;
    const checked = expanded.has(declaration.body);
    const place = { callable, bound, expanded, checked, reporter, scope: new Scope(callable.scope) };
    for (const parameter of declaration.parameters) {
      if (!checked && parameter.default !== undefined) evaluateDefinition(parameter.default, place);
      declare(parameter.name, 'parameter', place);
    }
    checkBody(declaration.body, place);
  }
}

function checkBody(body: Body, outer: Unexpanded, names: readonly Name[] = []): void {
  const checked = outer.expanded.has(body);
  const place = { ...outer, checked, scope: new Scope(outer.scope) };
  for (const name of names) declare(name, 'loop variable', place);
  for (const statement of body.statements) {
    if (!checked) checkStatement(statement, place);
    declareNames(statement, place);
    const loops = statement.type === 'for' || statement.type === 'repeat';
    const variables = loops ? variablesOf(statement) : [];
    for (const inner of bodiesOf(statement)) checkBody(inner, place, variables);
  }
}

type Loop = Extract<Statement, { type: 'for' | 'repeat' }>;

const variablesOf = (loop: Loop): readonly Name[] => [
  ...(loop.type === 'for' ? loop.targets : []),
  ...(loop.index === undefined ? [] : [loop.index]),
];

/** Gives a name no value, which then is silent wherever it is used. */
function declare(name: Name, what: Binding['what'], place: Unexpanded): void {
  if (place.checked || declareName(name, what, place)) place.scope.define(name, what, undefined);
}

function declareNames(statement: Statement, place: Unexpanded): void {
  if (statement.type === 'let') declare(statement.name, 'value', place);
  if (statement.type === 'input') {
    for (const size of statement.inputType.sizes ?? []) {
      if (size.type === 'symbolic-size') declare(size.name, 'value', place);
    }
  }
  if (statement.type !== 'layer-alias') return;
  const { name, kind } = statement;
  const { names } = place.callable;
  if (!place.checked && !declareName(name, 'layer', place, names)) return;
  const silent = place.checked ? { ...place, reporter: new Reporter(undefined, place.reporter.work) } : place;
  const alias = resolveAlias(kind, silent, names);
  place.scope.defineAlias(name, { what: 'layer', span: name.span, read: () => alias });
}

function checkStatement(statement: Statement, place: Unexpanded): void {
  switch (statement.type) {
    case 'step':
    case 'output':
      return checkOperation(statement.operation, place);
    case 'input':
      return checkSizes(statement.inputType, place);
    case 'let':
      return void evaluateDefinition(statement.value, place);
    case 'repeat':
      return void evaluateKnown(statement.count, place);
    case 'for':
      return void evaluateKnown(statement.list, place);
    case 'if':
      return checkConditions(statement, place);
    case 'from':
      return checkLabel(statement.path, place);
    case 'require':
      evaluateCondition(statement.condition, place);
      if (statement.message !== undefined) evaluate(statement.message, place);
      return;
    case 'path-branch':
    case 'layer-alias':
    case 'weights':
      return;
  }
}

function checkConditions(statement: Extract<Statement, { type: 'if' }>, place: Unexpanded): void {
  evaluateCondition(statement.condition, place);
  if (statement.else?.type === 'if') checkConditions(statement.else, place);
}

function checkSizes({ sizes = [] }: TypeExpression, place: Unexpanded): void {
  for (const size of sizes) if (size.type !== 'symbolic-size') evaluateKnown(size, place);
}

function checkOperation(operation: Operation, place: Unexpanded): void {
  switch (operation.type) {
    case 'call':
      return checkCall(operation, place);
    case 'parallel':
      return checkCall(operation.merge, place);
    case 'reuse':
      return checkLabel(operation.path, place);
    case 'residual':
      for (const condition of [operation.when, operation.skip?.when]) {
        if (condition !== undefined) evaluateCondition(condition, place);
      }
      return;
    case 'group':
      return;
  }
}

/** An application, as far as it does not depend on what it is applied to. */
function checkCall(call: Call, place: Unexpanded): void {
  const { callable, reporter } = place;
  const kind = resolveKind(call, place, callable.names);
  const written = call.arguments ?? [];
  if (kind?.type === 'body') {
    const inputs = inputsOf(kind.callable).map(({ name }) => name.text);
    const parameters = written.filter(({ name }) => name === undefined || !inputs.includes(name.text));
    bindCallable(kind.callable, parameters, place, kind.preset);
    return;
  }
  const labels = written.find(({ name }) => name?.text === 'with');
  for (const path of (labels && writtenPaths(labels.value)) ?? []) checkLabel(path, place);
  if (kind === undefined) return;
  const rest = written.filter((argument) => argument !== labels);
  const bound = bindCall(call, kind, place, rest);
  completeParameters(signatureOf(kind.definition), [...kind.presets, bound], call.span, reporter);
}

/** A label that stands nowhere in the body, or in what the labels before it are made of. */
function checkLabel({ segments, span }: Path, { bound, reporter }: Unexpanded): void {
  const references = referencesIn(bound, span);
  let labels: LabelScope | undefined = labelsAround(scopeAt(bound, span.start));
  const written: string[] = [];
  for (const segment of segments) {
    if (segment.type !== 'name') continue;
    const known = references.find((reference) => reference.span.start === segment.span.start);
    if (known?.role !== 'label' || labels === undefined) return;
    if (known.symbol === undefined) {
      const near = suggest(segment.text, plainNames(labels));
      const path = (last: string): string => [...written, last].join('.');
      const edits = near === undefined ? undefined : [{ span: segment.span, text: near }];
      const args = [path(segment.text), near === undefined ? undefined : path(near)] as const;
      return reporter.report('CNN142', span, [...args], { edits });
    }
    written.push(segment.text);
    labels = known.symbol.inside?.()?.labels;
  }
}

/** The labels that may be meant, those with braces apart. */
const plainNames = (labels: LabelScope): readonly string[] =>
  [...labels.visible()].map(({ name }) => name).filter((name) => !name.includes('{'));
