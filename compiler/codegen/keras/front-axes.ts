import type { CodeArgument, CodeCall } from '../model/call.ts';
import { typeOf } from '../model/type-of.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { integer } from './print-expression.ts';
import type { Place } from './place.ts';

const { code } = python;

type Axes = readonly number[];

interface Row {
  readonly name: string;
  /** Whether Keras takes axes for what they are. */
  readonly isRight: (axes: Axes) => boolean;
}

/** Keras sorts what it is given, and has weights in that order: −1 stands before 1. */
const sorted: Row = {
  name: 'axis',
  isRight: (axes) => axes.every((axis) => axis < 0) || axes.every((axis) => axis >= 0),
};

const rows: Readonly<Record<string, Row>> = {
  LayerNormalization: sorted,
  RMSNormalization: sorted,
  // Keras takes one from the axis, and then counts from the end: −1 is the last but one.
  PReLU: { name: 'shared_axes', isRight: (axes) => axes.every((axis) => axis >= 0) },
};

/** Axes of a layer, by its parameter, counted from the front where Keras takes others wrongly, or may. */
export function frontAxes(
  call: CodeCall,
  kind: string,
  x: Code<'python'>,
  place: Place,
): { readonly name: string; readonly value: Code<'python'> } | undefined {
  const row = Object.hasOwn(rows, kind) ? rows[kind] : undefined;
  const argument = row && call.layer?.arguments.get(row.name);
  if (row === undefined || argument === undefined) return undefined;
  const { name } = row;
  if (call.arguments.some((own) => own.name === name) && argument.constant === undefined) {
    return isOpen(argument, row)
      ? { name, value: counted(integer(argument.value, place), x, place) }
      : undefined;
  }
  const axes = axesOf(call, name);
  if (axes === undefined || row.isRight(axes)) return undefined;
  const ranks = new Set(call.layer?.facts.map(({ inputs: [input] }) => (input?.length ?? 0) + 1));
  const [rank = 0] = ranks;
  const value =
    ranks.size === 1 ? tuple(axes.map((axis) => (axis + rank) % rank)) : counted(tuple(axes), x, place);
  return { name, value };
}

/** Whether what is decided elsewhere may be taken wrongly: to sort, there have to be several. */
const isOpen = ({ value }: CodeArgument, row: Row): boolean =>
  row !== sorted || typeOf(value).type !== 'number';

const counted = (axes: Code<'python'>, x: Code<'python'>, { unit }: Place): Code<'python'> =>
  code`${unit.part('from_front')}(${axes}, ${x})`;

const tuple = (axes: Axes): Code<'python'> => {
  const items = python.join(axes.map((axis) => python.number(axis)));
  return axes.length === 1 ? code`(${items},)` : code`(${items})`;
};

/** The axes of a layer, where they are the same each time. */
function axesOf({ layer }: CodeCall, name: string): Axes | undefined {
  const each = (layer?.facts ?? []).map(({ params }) => params[name]).filter(isAxes);
  const [first] = each;
  const isSame = each.length === layer?.facts.length && each.every((axes) => String(axes) === String(first));
  return isSame ? first : undefined;
}

const isAxes = (value: unknown): value is Axes =>
  Array.isArray(value) && value.every((axis) => typeof axis === 'number');
