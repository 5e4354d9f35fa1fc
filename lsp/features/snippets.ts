import type { KeywordText } from '../../grammar/tokens.ts';
import type { Slot } from '../../compiler/bind/expected/slot.ts';

/** What a keyword begins, with places to fill in, where it begins a declaration, a statement or a section. */
const snippets: Readonly<Partial<Record<KeywordText, string>>> = {
  import: 'import { $2 } from "$1"',
  model: 'model ${1:Net}(${2:classes = 10}) {\n\tinput ${3:image}: float32[${4:28, 28, 1}]\n\t$0\n}',
  block: 'block ${1:Unit}(${2:filters}) {\n\t$0\n}',
  layer: 'layer ${1:Conv} = ${2:Conv2D}($0)',
  let: 'let ${1:name} = $0',
  data: 'data ${1:Pictures} {\n\tsource = ${2:folder("$3")}\n\tfield ${4:label}: class[${5:10}]\n\t$0\n}',
  train:
    'train ${1:Net} on ${2:Pictures} {\n\tbatch = ${3:32}\n\tobjective ${4:label} { loss = ${5:sparse_categorical_crossentropy} }\n\tphase ${6:main} { epochs = ${7:10}  optimizer = ${8:Adam} }\n\t$0\n}',
  field: 'field ${1:label}: $0',
  split: 'split { train = ${1:90%}  valid = ${2:10%} }',
  prepare: 'prepare { $0 }',
  augment: 'augment { $0 }',
  objective: 'objective ${1:label} { loss = $0 }',
  phase: 'phase ${1:main} { epochs = ${2:10}  optimizer = ${3:Adam} }',
  repeat: 'repeat ${1:2} {\n\t$0\n}',
  for: 'for ${1:filters} in [${2:32, 64}] {\n\t$0\n}',
  residual: 'residual {\n\t$0\n}',
  parallel: 'parallel ${1:Concatenate} {\n\tpath { $2 }\n\tpath { $0 }\n}',
  path: 'path { $0 }',
  input: 'input ${1:image}: float32[${2:28, 28, 1}]',
  output: 'output ${1:label}: $0',
  require: 'require ${1:condition} : "$0"',
  reuse: 'reuse $0',
  from: 'from $0',
};

const beginning = new Set<Slot['type']>(['item', 'statement', 'key', 'callee']);

/** What is inserted for a keyword at a place, where that is more than the keyword; in `train`, an input is bound. */
export function snippetOf(word: string, slot: Slot): string | undefined {
  if (!beginning.has(slot.type) || !Object.hasOwn(snippets, word)) return undefined;
  if (slot.type === 'key' && word === 'input') return 'input ${1:image} = $0';
  return snippets[word as KeywordText];
}
