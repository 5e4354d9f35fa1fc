import type { BlockDeclaration, Call, OutputStatement, Parameter, Step } from '../../grammar/ast.ts';
import { nodesAt } from '../../grammar/nodes-at.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { type BoundModule, meantBy } from '../bind/bound-module.ts';
import { type BoundSymbol, originOf } from '../bind/bound-symbol.ts';
import type { Edits, Refactoring } from './refactoring.ts';
import { renamedTo, sharedNames } from './renamed.ts';
import { asOperand, isWithin, rewritten } from './rewritten.ts';
import { namesTaken } from './taken-names.ts';

/** Where a block is applied as a statement. */
interface Application {
  readonly statement: Step | OutputStatement;
  readonly call: Call;
  readonly block: BlockDeclaration;
}

/**
 * What a block does in place of its application, with what it is given in place of its parameters. Where the application has a label,
 * a group has it, and all names stay; else those of the block's layers lose its own in front.
 */
export function inlineBlock(bound: BoundModule, offset: number): Refactoring | undefined {
  const application = applicationAt(bound, offset);
  if (application === undefined) return undefined;
  const { statement, call, block } = application;
  const action = { kind: 'inline', title: `Inline \`${block.name.text}\`` } as const;
  if (block.span.source !== bound.syntax.source)
    return { ...action, reason: `\`${block.name.text}\` is declared in \`${block.span.source.name}\`` };
  const given = bindTexts(bound, call, block);
  const reason = typeof given === 'string' ? given : ownNames(block);
  if (reason !== undefined || typeof given === 'string') return { ...action, reason: reason ?? '' };
  const isGroup = statement.type === 'output' || statement.label !== undefined;
  const text = bodyText(bound, application, given, isGroup);
  return isGroup
    ? { ...action, edits: [{ span: call.span, text: `{\n${text}\n}` }] }
    : { ...action, edits: [{ span: statement.span, text }] };
}

function applicationAt(bound: BoundModule, offset: number): Application | undefined {
  const around = nodesAt(bound.syntax, offset);
  const statement = around.findLast((node) => node.type === 'step' || node.type === 'output');
  if (statement?.type !== 'step' && statement?.type !== 'output') return undefined;
  const { operation: call } = statement;
  if (call.type !== 'call' || !contains(call.callee.span, offset)) return undefined;
  const symbol = meantBy(bound, call.callee);
  const block = symbol && originOf(symbol).declaration;
  return block?.type === 'block' ? { statement, call, block } : undefined;
}

const contains = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

/** Why a body can only be a block's. */
function ownNames({ body }: BlockDeclaration): string | undefined {
  const own = body.statements.find(({ type }) => type === 'input' || type === 'output');
  if (own?.type === 'input') return `it has an input of its own, \`${own.name.text}\``;
  return own?.type === 'output' ? `it has an output of its own, \`${own.name.text}\`` : undefined;
}

/** What stands for each parameter, or what is wrong with that. */
function bindTexts(
  bound: BoundModule,
  call: Call,
  block: BlockDeclaration,
): ReadonlyMap<BoundSymbol, string> | string {
  const texts = new Map<BoundSymbol, string>();
  const byName = new Map<string, string>();
  const positional: string[] = [];
  for (const { name, value } of call.arguments ?? []) {
    const text = asOperand(value, textOf(value.span));
    if (name === undefined) positional.push(text);
    else byName.set(name.text, text);
  }
  for (const [index, parameter] of block.parameters.entries()) {
    const symbol = bound.declaredAt.get(parameter.name.span.start);
    const text = positional[index] ?? byName.get(parameter.name.text) ?? presetText(bound, parameter, texts);
    byName.delete(parameter.name.text);
    if (symbol === undefined || text === undefined) return `\`${parameter.name.text}\` is not given`;
    texts.set(symbol, text);
  }
  const [unknown] = byName.keys();
  if (unknown !== undefined) return `it has no parameter \`${unknown}\``;
  return positional.length > block.parameters.length ? 'it is given too much' : texts;
}

/** The default of a parameter, which may read those before it. */
function presetText(
  bound: BoundModule,
  { default: preset }: Parameter,
  texts: ReadonlyMap<BoundSymbol, string>,
): string | undefined {
  return preset && asOperand(preset, rewritten(preset.span, substituted(bound, preset.span, texts)));
}

/** The edits that put texts in place of names within a part of a text. */
const substituted = (bound: BoundModule, part: Span, texts: ReadonlyMap<BoundSymbol, string>): Edits =>
  [...texts].flatMap(([symbol, text]) =>
    (bound.uses.get(symbol) ?? [])
      .filter(({ role, span }) => role !== 'argument' && isWithin(span, part))
      .map(({ span }) => ({ span, text })),
  );

function bodyText(
  bound: BoundModule,
  { statement, block }: Application,
  given: ReadonlyMap<BoundSymbol, string>,
  isGroup: boolean,
): string {
  const host = hostOf(bound, statement.span);
  const taken = namesTaken(bound, host);
  const inner = { ...block.body.span, start: block.body.span.start + 1, end: block.body.span.end - 1 };
  const declared = bound.symbols.filter(
    ({ kind, spans }) => !(isGroup && kind === 'label') && spans.some((span) => isWithin(span, inner)),
  );
  const renamed = isWithin(statement.span, inner)
    ? []
    : renamedTo(bound, inner, sharedNames(declared, taken));
  return rewritten(inner, [...substituted(bound, inner, given), ...renamed]).trim();
}

const hostOf = ({ syntax }: BoundModule, span: Span): Span =>
  syntax.items.find((item) => isWithin(span, item.span))?.span ?? span;
