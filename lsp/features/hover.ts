import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { signatureAt } from '../../compiler/completion/signature-at.ts';
import { candidatesAt } from '../../compiler/completion/candidates-at.ts';
import type { Candidate } from '../../compiler/completion/candidate.ts';
import type { BoundModule } from '../../compiler/bind/bound-module.ts';
import { type BoundSymbol, originOf } from '../../compiler/bind/bound-symbol.ts';
import { describeLayer } from '../../compiler/hints/describe-layer.ts';
import { writeCost } from '../../compiler/hints/cost-hints.ts';
import type { StatementFacts } from '../../compiler/hints/facts-at.ts';
import type { LayerNode } from '../../compiler/graph/graph.ts';
import { formatDimensions } from '../../compiler/sizes/format-size.ts';
import type { Answers } from '../../compiler/program/answers.ts';
import type { Node } from '../../grammar/ast.ts';
import { nodesAt } from '../../grammar/nodes-at.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { offsetOf, rangeOf } from '../documents/positions.ts';
import type { Host } from '../host.ts';
import { parametersBehind, purposeOf } from './parameter-notes.ts';
import { sharesOf } from './shares-of-peak.ts';
import { titleOfTrain } from './code-lens.ts';
import { meantAt, occurrencesHere } from './occurrences.ts';

/** What there is to say of a place: what its word is, what its statement comes to, and what is wrong there at length. */
export function hover(file: OpenFile, position: Position, host: Pick<Host, 'explain'>): Hover | null {
  const { source, answers } = file;
  const offset = offsetOf(source, position);
  const word = wordAt(file, offset) ?? quotedNameAt(file, offset);
  const nodes = nodesAt(answers.syntax, offset);
  const parts = [
    ...(word === undefined ? [] : wordParts(file, offset, word)),
    ...(word !== undefined && isOfStatement(nodes) ? factParts(answers.facts(offset), answers) : []),
    ...(word !== undefined ? trainParts(file, nodes, word) : []),
    ...pagesAt(file, offset, host),
  ].filter((part) => part !== '');
  if (parts.length === 0) return null;
  const contents = { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') };
  return word === undefined ? { contents } : { contents, range: rangeOf(word) };
}

/** The word at an offset, be it a name, a keyword or a number; none in a comment. */
function wordAt({ source, answers }: OpenFile, offset: number): Span | undefined {
  if (answers.syntax.comments.some(({ span }) => span.start <= offset && offset <= span.end))
    return undefined;
  const { text } = source;
  let [start, end] = [offset, offset];
  while (start > 0 && /\w/.test(text[start - 1] ?? '')) start--;
  while (end < text.length && /\w/.test(text[end] ?? '')) end++;
  return start === end ? undefined : { source, start, end };
}

/** The name at an offset, where that is the quotes around it. */
function quotedNameAt({ answers: { bound } }: OpenFile, offset: number): Span | undefined {
  const symbol = meantAt(bound, offset);
  const found = symbol && occurrencesHere(symbol, bound);
  return found?.find(({ span }) => span.start <= offset && offset <= span.end)?.span;
}

/** What a word is: a name that a module declares, or a word of the catalogue or of the language. */
function wordParts({ answers }: OpenFile, offset: number, word: Span): readonly string[] {
  const { bound } = answers;
  const symbol = meantAt(bound, offset);
  if (symbol !== undefined) return symbolParts(symbol, bound, answers.values(originOf(symbol)));
  const name = textOf(word);
  const given = signatureAt(bound, word.start)?.parameters.find((each) => each.name === name);
  const isArgument = /^\s*=[^=]/.test(word.source.text.slice(word.end, word.end + 20));
  const { candidates } = candidatesAt(bound, word.start);
  const known = candidates.find((each) => each.name === name);
  const candidate = isArgument ? (given ?? known) : (known ?? given);
  if (candidate === undefined) return [];
  const isExplained = candidate.kind !== 'layer kind' && candidate.kind !== 'argument';
  return [candidateText(candidate), ...(isExplained ? [parametersBehind(word, bound)] : [])];
}

function symbolParts(symbol: BoundSymbol, bound: BoundModule, values: readonly string[]): readonly string[] {
  const origin = originOf(symbol);
  const { declaration } = origin;
  const doc = 'doc' in declaration && declaration.type !== 'comment' ? (declaration.doc ?? '') : '';
  const from = origin === symbol ? '' : `From \`${declaration.span.source.name}\`.`;
  const worth = values.length === 0 ? '' : `${values.length > 1 ? 'Values' : 'Value'}: ${listed(values)}`;
  const told = [doc, purposeOf(origin, bound), worth, from].filter((part) => part !== '').join('\n\n');
  return [`\`\`\`cnn\n${headOf(origin)}\n\`\`\``, told];
}

const mostValues = 8;

const listed = (values: readonly string[]): string =>
  [
    ...values.slice(0, mostValues).map((value) => `\`${value}\``),
    ...(values.length > mostValues ? [`… ${values.length} in all`] : []),
  ].join(', ');

/** A declaration without its body. */
function headOf({ kind, name, declaration }: BoundSymbol): string {
  if (declaration.type === 'block' || declaration.type === 'model') {
    const { source, start } = declaration.span;
    return source.text.slice(start, declaration.body.span.start).trim().replaceAll(/\s+/g, ' ');
  }
  if (kind === 'loop variable' || kind === 'import' || declaration.type === 'data') return `${kind} ${name}`;
  if (declaration.type === 'parameter') return `parameter ${textOf(declaration.span)}`;
  const text = textOf(declaration.span);
  const brace = text.indexOf('{');
  const head = text.slice(0, brace < 0 ? undefined : brace).trim();
  return head.split(/[\r\n]/)[0] ?? name;
}

function candidateText({ name, kind, doc = '', accepts, default: preset, needs = [] }: Candidate): string {
  const head = needs.length > 0 ? `${name}(${needs.join(', ')}, …)` : name;
  const takes =
    accepts === undefined
      ? ''
      : `Takes ${accepts}${preset === undefined ? '' : `; by default \`${preset}\``}.`;
  return [`**${head}** · ${kind}`, doc, takes].filter((part) => part !== '').join('\n\n');
}

/** Whether a place is of a statement itself: its label, its word or what it applies, and not of an argument. */
const isOfStatement = (nodes: readonly Node[]): boolean =>
  !nodes.some(({ type }) => type === 'argument' || type === 'let' || type === 'parameter');

const mostTimes = 3;

/** What a statement came to: of a layer its arithmetic, of more what they cost. */
function factParts(facts: StatementFacts | undefined, answers: Answers): readonly string[] {
  if (facts === undefined) return [];
  const { times } = facts;
  const shown = times.slice(0, mostTimes).flatMap((layers) => {
    const [only, ...more] = layers;
    if (only === undefined) return [];
    if (more.length > 0) return [`${shapesThrough(layers)} · ${layers.length} layers · ${writeCost(layers)}`];
    return [describeLayer(only).join('  \n')];
  });
  const all = [...new Set(shown), ...(times.length > mostTimes ? [`… ${times.length} times in all`] : [])];
  return [[...all, ...sharesOf(times.flat(), answers)].join('\n\n')];
}

/** `56×56×64 → **28×28×128**`: what comes into the first of some layers, and what the last one makes. */
function shapesThrough(layers: readonly LayerNode[]): string {
  const from = (layers[0]?.inputs ?? []).map(({ shape }) => formatDimensions(shape)).join(', ');
  return `${from} → **${formatDimensions(layers.at(-1)?.shape ?? [])}**`;
}

/** What a train block needs in memory, phase by phase. */
function trainParts({ answers }: OpenFile, nodes: readonly Node[], word: Span): readonly string[] {
  const train = nodes.find(({ type }) => type === 'train');
  const isHead = train?.type === 'train' && word.end <= (train.name ?? train.data).span.end;
  return isHead ? [titleOfTrain(answers, (train.name ?? train.model).text).replaceAll(' | ', '  \n')] : [];
}

/** The pages of what is wrong at a place. */
function pagesAt(
  { source, answers }: OpenFile,
  offset: number,
  { explain }: Pick<Host, 'explain'>,
): readonly string[] {
  const codes = answers.diagnostics.flatMap(({ code, span }) =>
    span?.source === source && span.start <= offset && offset <= span.end ? [code] : [],
  );
  return [...new Set(codes)].flatMap((code) => {
    const page = explain?.(code);
    return page === undefined ? [] : [`**${code}** ${page.title}\n\n${page.rule}\n\n${page.remedy}`];
  });
}
