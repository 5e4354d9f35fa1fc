import type { Module } from '../../grammar/ast.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { isOneSlip } from '../../grammar/one-slip.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { settingDefinitions } from '../catalogue/settings/registry.ts';
import { argumentsOf } from '../diagnostics/arguments-of.ts';
import { withParts } from '../diagnostics/with-parts.ts';
import { followUps, repetitions } from './repetitions.ts';
import { hasPlace, isError, lackingIn, meantBy, nameOf, type Placed } from './subject.ts';
import { followsTaint, taintedItems } from './taint.ts';

/** What goes unused, which says little where something else is wrong. */
const idle = new Set(['CNN131', 'CNN312', 'CNN227']);
/** Names that are used nowhere: they may have been meant where an unknown one stands. */
const unused = new Set(['CNN131', 'CNN312', 'CNN408']);
/** Names that the file does not declare: they may be declared where it could not be read. */
const undeclared = new Set([
  ...['CNN101', 'CNN102', 'CNN142', 'CNN309', 'CNN401', 'CNN402', 'CNN403', 'CNN404', 'CNN416', 'CNN419'],
  ...['CNN147', 'CNN410', 'CNN420'],
]);
/** Keys and parameters that there are not. */
const strange = new Set(['CNN107', 'CNN302']);
/** What is missing: it may stand where the text could not be read, or under a misspelt name. */
const missing = new Set(['CNN108', 'CNN301', 'CNN408', 'CNN413', 'CNN414', 'CNN425']);

/** What depends on the layers before, some of which could not be read. */
const flowing = new Set(['CNN203', 'CNN206', 'CNN207', 'CNN209', 'CNN210', 'CNN214', 'CNN219', 'CNN220']);

/** Keys on which a phase's memory depends. */
const memoryKeys: ReadonlySet<string> = new Set(
  settingDefinitions.filter(({ peak }) => peak === true).map(({ kind }) => kind),
);

/** What something follows from; undefined where it is a mistake of its own. */
type Cause = Diagnostic | undefined;

/**
 * What was found, each with what it is only the consequence of: a name that goes unused because its use is misspelt, and
 * whatever the parser could not read and so hides from later stages.
 */
export function withCauses(
  module: Module,
  mistakes: readonly Diagnostic[],
  found: readonly Diagnostic[],
): readonly Diagnostic[] {
  const placed = found.filter(hasPlace);
  const broken = mistakes.find(isError) ?? found.find(({ code }) => code === 'CNN403');
  const tainted = taintedItems(module, mistakes);
  const repeated = repetitions(placed, module);
  const unread = mistakes.filter(hasPlace).filter(({ span }) => span.source === module.source);
  const spoiling = [...unread, ...placed.filter(spoilsData)];
  const rules: readonly ((one: Placed) => Cause)[] = [
    (one) => (idle.has(one.code) ? broken : undefined),
    (one) => (followsTaint(one, module, tainted) ? broken : undefined),
    (one) => repeated.get(one),
    followUps(placed, module),
    (one) => causeOfName(one, placed, module),
    (one) => causeOfLabel(one, placed),
    (one) => causeOfLack(one, placed, module),
    (one) => sameImport(one, placed),
    (one) => doubleName(one, placed),
    (one) => unknownElsewhere(one, placed),
    (one) => lossBehind(one, placed),
    (one) => strangeField(one, placed),
    (one) => unreadPart(one, unread, module),
    (one) => spoiltData(one, spoiling, module),
    (one) => unreadMeasure(one, placed, module),
  ];
  return found.map((one) => {
    const causedBy = hasPlace(one) ? firstCause(one, rules) : undefined;
    return causedBy === undefined ? one : withParts(one, { causedBy });
  });
}

function firstCause(one: Placed, rules: readonly ((one: Placed) => Cause)[]): Cause {
  for (const rule of rules) {
    const cause = rule(one);
    if (cause !== undefined) return cause;
  }
  return undefined;
}

/** What was found, but for what only follows from something else. */
export const withoutConsequences = (
  module: Module,
  mistakes: readonly Diagnostic[],
  found: readonly Diagnostic[],
): readonly Diagnostic[] =>
  withCauses(module, mistakes, found).filter(({ causedBy }) => causedBy === undefined);

/** Whether what the data gives is not what was meant. */
const spoilsData = (one: Diagnostic): boolean => isError(one) || one.code === 'CNN459';

/** Why what the data gives is not known: a mistake in it. */
const spoiltData = ({ code }: Placed, mistakes: readonly Placed[], { source, items }: Module): Cause =>
  code !== 'CNN444'
    ? undefined
    : mistakes.find(
        ({ span: mistake }) =>
          mistake.source === source &&
          items.some(({ type, span }) => type === 'data' && contains(span, mistake.start)),
      );

/** Why a measure is not there: its name, or the key that it is written under, is misspelt in an objective of the same block. */
function unreadMeasure(one: Placed, found: readonly Placed[], { source, items }: Module): Cause {
  if (one.code !== 'CNN477') return undefined;
  const train = items.find(({ type, span }) => type === 'train' && contains(span, one.span.start));
  if (train?.type !== 'train') return undefined;
  const phases = train.members.filter((member) => member.type === 'phase');
  const objectives = [train, ...phases]
    .flatMap(({ members }): readonly { readonly type: string; readonly span: Span }[] => members)
    .filter(({ type }) => type === 'objective');
  return found.find(
    ({ code, span: mistake }) =>
      (code === 'CNN302' || code === 'CNN411') &&
      mistake.source === source &&
      objectives.some(({ span }) => contains(span, mistake.start)),
  );
}

/** The misspelt name because of which a name is unused, or an import not there. */
function causeOfName(one: Placed, found: readonly Placed[], module: Module): Cause {
  const name = nameOf(one);
  if (unused.has(one.code)) {
    return found.find(
      (other) =>
        undeclared.has(other.code) &&
        (meantBy(other) === name || isLike(nameOf(other), name)) &&
        mayMean(other, one.span, module),
    );
  }
  if (!undeclared.has(one.code)) return undefined;
  return found.find((other) => other.code === 'CNN146' && meantBy(other) === name);
}

/** Whether a name is another with a slip in it, in other case, or with a part more (`num_classes`, `classes`). */
const isLike = (one: string, other: string): boolean =>
  isOneSlip(one, other) ||
  one.toLowerCase() === other.toLowerCase() ||
  one.endsWith(`_${other}`) ||
  other.endsWith(`_${one}`);

/** What tells that the layer of an unused label is unused itself. */
const causeOfLabel = ({ code, span }: Placed, found: readonly Placed[]): Cause =>
  code !== 'CNN131'
    ? undefined
    : found.find(
        (other) =>
          other.code === 'CNN227' &&
          other.span.source === span.source &&
          contains(other.span, span.start) &&
          other.fix !== undefined,
      );

/** Whether a name can be used where another stands: in the same model or block, but for what is declared outside. */
function mayMean(other: Placed, declared: Span, { items }: Module): boolean {
  const around = items.find(({ span }) => contains(span, declared.start));
  if (other.code === 'CNN420' || (around?.type !== 'model' && around?.type !== 'block')) return true;
  return around.name.span.start === declared.start || contains(around.span, other.span.start);
}

/** What tells that an unused label stands twice, or an unknown name once more as another thing: it has to change. */
function doubleName(one: Placed, found: readonly Placed[]): Cause {
  const double = one.code === 'CNN131' ? 'CNN106' : undeclared.has(one.code) ? 'CNN105' : undefined;
  return found.find(({ code, span }) => code === double && textOf(span) === nameOf(one));
}

/** The unknown name itself, where it is told once more of what has become of it: an element of a list, used under another name. */
function unknownElsewhere(one: Placed, found: readonly Placed[]): Cause {
  const [name] = argumentsOf(one, 'CNN101') ?? [];
  if (name === undefined || textOf(one.span) === name) return undefined;
  return found.find((other) => argumentsOf(other, 'CNN101')?.[0] === name && textOf(other.span) === name);
}

/** The loss that tells, too, of a layer on many positions. */
const lossBehind = ({ code, span }: Placed, found: readonly Placed[]): Cause =>
  code !== 'CNN210'
    ? undefined
    : found.find(
        (other) =>
          other.code === 'CNN407' && other.span.source === span.source && other.span.start > span.start,
      );

/** The field that its source does not bring, of which a loss tells that it does not fit. */
const strangeField = ({ code, related }: Placed, found: readonly Placed[]): Cause =>
  code !== 'CNN407'
    ? undefined
    : found.find(
        (other) =>
          other.code === 'CNN310' &&
          related?.some(
            ({ span }) => span.source === other.span.source && span.start === other.span.start,
          ) === true,
      );

/** An earlier place for which the same import would bring the name as well. */
function sameImport(one: Placed, found: readonly Placed[]): Cause {
  const args = argumentsOf(one, 'CNN147');
  if (args === undefined) return undefined;
  return found.find(
    (other) =>
      other.span.start < one.span.start &&
      argumentsOf(other, 'CNN147')?.every((part, index) => part === args[index]) === true,
  );
}

/** The misspelt name because of which something is missing, or the value of an argument unknown. */
function causeOfLack(one: Placed, found: readonly Placed[], module: Module): Cause {
  const { code, span } = one;
  return found.find((other) => {
    if (!strange.has(other.code) || other.span.source !== span.source) return false;
    const between = span.source.text.slice(other.span.end, span.start);
    if (undeclared.has(code)) return /^\s*=[\s[]*$/.test(between);
    const meant = meantBy(other);
    if (meant === undefined) return false;
    const around = code === 'CNN108' ? span : itemAround(span.start, module);
    if (code === 'CNN501' && memoryKeys.has(meant)) return true;
    if (!missing.has(code) || around === undefined || !contains(around, other.span.start)) return false;
    return lackingIn(one).includes(meant);
  });
}

/** What the parser could not read of the line, of a declaration or use of the name, or of what is missing. */
function unreadPart(one: Placed, unread: readonly Placed[], module: Module): Cause {
  const { code, span } = one;
  if (span.source !== module.source) return undefined;
  return unread.find(({ span: mistake }) => {
    if (sharesLine(span, mistake)) return true;
    const around = itemAround(mistake.start, module);
    const depends = flowing.has(code) || unused.has(code) || (missing.has(code) && code !== 'CNN108');
    if (depends && around !== undefined && contains(around, span.start)) return true;
    if (!unused.has(code) && !undeclared.has(code)) return false;
    const { source } = mistake;
    const from = source.lineStarts[source.position(mistake.start).line] ?? 0;
    return isNamed(nameOf(one), source.text.slice(from, around?.end));
  });
}

/** The item of a module around a place. */
const itemAround = (offset: number, { items }: Module): Span | undefined =>
  items.find(({ span }) => contains(span, offset))?.span;

const contains = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

/** Whether a mistake stands in the lines of a span. */
function sharesLine({ source, start, end }: Span, mistake: Span): boolean {
  const { line } = source.position(mistake.start);
  return source.position(start).line <= line && line <= source.position(end).line;
}

/** Whether a word of a text is a name, in whatever case, or begins with it: what came next may be gone. Comments do not count. */
const isNamed = (name: string, text: string): boolean =>
  name !== '' && new RegExp(`\\b${name}`, 'i').test(text.replace(/#.*$/gm, ''));
