import type { For, Repeat } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import type { Site } from '../diagnostics/site.ts';
import { writeApplication } from './bind-callable.ts';
import type { Callable, CallableArguments } from './callable.ts';
import { type Constant, formatConstant } from './constant.ts';

/** What a body is expanded for. */
export type ExpansionSite = ModelSite | ApplicationSite | RoundSite | ReuseSite;

/** A model by itself. */
export interface ModelSite extends Site {
  readonly type: 'model';
}

/** The application of a block or model. */
export interface ApplicationSite extends Site {
  readonly type: 'application';
  readonly declaration: Callable['declaration'];
  readonly bound: CallableArguments;
}

/** One round of a loop. */
export interface Round {
  /** Counted from 0, of how many. */
  readonly index: number;
  readonly total: number;
  /** Of `for`: the item. */
  readonly item?: Constant;
}

export interface RoundSite extends Site, Round {
  readonly type: 'round';
}

/** What a label made, applied again. */
export interface ReuseSite extends Site {
  readonly type: 'reuse';
  readonly label: string;
}

export const modelSite = (name: string, span: Span, outer: Site | undefined): ModelSite => ({
  type: 'model',
  ...{ span, outer },
  text: name,
});

export const applicationSite = (
  callable: Callable,
  bound: CallableArguments,
  { path, labelled, span }: { readonly path: string; readonly labelled: boolean; readonly span: Span },
  outer: Site | undefined,
): ApplicationSite => ({
  type: 'application',
  applied: { name: callable.declaration.name.text, path, labelled },
  ...{ declaration: callable.declaration, bound, span, outer },
  get text() {
    return writeApplication(callable, bound);
  },
});

export const reuseSite = (label: string, span: Span, outer: Site | undefined): ReuseSite => ({
  type: 'reuse',
  ...{ label, span, outer },
  get text() {
    return `reuse ${label}`;
  },
});

export const roundSite = (loop: For | Repeat, round: Round, outer: Site | undefined): RoundSite => ({
  type: 'round',
  ...round,
  ...{ outer, span: loop.span },
  get text() {
    return writeRound(loop, round);
  },
});

/** `stage 1`, `filters = 64`, `iteration 2 of 3`. */
function writeRound(loop: For | Repeat, { index, total, item }: Round): string {
  if (loop.type === 'repeat') return `${loop.index?.text ?? 'iteration'} ${index} of ${total}`;
  if (loop.index !== undefined || item === undefined) return `${loop.index?.text ?? 'iteration'} ${index}`;
  return `${loop.targets.map(({ text }) => text).join(', ')} = ${formatConstant(item)}`;
}
