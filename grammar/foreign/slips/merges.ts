import { type Match, type Slip, slipsIn } from './slip.ts';

const inBody = slipsIn('body');

const why = 'a merge takes the current tensor and those that `with=` names';

const merges = 'Concatenate|Add|Average|Maximum|Minimum|Multiply|Subtract';

/** Functions of other libraries, by the layer that they are here. */
const functions: Readonly<Record<string, string>> = {
  cat: 'Concatenate',
  concat: 'Concatenate',
  concatenate: 'Concatenate',
  add: 'Add',
  average: 'Average',
  maximum: 'Maximum',
  minimum: 'Minimum',
  multiply: 'Multiply',
  subtract: 'Subtract',
};

const kindOf = (name: string): string => functions[name] ?? name;

/** A merge of tensors by name: the first becomes current. */
function mergeOf(kind: string, tensors: readonly string[], label = '', rest = ''): string | undefined {
  const [first, ...others] = tensors;
  if (first === undefined || others.length === 0) return undefined;
  const named = others.length === 1 ? others.join('') : `[${others.join(', ')}]`;
  return `from ${first}  ${label}${kindOf(kind)}(with=${named}${rest})`;
}

/** An axis that is no other than that of the channels is not written. */
const axisOf = (axis: string | undefined): string =>
  axis === undefined || ['1', '3', '-1'].includes(axis.trim()) ? '' : `, axis=${axis}`;

const named = Object.keys(functions).join('|');
const modules = ['', 'torch . ', 'tf . ', 'layers . ', 'keras . layers . ', 'tf . keras . layers . '];

/** `cat([a, b], dim=1)`, with a name before it or none. */
const functionCalls: readonly Slip[] = modules.flatMap((module) =>
  ['[ <words> ]', '( <words> )'].flatMap((list) =>
    [' )', ' , axis|dim = <value> )', ' , <value> )'].flatMap((end) => [
      inBody(`${module}<|${named}> ( ${list}${end}`, why, ({ texts, items }) =>
        mergeOf(texts[1] ?? '', items[2] ?? [], '', axisOf(texts[3])),
      ),
      inBody(`<|word> =|: ${module}<${named}> ( ${list}${end}`, why, ({ texts, items }) =>
        mergeOf(texts[2] ?? '', items[3] ?? [], `${texts[1] ?? ''}: `, axisOf(texts[4])),
      ),
    ]),
  ),
);

/** `Concatenate(axis=-1)([a, b])` */
function applied(call: string, tensors: readonly string[], label: string): string | undefined {
  const [, kind = '', args = ''] = /^(\w+)(?:\(([^]*)\))?$/.exec(call) ?? [];
  const rest = args.trim() === '' ? '' : `, ${args.trim()}`;
  return merges.split('|').includes(kind) ? mergeOf(kind, tensors, label, rest) : undefined;
}

const one = ({ texts: [, kind = '', name = ''], names }: Match): string | undefined =>
  names.isTensor(name) ? `${kindOf(kind)}(with=${name})` : undefined;

/** Merges as functions of a list of tensors, and sums of tensors. */
export const mergeSlips: readonly Slip[] = [
  ...functionCalls,
  ...['[ <words> ]', '( <words> )'].flatMap((list) => [
    inBody(`<|word> =|: <call> ( ${list} )`, why, ({ texts, items }) =>
      applied(texts[2] ?? '', items[3] ?? [], `${texts[1] ?? ''}: `),
    ),
    inBody(`<call> ( ${list} )`, why, ({ texts, items }) => applied(texts[1] ?? '', items[2] ?? [], '')),
    inBody(`<${merges}> ( ${list} )`, why, ({ texts, items }) => mergeOf(texts[1] ?? '', items[2] ?? [])),
    inBody(`<${merges}> ( ${list} , <pairs> )`, why, ({ texts, items }) =>
      mergeOf(texts[1] ?? '', items[2] ?? [], '', `, ${texts[3] ?? ''}`),
    ),
  ]),
  inBody(`<${merges}> ( <words> )`, why, ({ texts, items }) => mergeOf(texts[1] ?? '', items[2] ?? [])),
  inBody(`<${merges}> ( <word> )`, why, one),
  inBody(`<${named}> ( <word> )`, why, one),
  inBody(`<${named}> ( <word> , dim|axis = <value> )`, why, one),
  inBody('layer|x + <word>', why, ({ texts: [, name = ''], names }) =>
    names.isTensor(name) ? 'Add(with=$1)' : undefined,
  ),
  inBody('<word> + <word>', why, ({ texts: [, first = '', second = ''], names }) =>
    names.isTensor(first) && names.isTensor(second) ? mergeOf('Add', [first, second]) : undefined,
  ),
  inBody('<call> + <word>', why, ({ texts: [, , name = ''], names }) =>
    names.isTensor(name) ? '$1  Add(with=$2)' : undefined,
  ),
];
