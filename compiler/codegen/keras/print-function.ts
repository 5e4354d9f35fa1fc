import { endsInOutputs } from '../model/ends-in-outputs.ts';
import type { CodeModel, CodeParameter } from '../model/items.ts';
import type { CodeBody, CodeStatement } from '../model/statement.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import type { Flow, Heads, Place } from './place.ts';
import { printBody } from './print-body.ts';
import { takesNames } from './print-call.ts';
import { integer, printExpression } from './print-expression.ts';
import { type FunctionItem, inputsOf, type Unit } from './unit.ts';
import { symbolsIn, walk } from './walk.ts';

const { code } = python;

/** `def residual_unit(x, filters, strides=1, *, at):`, of tensors. */
export function printFunction(item: FunctionItem, unit: Unit): Code<'python'> {
  const { place, flow } = placeIn(item, unit, false);
  const inputs = inputsOf(item).map((symbol) => place.names.of(symbol, symbol.name));
  const [first = flow.variable] = inputs;
  flow.current = first;
  const names = takesNames(item) ? [code`*`, code`at`] : [];
  const tensors = inputs.length === 0 ? [first] : inputs;
  const { given, checks } = printParameters(item.parameters, place);
  const lines = printBody(item.body, flow, place);
  const head = code`def ${unit.names.of(item.symbol, item.symbol.name)}(${python.join([...tensors, ...given, ...names])}):`;
  const own = !takesNames(item) && finds(item) ? [code`at = ${unit.part('Names')}()`] : [];
  const body = [
    ...checks,
    ...own,
    ...tableOf(place.heads),
    ...lines,
    code`return ${resultOf(item, flow, place.heads)}`,
  ];
  return definition(head, item.doc, body);
}

/** Whether a function goes on from a tensor that another has made, which is found by its name. */
function finds({ body }: FunctionItem): boolean {
  let found = false;
  walk(body, ({ type }) => {
    found ||= type === 'kept';
  });
  return found;
}

/** `def create_model(classes=10):`, of a model that is made. `name`: what the function is called. */
export function printCreate(item: CodeModel, name: Code<'python'>, unit: Unit): Code<'python'> {
  const { place, flow } = placeIn(item, unit, true);
  const { given, checks } = printParameters(item.parameters, place);
  const wanted = symbolsIn(item.body.statements.filter(({ type }) => type !== 'require'));
  const sizes = item.sizes.map(({ symbol, value }) => {
    const size = place.names.of(symbol, symbol.name);
    if (value !== undefined) return code`${size}=${value}`;
    return wanted.has(symbol) ? size : code`${size}=None`;
  });
  const separated = sizes.length === 0 ? [] : [code`*`, ...sizes];
  const head = code`def ${name}(${python.join([...given, ...separated])}):`;
  const lines = item.isApplied ? printApplied(item, flow, place) : printBody(item.body, flow, place);
  const inputs = item.inputs.map(({ symbol }) => place.names.of(symbol, symbol.name));
  const [only, ...more] = inputs;
  const from = more.length === 0 && only !== undefined ? only : code`[${python.join(inputs)}]`;
  const to = item.isApplied ? flow.current : resultOf(item, flow, place.heads);
  const made = code`${unit.root}.Model(${from}, ${to}, name=${item.symbol.name})`;
  const at =
    item.isApplied || lines.some((line) => /\bat\b/.test(String(line)))
      ? [code`at = ${unit.part('Names')}()`]
      : [];
  const body = [...checks, ...at, ...tableOf(place.heads), ...lines, code`return ${made}`];
  return definition(head, item.doc ?? 'Create the model.', body);
}

/** The inputs, and the function that other models apply. */
function printApplied(item: CodeModel, flow: Flow, place: Place): readonly Code<'python'>[] {
  const { unit } = place;
  const inputs = item.body.statements.filter((statement) => statement.type === 'input');
  const statements: readonly CodeStatement[] = inputs;
  const lines = printBody({ statements } satisfies CodeBody, flow, place);
  const tensors = item.inputs.map(({ symbol }) => place.names.of(symbol, symbol.name));
  const given = item.parameters.map(({ symbol }) => {
    const name = unit.shared.parameters.get(symbol) ?? place.names.of(symbol, symbol.name);
    return code`${name}=${name}`;
  });
  const call = code`${unit.names.of(item.symbol, item.symbol.name)}(${python.join([...tensors, ...given, code`at=at`])})`;
  flow.current = call;
  return lines;
}

function placeIn(
  item: FunctionItem,
  unit: Unit,
  makes: boolean,
): { readonly place: Place; readonly flow: Flow } {
  const names = unit.inside(item).inside();
  const variable = code`x`;
  const symbols = new Map(item.outputs.map(({ name, symbol }) => [name, symbol]));
  const used = symbolsIn(item.body);
  const heads = {
    form: formOf(item),
    symbols,
    used,
    variables: new Map<string, Code<'python'>>(),
    table: code`outputs`,
  };
  const place: Place = {
    ...{ unit, names, at: code`at`, naming: takesNames(item) || finds(item), makes },
    ...{ rounds: [], heads, depth: 0, temporaries: new Map(), locals: new Map() },
  };
  return { place, flow: { current: variable, variable } };
}

/** How outputs are kept: an output that is not always made is the result where nothing follows it. */
function formOf({ outputs, body }: FunctionItem): Heads['form'] {
  if (outputs.every(({ always }) => always)) return 'variables';
  return outputs.length === 1 && endsInOutputs(body) ? 'result' : 'table';
}

const tableOf = ({ form, table }: Heads): readonly Code<'python'>[] =>
  form === 'table' ? [code`${table} = {}`] : [];

/** What a function gives: its output, several by name, else the current tensor. */
function resultOf({ outputs }: FunctionItem, { current }: Flow, heads: Heads): Code<'python'> {
  const { form, variables, table } = heads;
  const [first, ...others] = outputs;
  if (form === 'result' || first === undefined) return current;
  if (form === 'table')
    return others.length === 0 ? code`${table}.get(${first.name}, ${current})` : code`${table} or ${current}`;
  if (others.length === 0) return variables.get(first.name) ?? current;
  const entries = outputs.map(({ name }) => code`${name}: ${variables.get(name) ?? current}`);
  return code`{${python.join(entries)}}`;
}

interface PrintedParameters {
  readonly given: readonly Code<'python'>[];
  /** Of defaults that are made anew at each call. */
  readonly checks: readonly Code<'python'>[];
}

/** Parameters, those without a default first. */
function printParameters(parameters: readonly CodeParameter[], place: Place): PrintedParameters {
  const checks: Code<'python'>[] = [];
  const sorted = parameters.toSorted(
    (a, b) => Number(a.default !== undefined) - Number(b.default !== undefined),
  );
  const own = new Set(parameters.map(({ symbol }) => symbol));
  const given = sorted.map(({ symbol, default: value }) => {
    const name = place.names.of(symbol, symbol.name);
    if (value === undefined) return name;
    const isWhole = place.unit.shared.integers.hasSymbol(symbol);
    const printed = isWhole ? integer(value, place) : printExpression(value, place);
    const isOwn = [...symbolsIn(value)].some((used) => own.has(used));
    if (!isOwn && !['list', 'object', 'binary', 'call'].includes(value.type)) return code`${name}=${printed}`;
    checks.push(code`if ${name} is None:`, python.indent(code`${name} = ${printed}`));
    return code`${name}=None`;
  });
  return { given, checks };
}

/** A function with its doc and its lines. */
export function definition(
  head: Code<'python'>,
  doc: string | undefined,
  lines: readonly Code<'python'>[],
): Code<'python'> {
  return python.lines([head, python.indent(code`${python.doc(doc)}${python.lines(lines)}`)]);
}
