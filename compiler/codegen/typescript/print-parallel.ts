import type { Shape } from '../../sizes/shape.ts';
import { fewestPaths } from '../model/fewest-paths.ts';
import type { CodeParallel, CodePath } from '../model/statement.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { type BodyPlace, type Branches, type PrintBody, currentOf, put } from './body-place.ts';
import type { Flow } from './function-text.ts';
import { printArguments, printCallee, printOptions } from './print-call.ts';
import { keep, printAt } from './print-names.ts';
import { printStore } from './print-store.ts';
import { printTensor } from './print-tensor.ts';

const { code } = ts;

/** Branches that are made of one tensor, and merged. */
export function printParallel(
  { merge, body, name }: CodeParallel,
  flow: Flow,
  place: BodyPlace,
  shapes: readonly Shape[],
  printBody: PrintBody,
): void {
  const { context, text, names } = place;
  const isFixed = body.statements.every(
    ({ type }) => type === 'path' || type === 'value' || type === 'factory',
  );
  const before = currentOf(flow);
  const variable = isFixed ? undefined : names.fresh('paths');
  if (variable !== undefined) {
    text.add(code`const ${variable}: ${context.part('names', 'Symbolic')}[] = [];`);
  }
  const branches: Branches = { list: [], variable, before };
  const inner = { ...place, branches };
  printBody(body, { current: before, variable: undefined, wanted: 'path' }, inner);
  const [first, ...others] = branches.list;
  if (variable === undefined && others.length === 0) {
    flow.current = first ?? before;
    return;
  }
  const given = variable ?? code`[${ts.join(branches.list)}]`;
  if (merge.layer !== undefined) context.layerGiven(merge.layer.kind, merge.layer.arguments.values());
  const callee = printCallee(merge.callee, merge.arguments, context);
  const options = printOptions(printArguments(merge.arguments, merge.callee, context));
  const all = [printAt(name, place), given, ...(String(options) === '' ? [] : [options])];
  const merged = code`${callee}(${ts.join(all)})`;
  const isMerged = variable === undefined || fewestPaths(body) > 1;
  const value = isMerged
    ? merged
    : code`${given}.length > 1 ? ${merged} : ${context.part('options', 'item')}(${given}, 0)`;
  put(flow, value, shapes, place);
}

/** A branch of the `parallel` around. */
export function printPath(
  { body, results, kept, name }: CodePath,
  place: BodyPlace,
  printBody: PrintBody,
): void {
  const { branches } = place;
  if (branches === undefined) throw new RangeError('a path is in a parallel');
  const [store] = results;
  const own: Flow = { current: branches.before, variable: undefined, wanted: 'path' };
  const { branches: _, ...inner } = place;
  printBody(body, own, inner);
  for (const each of results) printStore(each, currentOf(own), place);
  const value =
    store !== undefined && results.length === 1
      ? printTensor({ type: 'variable', symbol: store.symbol, indices: store.indices }, place)
      : currentOf(own);
  if (kept) keep(name, own, place);
  if (branches.variable === undefined) branches.list.push(value);
  else place.text.add(code`${branches.variable}.push(${value});`);
}
