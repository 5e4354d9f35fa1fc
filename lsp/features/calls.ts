import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Position,
  type Range,
  SymbolKind,
} from 'vscode-languageserver';
import { type BoundModule, meantBy } from '../../compiler/bind/bound-module.ts';
import { type BoundSymbol, originOf } from '../../compiler/bind/bound-symbol.ts';
import type { BlockDeclaration, Item, ModelDeclaration, Name, TrainDeclaration } from '../../grammar/ast.ts';
import type { Source } from '../../grammar/source.ts';
import type { OpenFile } from '../documents/open-file.ts';
import { offsetOf, rangeOf } from '../documents/positions.ts';
import { nameOf, uriOf } from '../documents/uri.ts';
import type { Workspace } from '../documents/workspace.ts';
import { meantAt } from './occurrences.ts';

/** What others apply, or what applies others. */
type Caller = BlockDeclaration | ModelDeclaration | TrainDeclaration;
type Callable = BlockDeclaration | ModelDeclaration;

/** A place where a block or model is applied, or trained. */
interface Use {
  readonly by: Caller;
  readonly name: Name;
  readonly of: Callable;
}

/** Aliases of aliases that are followed. */
const longestChain = 200;

/** The block or model at a place, be it declared or applied there. */
export function prepareCalls(
  { source, answers }: OpenFile,
  position: Position,
  canShow: (source: Source) => boolean,
): readonly CallHierarchyItem[] {
  const offset = offsetOf(source, position);
  const callable = callableOf(meantAt(answers.bound, offset));
  return callable === undefined || !canShow(callable.span.source) ? [] : [itemOf(callable)];
}

/** What applies a block or model, in all files of the workspace. */
export function incomingCalls(
  item: CallHierarchyItem,
  workspace: Workspace,
): readonly CallHierarchyIncomingCall[] {
  const uses = workspace.all.flatMap(({ answers: { bound } }) =>
    usesIn(bound).filter(({ of }) => isOf(item, of)),
  );
  return grouped(uses, ({ by }) => by).map(([by, fromRanges]) => ({ from: itemOf(by), fromRanges }));
}

/** What a block or model applies, or a train block trains. */
export function outgoingCalls(
  item: CallHierarchyItem,
  workspace: Workspace,
  canShow: (source: Source) => boolean,
): readonly CallHierarchyOutgoingCall[] {
  const bound = workspace.named(nameOf(item.uri))?.answers.bound;
  if (bound === undefined) return [];
  const uses = usesIn(bound).filter(({ by, of }) => isOf(item, by) && canShow(of.span.source));
  return grouped(uses, ({ of }) => of).map(([of, fromRanges]) => ({ to: itemOf(of), fromRanges }));
}

/** Where the uses of each stand. */
function grouped(uses: readonly Use[], key: (use: Use) => Caller): readonly (readonly [Caller, Range[]])[] {
  const groups = new Map<Caller, Range[]>();
  for (const use of uses) groups.set(key(use), [...(groups.get(key(use)) ?? []), rangeOf(use.name.span)]);
  return [...groups];
}

const isOf = ({ uri, selectionRange: { start } }: CallHierarchyItem, node: Caller): boolean => {
  const { span } = nameIn(node);
  const place = span.source.position(span.start);
  return uri === uriOf(span.source.name) && place.line === start.line && place.character === start.character;
};

/** Where the blocks and models of a module apply others, and its train blocks train them. */
function usesIn(bound: BoundModule): readonly Use[] {
  const { items } = bound.syntax;
  const applied = bound.applied.flatMap(({ callee, span }) => {
    const by = items.find(
      (item) => isCaller(item) && item.span.start <= span.start && span.end <= item.span.end,
    );
    const of = callableOf(meantBy(bound, callee));
    return by === undefined || !isCaller(by) || of === undefined ? [] : [{ by, name: callee, of }];
  });
  const trained = items.flatMap((item) => {
    const of = item.type === 'train' ? callableOf(meantBy(bound, item.model)) : undefined;
    return item.type === 'train' && of !== undefined ? [{ by: item, name: item.model, of }] : [];
  });
  return [...applied, ...trained];
}

const isCaller = (item: Item): item is Caller =>
  item.type === 'block' || item.type === 'model' || item.type === 'train';

/** What a name applies in the end: through imports, and through aliases. */
function callableOf(symbol: BoundSymbol | undefined): Callable | undefined {
  let at = symbol;
  for (let depth = 0; at !== undefined && depth < longestChain; depth++) {
    const { declaration, applies } = originOf(at);
    if (declaration.type === 'block' || declaration.type === 'model') return declaration;
    at = applies?.();
  }
  return undefined;
}

const nameIn = (node: Caller): Name => (node.type === 'train' ? (node.name ?? node.model) : node.name);

const kinds = { block: SymbolKind.Function, model: SymbolKind.Class, train: SymbolKind.Event } as const;

function itemOf(node: Caller): CallHierarchyItem {
  const name = nameIn(node);
  return {
    name: name.text,
    kind: kinds[node.type],
    detail: node.type === 'train' ? `train ${node.model.text} on ${node.data.text}` : node.type,
    uri: uriOf(node.span.source.name),
    range: rangeOf(node.span),
    selectionRange: rangeOf(name.span),
  };
}
