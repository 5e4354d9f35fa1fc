import type { Expression, InputStatement, Name } from '../../grammar/ast.ts';
import { declaredBy } from '../bind/bound-module.ts';
import { suggest } from '../foreign/suggest.ts';
import { ownValue } from '../../grammar/own-value.ts';
import type { GraphInput } from '../graph/graph.ts';
import type { Shape } from '../sizes/shape.ts';
import { atLeast } from '../sizes/condition.ts';
import { type Size, symbol } from '../sizes/size.ts';
import { checkSize } from './make-node.ts';
import { type Constant, formatConstant, sizeConstant } from './constant.ts';
import { evaluateKnown } from './evaluate.ts';
import type { Place } from './place.ts';
import { reportUnnamedSizes } from './report-unnamed-sizes.ts';
import { demand } from './symbolic-sizes.ts';

const knownTypes = ['float32', 'float16', 'float64', 'uint8', 'int32', 'bool'];

/** A model's input: its element type and sizes. */
export function readInput(statement: InputStatement, place: Place): GraphInput | undefined {
  const { name, inputType, span } = statement;
  const { sizes = [] } = inputType;
  const isTyped = inputType.name === undefined || checkElementType(inputType.name, place);
  const shape = sizes.length === 0 ? undefined : readSizes(sizes, place);
  if (!isTyped) return undefined;
  if (sizes.length === 0) return place.reporter.report('CNN202', inputType.span, [name.text]);
  if (shape === undefined || !checkSize(shape, `the input \`${name.text}\``, inputType.span, place)) {
    return undefined;
  }
  return { type: 'input', name: name.text, dtype: 'float32', shape, span };
}

function checkElementType({ text, span }: Name, { reporter }: Place): boolean {
  if (text === 'float32') return true;
  if (!knownTypes.includes(text)) {
    const near = suggest(text, knownTypes);
    const edits = near === undefined ? undefined : [{ span, text: near }];
    reporter.report('CNN204', span, [text, near], { edits });
  } else {
    reporter.report('CNN104', span, [`an input of ${text}`], {
      fix: 'write `float32`: images are converted as they are read',
      edits: [{ span, text: 'float32' }],
    });
  }
  return false;
}

/** `?h`: a size that the data brings, under a name. */
function bindSymbol(name: Name, place: Place): Size | undefined {
  const { sizes, environment } = place;
  // One that stands twice has been told.
  if (declaredBy(environment.bound, name)?.clash !== undefined) return undefined;
  const known = sizes && ownValue(sizes.numbers, name.text);
  const size = known ?? symbol(name.text);
  if (known === undefined) sizes?.symbols.push(name.text);
  environment.defineValue(name, sizeConstant(size));
  return size;
}

/** `h - 3`: a size that others give, as far as it is one. */
function checkSymbolic(
  value: Extract<Constant, { type: 'symbolic' }>,
  { span }: Expression,
  place: Place,
): Size | undefined {
  const condition = atLeast(value.size, 1);
  const written = formatConstant(value);
  const message = `a size must be at least 1, but is ${written}`;
  if (demand({ condition, message, span }, place).type !== 'refuted') return value.size;
  return place.reporter.report('CNN205', span, [written]);
}

type Sizes = NonNullable<InputStatement['inputType']['sizes']>;

function readSizes(sizes: Sizes, place: Place): Shape | undefined {
  const [first, second] = sizes;
  if (first?.type === 'none') {
    const span = { ...first.span, end: second?.span.start ?? first.span.end };
    return place.reporter.report('CNN212', first.span, [], { edits: [{ span, text: '' }] });
  }
  if (reportUnnamedSizes(sizes, place)) return undefined;
  const shape = sizes.map((size) => readSize(size, place));
  const known = shape.filter((size) => size !== undefined);
  return known.length === shape.length ? known : undefined;
}

function readSize(size: Sizes[number], place: Place): Size | undefined {
  const { reporter } = place;
  if (size.type === 'symbolic-size') return bindSymbol(size.name, place);
  const value = evaluateKnown(size, place);
  if (value === undefined) return undefined;
  if (value.type === 'symbolic') return checkSymbolic(value, size, place);
  if (value.type === 'number' && Number.isInteger(value.value) && value.value >= 1) return value.value;
  return reporter.report('CNN205', size.span, [formatConstant(value)]);
}
