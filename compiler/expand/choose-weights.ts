import type { Argument, WeightsDeclaration } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import { list } from '../diagnostics/messages/define-message.ts';
import { suggest } from '../foreign/suggest.ts';
import type { Callable } from './callable.ts';
import { type Constant, describe } from './constant.ts';
import { presetsOf } from './declare-weights.ts';
import { evaluate, evaluateDefinition } from './evaluate.ts';
import type { Place } from './place.ts';

/** What `weights=…` of an application asks for. */
export type ChosenWeights =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'set'; readonly declaration: WeightsDeclaration };

/** The sets that a model declares. */
const setsOf = ({ declaration }: Callable): readonly WeightsDeclaration[] =>
  declaration.body.statements.filter((statement) => statement.type === 'weights');

/** Reads the argument `weights=…`: `none`, a path, or a set of the model; undefined where it is none of them. */
export function chooseWeights(
  { value: expression, span }: Argument,
  callable: Callable,
  place: Place,
): ChosenWeights | undefined {
  const { reporter } = place;
  const value = evaluate(expression, place);
  if (value === undefined) return undefined;
  if (value.type === 'none') return { kind: 'none' };
  const { text: model } = callable.declaration.name;
  const sets = setsOf(callable);
  const names = sets.map(({ name }) => name.text);
  if (value.type === 'string') {
    if (names.includes(value.value)) return reportQuoted(expression, value.value, place);
    if (isTorchSet(value.value) && names.includes('imagenet'))
      return reportSet(expression.span, value, place);
    if (isWeightsPath(value.value)) return { kind: 'file', path: value.value };
    return reporter.report('CNN441', expression.span, [value.value]);
  }
  const word = value.type === 'word' ? value : undefined;
  if (word === undefined) {
    return names.includes('imagenet')
      ? reportSet(expression.span, value, place)
      : reporter.report('CNN112', span, ['`weights`', wanted, describe(value)], {
          fix: 'write `none`',
          edits: [{ span: expression.span, text: 'none' }],
        });
  }
  const declaration = sets.find(({ name }) => name.text === word.text);
  if (declaration !== undefined) return { kind: 'set', declaration };
  const near = suggest(word.text, names);
  const text = near ?? names[0] ?? 'none';
  const fix = near === undefined ? `write \`${text}\`, or a path in quotes` : undefined;
  const edits = [{ span: word.span, text }];
  const notes = [names.length === 0 ? 'it declares none' : `it declares ${list(names)}`];
  return reporter.report('CNN440', word.span, [model, word.text, near], { fix, edits, notes });
}

const wanted = 'none, a path in quotes, or a set of the model';

/** `IMAGENET1K_V1`, as torchvision calls a set. */
const isTorchSet = (text: string): boolean => /^(?:imagenet|default)(?:\w*)$/i.test(text);

function reportSet(span: Span, value: Constant, { reporter }: Place): undefined {
  const details = { fix: 'write `imagenet`', edits: [{ span, text: 'imagenet' }] };
  return reporter.report('CNN112', span, ['`weights`', wanted, describe(value)], details);
}

/** A file of weights by its ending, or the folder of a run: a path without an ending, or with a `/` behind it. */
const isWeightsPath = (path: string): boolean =>
  /^[^\0]+\.(safetensors|h5|keras|json)$/.test(path) || /^[^\0]*(\/|(^|\/)[^\0./]+)$/.test(path);

function reportQuoted({ span }: Argument['value'], text: string, { reporter }: Place): undefined {
  return reporter.report('CNN115', span, [text], { edits: [{ span, text }] });
}

/** The values that a set gives to parameters of its model. */
export function presetValues(
  chosen: ChosenWeights,
  callable: Callable,
  { reporter }: Place,
): Map<string, Constant> {
  const values = new Map<string, Constant>();
  if (chosen.kind !== 'set') return values;
  const parameters = callable.declaration.parameters.map(({ name }) => name.text);
  for (const { key, value } of presetsOf(chosen.declaration, parameters)) {
    const constant = evaluateDefinition(value, { environment: callable.module, reporter });
    if (constant !== undefined) values.set(key.text, constant);
  }
  return values;
}
