import { classOf, type Entry } from '../entry/entry.ts';
import type { ParameterTable } from '../parameters/parameters.ts';
import { code, describeType, written } from './describe-type.ts';

/** What is said of an entry besides what all of them have. */
export interface EntryNotes {
  /** What is written before its own arguments. */
  readonly before?: readonly string[];
  /** Sentences after its aliases. */
  readonly notes?: readonly string[];
  /** Parameters that are described elsewhere: those that are as there are left out. */
  readonly shared?: ParameterTable;
}

/** `- \`name\` (type): what it is.` */
export const parameterLines = (params: ParameterTable): string =>
  Object.entries(params)
    .map(([name, spec]) => `- ${code(name)} (${describeType(spec)}): ${spec.doc}`)
    .join('\n');

/** `Name(needed, optional=default)` */
function signature(entry: Entry<ParameterTable>, before: readonly string[]): string {
  const args = Object.entries(entry.params).map(([name, { default: initial }]) =>
    initial === undefined ? name : `${name}=${written(initial)}`,
  );
  const all = [...before, ...args];
  return all.length === 0 ? entry.kind : `${classOf(entry)}(${all.join(', ')})`;
}

function byPosition({ positional, params }: Entry<ParameterTable>): readonly string[] {
  if (positional === undefined || positional >= Object.keys(params).length) return [];
  return [positional === 0 ? 'Parameters by name only.' : `By position: the first ${positional}.`];
}

/** Parameters of Keras's that are missing, those with one reason together. */
function missing(unsupported: Readonly<Record<string, string>>): readonly string[] {
  const names = Object.keys(unsupported);
  return [...new Set(Object.values(unsupported))].map((reason) => {
    const alike = names.filter((name) => unsupported[name] === reason).map(code);
    return `Not there: ${alike.join(', ')} (${reason}).`;
  });
}

/** An entry as Markdown: what it is, how it is written, its parameters. */
export function entryReference(
  whole: Entry<ParameterTable>,
  { before = [], notes = [], shared = {} }: EntryNotes = {},
): string {
  const own = Object.entries(whole.params).filter(([name, spec]) => shared[name] !== spec);
  const entry: Entry<ParameterTable> = { ...whole, params: Object.fromEntries(own) };
  const { kind, aliases = [], doc, params, unsupported = {} } = entry;
  const also = aliases.length === 0 ? [] : [`Also ${aliases.map(code).join(', ')}.`];
  const paragraphs = [
    `### ${kind}`,
    doc,
    `\`\`\`text\n${signature(entry, before)}\n\`\`\``,
    parameterLines(params),
    [...also, ...notes, ...byPosition(entry)].join(' '),
    missing(unsupported).join(' '),
  ];
  return paragraphs.filter((text) => text !== '').join('\n\n');
}
