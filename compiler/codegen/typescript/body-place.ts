import type { Shape } from '../../sizes/shape.ts';
import type { CodeBody, CodeStatement } from '../model/statement.ts';
import type { NameAllocator } from '../text/name-allocator.ts';
import type { Flow, FunctionText } from './function-text.ts';
import type { ModuleContext, TsCode } from './module-context.ts';
import type { Outcome } from './outcome.ts';
import { shapeComment } from './print-shapes.ts';

/** Where statements stand. */
export interface BodyPlace {
  readonly context: ModuleContext;
  readonly names: NameAllocator<'typescript'>;
  readonly text: FunctionText;
  /** What says how layers are called here; it is declared where something asks. */
  readonly at: () => TsCode;
  /** The output of the function around, where it may not be made. */
  readonly outcome?: Outcome;
  /** Branches of the `parallel` around. */
  readonly branches?: Branches;
  /** How an input of the function around is written. */
  readonly input: (statement: Extract<CodeStatement, { type: 'input' }>, place: BodyPlace) => TsCode;
}

/** Branches that are made: a fixed list, or one that loops and conditions add to. */
export interface Branches {
  readonly list: TsCode[];
  readonly variable: TsCode | undefined;
  readonly before: TsCode;
}

/** Prints statements; the flow then has what is current behind them. */
export type PrintBody = (body: CodeBody, flow: Flow, place: BodyPlace) => void;

/** The current tensor; a body that has none yet begins with what is wrong in the spec. */
export function currentOf(flow: Flow): TsCode {
  if (flow.current === undefined) throw new RangeError('nothing is current here');
  return flow.current;
}

/** Makes a value current: in the variable that follows the current tensor. */
export function put(flow: Flow, value: TsCode, shapes: readonly Shape[], place: BodyPlace): void {
  const comment = shapeComment(shapes);
  if (flow.variable === undefined) {
    flow.variable = { name: place.names.fresh(flow.wanted), reassigned: false };
    place.text.declare(flow.variable, value, comment);
  } else {
    place.text.assign(flow.variable, value, comment);
  }
  flow.current = flow.variable.name;
}

/** Brings the current tensor into the variable that follows it, before or after statements that may not run. */
export function settle(flow: Flow, place: BodyPlace): void {
  const current = currentOf(flow);
  if (flow.variable !== undefined && String(flow.variable.name) === String(current)) return;
  put(flow, current, [], place);
}
