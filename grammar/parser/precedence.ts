import type { IToken } from 'chevrotain';
import type { Binary, BinaryOperator, Expression, Unary } from '../ast.ts';
import type { Span } from '../span.ts';

/** One operand of a chain: what stands before it, itself, and where its text begins and ends. */
export interface Operand {
  readonly prefixes: readonly IToken[];
  readonly node: Expression;
  /** With the parentheses around it, which are no part of the node's own span. */
  readonly start: number;
  readonly end: number;
  /** How high the tree under `node` is. */
  readonly height: number;
}

/** How tightly each binary operator binds. */
export const bindingPower: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '//': 6,
  '%': 6,
};

/** How tightly `not`, `-` and `+` bind to what follows them. */
export const prefixPower: Readonly<Record<Unary['operator'], number>> = { not: 3, '-': 7, '+': 7 };

export const comparisonPower = 4;

interface Part {
  readonly node: Expression;
  readonly start: number;
  readonly end: number;
}

/** Builds the tree of `operand (operator operand)*` by precedence; operators of one strength group leftwards. */
export class Chain {
  #next = 0;
  readonly #operands: readonly Operand[];
  readonly #operators: readonly IToken[];
  readonly #span: (start: number, end: number) => Span;
  readonly #spanOf: (token: IToken) => Span;
  /** Told of each comparison whose left side is a comparison without parentheses; it is then left out. */
  readonly #chained: (operator: Span) => void;

  constructor(
    operands: readonly Operand[],
    operators: readonly IToken[],
    span: (start: number, end: number) => Span,
    spanOf: (token: IToken) => Span,
    chained: (operator: Span) => void,
  ) {
    this.#operands = operands;
    this.#operators = operators;
    this.#span = span;
    this.#spanOf = spanOf;
    this.#chained = chained;
  }

  build(): Expression {
    return this.#climb(0).node;
  }

  #climb(least: number): Part {
    return this.#rest(this.#prefixed(), least);
  }

  #binary(operator: BinaryOperator, operatorSpan: Span, left: Part, right: Part): Part {
    const { start } = left;
    const { end } = right;
    const span = this.#span(start, end);
    const node: Binary = { type: 'binary', span, operator, operatorSpan, left: left.node, right: right.node };
    return { node, start, end };
  }

  /** The next operand under its prefixes: `not` takes in what binds tighter, `-` the operand alone. */
  #prefixed(): Part {
    const operand = this.#operands[this.#next++];
    if (operand === undefined) throw new Error('a chain has one operand more than operators');
    const lastNot = operand.prefixes.findLastIndex((token) => token.image === 'not');
    let part: Part = operand;
    for (let i = operand.prefixes.length - 1; i >= 0; i--) {
      if (i === lastNot) part = this.#rest(part, prefixPower.not);
      part = this.#unary(operand.prefixes[i] as IToken, part);
    }
    return part;
  }

  /** What follows a first part as far as it binds tighter than `least`. */
  #rest(first: Part, least: number): Part {
    let left = first;
    let compared = false;
    for (;;) {
      const token = this.#operators[this.#next - 1];
      if (token === undefined) return left;
      const operator = (token.image === '=' ? '==' : token.image) as BinaryOperator;
      const power = bindingPower[operator];
      if (power <= least) return left;
      const operatorSpan = this.#spanOf(token);
      const right = this.#climb(power);
      if (power === comparisonPower) {
        if (compared) {
          this.#chained(operatorSpan);
          continue;
        }
        compared = true;
      }
      left = this.#binary(operator, operatorSpan, left, right);
    }
  }

  #unary(token: IToken, operand: Part): Part {
    const { start } = this.#spanOf(token);
    const span = this.#span(start, operand.end);
    const operator = token.image as Unary['operator'];
    return { node: { type: 'unary', span, operator, operand: operand.node }, start, end: operand.end };
  }
}
