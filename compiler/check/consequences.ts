import type { Module } from '../../grammar/ast.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { isOneSlip } from '../../grammar/one-slip.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { settingDefinitions } from '../catalogue/settings/registry.ts';
import { followUps, repetitions } from './repetitions.ts';
import { followsTaint, taintedItems } from './taint.ts';

/** What goes unused, which says little where something else is wrong. */
const idle = new Set(['CNN131', 'CNN312', 'CNN227']);
/** Names that are used nowhere: they may have been meant where an unknown one stands. */
const unused = new Set(['CNN131', 'CNN312', 'CNN408']);
/** Names that the file does not declare: they may be declared where it could not be read. */
const undeclared = new Set([
  ...['CNN101', 'CNN102', 'CNN142', 'CNN309', 'CNN401', 'CNN402', 'CNN403', 'CNN404', 'CNN416', 'CNN419'],
  ...['CNN147', 'CNN420'],
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

type Placed = Diagnostic & { readonly span: Span };

/**
 * What was found, but for what is only the consequence of another mistake: a name that goes unused because its use
 * is misspelt, and whatever the parser could not read and so hides from later stages.
 */
export function withoutConsequences(
  module: Module,
  mistakes: readonly Diagnostic[],
  found: readonly Diagnostic[],
): readonly Diagnostic[] {
  const placed = found.filter(hasPlace);
  const isBroken = mistakes.some(isError) || found.some(({ code }) => code === 'CNN403');
  const tainted = taintedItems(module, mistakes);
  const repeated = repetitions(placed, module);
  const unread = mistakes.flatMap(({ span }) => (span?.source === module.source ? [span] : []));
  const spoiling = [...unread, ...placed.filter(spoilsData).map(({ span }) => span)];
  const rules = [
    (one: Placed) => isBroken && idle.has(one.code),
    (one: Placed) => followsTaint(one, module, tainted),
    (one: Placed) => repeated.has(one),
    followUps(placed, module),
    (one: Placed) => followsName(one, placed, module),
    (one: Placed) => followsLayer(one, placed),
    (one: Placed) => followsKey(one, placed, module),
    (one: Placed) => followsImport(one, placed),
    (one: Placed) => followsDouble(one, placed),
    (one: Placed) => followsHead(one, placed),
    (one: Placed) => followsText(one, unread, module),
    (one: Placed) => followsData(one, spoiling, module),
  ];
  return found.filter((one) => !hasPlace(one) || !rules.some((follows) => follows(one)));
}

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

/** Whether what the data gives is not what was meant. */
const spoilsData = (one: Diagnostic): boolean => isError(one) || one.code === 'CNN459';

/** Whether what the data gives is not known, because of a mistake in it. */
const followsData = ({ code }: Placed, mistakes: readonly Span[], { source, items }: Module): boolean =>
  code === 'CNN444' &&
  mistakes.some(
    (mistake) =>
      mistake.source === source &&
      items.some(({ type, span }) => type === 'data' && contains(span, mistake.start)),
  );

const hasPlace = (diagnostic: Diagnostic): diagnostic is Placed => diagnostic.span !== undefined;

/** Whether a name is unused, or an import not there, because of a misspelt one. */
function followsName(diagnostic: Placed, found: readonly Placed[], module: Module): boolean {
  const name = nameOf(diagnostic);
  if (unused.has(diagnostic.code)) {
    return found.some(
      (other) =>
        undeclared.has(other.code) &&
        (meantBy(other) === name || isLike(nameOf(other), name)) &&
        mayMean(other, diagnostic.span, module),
    );
  }
  return (
    undeclared.has(diagnostic.code) &&
    found.some((other) => other.code === 'CNN146' && meantBy(other) === name)
  );
}

/** Whether a name is another with a slip in it, or with a part more (`num_classes`, `classes`). */
const isLike = (one: string, other: string): boolean =>
  isOneSlip(one, other) || one.endsWith(`_${other}`) || other.endsWith(`_${one}`);

/** Whether a label is unused because what it stands for is. */
const followsLayer = ({ code, span }: Placed, found: readonly Placed[]): boolean =>
  code === 'CNN131' &&
  found.some(
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

/** Whether a label is unused that stands twice, and so has to change. */
const followsDouble = (one: Placed, found: readonly Placed[]): boolean =>
  one.code === 'CNN131' && found.some((other) => other.code === 'CNN106' && nameOf(other) === nameOf(one));

/** Whether a layer on many positions is what a loss then tells of, too. */
const followsHead = ({ code, span }: Placed, found: readonly Placed[]): boolean =>
  code === 'CNN210' &&
  found.some(
    (other) => other.code === 'CNN407' && other.span.source === span.source && other.span.start > span.start,
  );

/** Whether one import would bring the name for an earlier place as well. */
const followsImport = ({ code, message, span }: Placed, found: readonly Placed[]): boolean =>
  code === 'CNN147' &&
  found.some((other) => other.code === code && other.message === message && other.span.start < span.start);

/** Whether something is missing, or the value of an argument unknown, because its name is misspelt. */
function followsKey({ code, message, span }: Placed, found: readonly Placed[], module: Module): boolean {
  return found.some((other) => {
    if (!strange.has(other.code) || other.span.source !== span.source) return false;
    const between = span.source.text.slice(other.span.end, span.start);
    if (undeclared.has(code)) return /^\s*=[\s[]*$/.test(between);
    const meant = meantBy(other);
    if (meant === undefined) return false;
    const around = code === 'CNN108' ? span : itemAround(span.start, module);
    if (code === 'CNN501' && memoryKeys.has(meant)) return true;
    if (!missing.has(code) || around === undefined || !contains(around, other.span.start)) return false;
    return new RegExp(`\\b${meant}\\b`).test(message);
  });
}

/** Whether the parser could not read the line, a declaration or use of the name, or what is missing. */
function followsText(diagnostic: Placed, unread: readonly Span[], module: Module): boolean {
  const { code, span } = diagnostic;
  if (span.source !== module.source) return false;
  return unread.some((mistake) => {
    if (sharesLine(span, mistake)) return true;
    const around = itemAround(mistake.start, module);
    const depends = flowing.has(code) || unused.has(code) || (missing.has(code) && code !== 'CNN108');
    if (depends && around !== undefined && contains(around, span.start)) return true;
    if (!unused.has(code) && !undeclared.has(code)) return false;
    const { source } = mistake;
    const from = source.lineStarts[source.position(mistake.start).line] ?? 0;
    return isNamed(nameOf(diagnostic), source.text.slice(from, around?.end));
  });
}

/** The item of a module around a place. */
const itemAround = (offset: number, { items }: Module): Span | undefined =>
  items.find(({ span }) => contains(span, offset))?.span;

/** The name that a fix writes, or begins with. */
const meantBy = ({ fix }: Diagnostic): string | undefined => /^\w+/.exec(fix?.edits?.[0]?.text ?? '')?.[0];

const contains = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

/** The name that an unused or undeclared one goes by. */
function nameOf({ code, message, span }: Pick<Placed, 'code' | 'message' | 'span'>): string {
  const [, name = ''] =
    code === 'CNN408' ? (/`([^`]*)`/.exec(message) ?? []) : (/^(\w*)/.exec(textOf(span)) ?? []);
  return name;
}

/** Whether a mistake stands in the lines of a span. */
function sharesLine({ source, start, end }: Span, mistake: Span): boolean {
  const { line } = source.position(mistake.start);
  return source.position(start).line <= line && line <= source.position(end).line;
}

/** Whether a name stands in a text, in whatever case; comments do not count. */
const isNamed = (name: string, text: string): boolean =>
  name !== '' && new RegExp(`\\b${name}\\b`, 'i').test(text.replace(/#.*$/gm, ''));
