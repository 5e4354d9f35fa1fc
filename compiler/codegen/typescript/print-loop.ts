import type { CodeFor, CodeRepeat } from '../model/statement.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { type BodyPlace, type PrintBody, settle } from './body-place.ts';
import type { Flow } from './function-text.ts';
import type { ModuleContext, TsCode } from './module-context.ts';
import { printExpression } from './print-expression.ts';

const { code } = ts;

/** A loop; its body changes what is current from round to round. */
export function printLoop(
  loop: CodeFor | CodeRepeat,
  flow: Flow,
  place: BodyPlace,
  printBody: PrintBody,
): void {
  const { context, text, names } = place;
  if (place.branches === undefined) settle(flow, place);
  text.add(loop.type === 'for' ? forHead(loop, place) : repeatHead(loop, place));
  let inner = place;
  if (loop.indexesLabels && loop.index !== undefined) {
    const round = names.fresh('round');
    const { index } = loop;
    let around: TsCode | undefined;
    text.add(() =>
      around === undefined ? ts.empty : code`const ${round} = ${around}.round(${context.nameOf(index)});`,
    );
    inner = {
      ...place,
      at: () => {
        around ??= place.at();
        context.use(index);
        return round;
      },
    };
  }
  printBody(loop.body, flow, inner);
  if (place.branches === undefined) settle(flow, place);
  text.add(code`}`);
}

function repeatHead({ count, index }: CodeRepeat, { context, names }: BodyPlace): TsCode {
  const i = index === undefined ? names.fresh('i') : context.nameOf(index, names);
  return code`for (let ${i} = 0; ${i} < ${printExpression(count, context)}; ${i}++) {`;
}

function forHead(
  { targets, destructured, list, index }: CodeFor,
  { context, names }: BodyPlace,
): () => TsCode {
  const items = printList(list, context);
  const bound = targets.map((target) => ({ target, name: context.nameOf(target, names) }));
  const i = index === undefined ? undefined : context.nameOf(index, names);
  return () => {
    const used = bound.map(({ target, name }) => (context.isUsed(target) ? name : ts.empty));
    const target = destructured ? code`[${ts.join(used)}]` : (bound[0]?.name ?? code`_`);
    const isIndexed = index !== undefined && i !== undefined && context.isUsed(index);
    if (!targets.some((each) => context.isUsed(each))) {
      const count = i ?? names.fresh('i');
      return code`for (let ${count} = 0; ${count} < ${items}.length; ${count}++) {`;
    }
    return isIndexed
      ? code`for (const [${i}, ${target}] of ${items}.entries()) {`
      : code`for (const ${target} of ${items}) {`;
  };
}

/** A list to go through; of tuples each item keeps its length. */
function printList(list: CodeFor['list'], context: ModuleContext): TsCode {
  const printed = printExpression(list, context);
  const isOfTuples =
    list.type === 'list' && list.items.some(({ type }) => type === 'tuple' || type === 'list');
  return isOfTuples ? code`(${printed} as const)` : printed;
}
