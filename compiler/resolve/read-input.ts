import type { InputStatement } from '../../grammar/ast.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { GraphInput } from '../graph/graph.ts';
import { checkSize } from './make-node.ts';
import { formatConstant } from './constant.ts';
import { evaluateKnown } from './evaluate.ts';
import type { Place } from './place.ts';

const knownTypes = ['float32', 'float16', 'float64', 'uint8', 'int32', 'bool'];

/** A model's input: its element type and sizes. */
export function readInput(statement: InputStatement, place: Place): GraphInput | undefined {
  const { name, inputType } = statement;
  const { reporter } = place;
  const dtype = inputType.name;
  if (dtype !== undefined && !knownTypes.includes(dtype.text)) {
    return reporter.report('CNN204', dtype.span, [dtype.text, suggest(dtype.text, knownTypes)]);
  }
  if (dtype !== undefined && dtype.text !== 'float32') {
    return reporter.report('CNN104', dtype.span, [`an input of ${dtype.text}`], {
      fix: 'write `float32`: images are converted as they are read',
      edits: [{ span: dtype.span, text: 'float32' }],
    });
  }
  if (inputType.sizes === undefined || inputType.sizes.length === 0) {
    return reporter.report('CNN202', inputType.span, [name.text]);
  }
  const shape = readSizes(inputType.sizes, place);
  if (shape === undefined || !checkSize(shape, `the input \`${name.text}\``, inputType.span, place)) {
    return undefined;
  }
  return { type: 'input', name: name.text, dtype: 'float32', shape, span: statement.span };
}

type Sizes = NonNullable<InputStatement['inputType']['sizes']>;

function readSizes(sizes: Sizes, place: Place): readonly number[] | undefined {
  const [first, second] = sizes;
  if (first?.type === 'none') {
    const span = { ...first.span, end: second?.span.start ?? first.span.end };
    return place.reporter.report('CNN212', first.span, [], { edits: [{ span, text: '' }] });
  }
  const shape = sizes.map((size) => readSize(size, place));
  const known = shape.filter((size) => size !== undefined);
  return known.length === shape.length ? known : undefined;
}

function readSize(size: Sizes[number], place: Place): number | undefined {
  const { reporter } = place;
  if (size.type === 'symbolic-size') {
    return reporter.report('CNN104', size.span, ['a symbolic size of a model’s input']);
  }
  const value = evaluateKnown(size, place);
  if (value === undefined) return undefined;
  if (value.type === 'number' && Number.isInteger(value.value) && value.value >= 1) return value.value;
  return reporter.report('CNN205', size.span, [formatConstant(value)]);
}
