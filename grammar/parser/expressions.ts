import type { IToken, TokenType } from 'chevrotain';
import type { Argument, Call, Conditional, Expression, Name, StringLiteral } from '../ast.ts';
import type { Path } from '../ast.ts';
import { scanString, sizeInBytes } from '../literals.ts';
import { diagnose } from '../messages.ts';
import { textOf } from '../span.ts';
import { isOneSlip } from '../one-slip.ts';
import * as t from '../tokens.ts';
import { startsValue } from './lists.ts';
import { PathRules } from './paths.ts';
import { Chain, type Operand } from './precedence.ts';
import { heightLimit, type Rule } from './support.ts';

const endsValue = new Set([
  ...[t.RightParen, t.RightBracket, t.RightBrace, t.LeftBrace, t.Comma, t.Colon],
  ...[t.Keyword.then, t.Keyword.else, t.Keyword.as],
]);

const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** Values, calls and paths. */
export class ExpressionRules extends PathRules {
  /** Within a condition, where a lone `=` can only mean `==`. */
  #condition = false;
  /** How high the highest tree is among the expressions just read. */
  #height = 0;

  /** `expression: 'if' expression 'then' expression 'else' expression | chain` */
  override readonly expression: Rule<Expression> = this.rule('expression', () =>
    this.deeper(this.#expression),
  );

  readonly #expressions = this.alternatives<Expression>(
    () => this.SUBRULE(this.conditional),
    () => this.SUBRULE(this.chain),
  );

  readonly #expression = (): Expression => {
    this.#needValue(true);
    const result = this.OR<Expression>(this.#expressions);
    this.#height++;
    return result;
  };

  /** `conditional: 'if' expression 'then' expression 'else' expression` */
  readonly conditional: Rule<Conditional> = this.rule('conditional', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.if);
    const condition = this.asCondition(() => this.SUBRULE(this.expression));
    this.#repair(t.Keyword.then, 'then');
    this.need(1, t.Keyword.then, '`then`');
    const then = this.SUBRULE2(this.expression);
    const otherwise = this.#hasElse() ? this.SUBRULE3(this.expression) : then;
    return { type: 'conditional', span: this.since(start), condition, then, else: otherwise };
  });

  /** Reads `else`; where it is missing, that is told, and the value is the same in both cases. */
  #hasElse(): boolean {
    this.#repair(t.Keyword.else, 'else');
    if (!this.RECORDING_PHASE && !this.is(t.Keyword.else)) {
      this.tell('CNN044', this.gap(), {});
      return false;
    }
    this.consume(1, t.Keyword.else);
    return true;
  }

  /** A keyword with a slip of the fingers in it is told, and read as what was meant. */
  #repair(keyword: TokenType, text: string): void {
    const token = this.LA(1);
    if (this.RECORDING_PHASE || !this.is(t.Word) || !isOneSlip(token.image, text)) return;
    const span = this.spanOf(token);
    this.tell('CNN045', span, { written: token.image, instead: text }, { edits: [{ span, text }] });
    this.readAs(keyword, text);
  }

  /** `chain: operand (operator operand)*`, made into a tree by precedence. */
  readonly chain: Rule<Expression> = this.rule('chain', () => {
    const operands: Operand[] = [];
    const operators: IToken[] = [];
    const outer = this.#height;
    operands.push(this.SUBRULE(this.operand));
    do {
      this.MANY(() => {
        operators.push(this.CONSUME(t.BinaryOperatorToken));
        operands.push(this.SUBRULE2(this.operand));
      });
    } while (!this.RECORDING_PHASE && this.#equalForCompare(operands, operators));
    const [first] = operands;
    if (!this.RECORDING_PHASE) this.#measure(outer, operands);
    if (
      this.RECORDING_PHASE ||
      (first !== undefined && operands.length === 1 && first.prefixes.length === 0)
    ) {
      return first?.node as Expression;
    }
    return this.#assemble(operands, operators);
  });

  /** `a = b` in a condition is told and taken for `a == b`. */
  #equalForCompare(operands: Operand[], operators: IToken[]): boolean {
    if (this.#conditionBehind()) this.#readConditionBehind(operands);
    else if (this.#isTernary()) this.#readTernary(operands);
    if (!this.#condition || !this.is(t.Equal)) return false;
    const compares = operators.some(({ image }) => comparisons.has(image));
    if (compares && this.is(t.StringToken, 2)) return false;
    const span = this.spanOf(this.LA(1));
    this.tell('CNN042', span, {}, { edits: [{ span, text: '==' }] });
    operators.push(this.advance());
    operands.push(this.subrule(9, this.operand));
    return true;
  }

  /** Where a chain begins: at its first sign, if it has one. */
  #chainStart([first]: readonly Operand[]): number {
    const [sign] = first?.prefixes ?? [];
    return sign === undefined ? (first?.start ?? this.here) : this.startOf(sign);
  }

  /** `a if c else b` is told, and passed over. */
  #readConditionBehind(operands: readonly Operand[]): void {
    const token = this.LA(1);
    const start = this.#chainStart(operands);
    const value = this.span(start, this.lastEnd);
    this.advance();
    const condition = this.subrule(8, this.expression);
    this.advance();
    const otherwise = this.subrule(7, this.expression);
    const whole = this.since(start);
    const text = `if ${textOf(condition.span)} then ${textOf(value)} else ${textOf(otherwise.span)}`;
    this.tellAt(token, 'CNN049', this.spanOf(token), {}, { edits: [{ span: whole, text }] });
  }

  /** Whether `? 64 : 32` follows, as in C. */
  #isTernary(): boolean {
    return this.is(t.Question) && startsValue(this.LA(2)) && this.is(t.Colon, 3) && startsValue(this.LA(4));
  }

  #readTernary(operands: readonly Operand[]): void {
    const token = this.LA(1);
    const start = this.#chainStart(operands);
    const condition = this.span(start, this.lastEnd);
    this.advance();
    const then = this.advance();
    this.advance();
    const otherwise = this.subrule(6, this.expression);
    const whole = this.since(start);
    const text = `if ${textOf(condition)} then ${then.image} else ${textOf(otherwise.span)}`;
    this.tellAt(token, 'CNN049', this.spanOf(token), {}, { edits: [{ span: whole, text }] });
  }

  /** Whether `if c else b` follows on the same line, as in Python. */
  #conditionBehind(): boolean {
    if (!this.is(t.Keyword.if) || this.is(t.Equal, 2)) return false;
    for (let ahead = 1; ahead < 20 && !this.startsLine(ahead); ahead++) {
      if (this.is(t.Keyword.else, ahead)) return true;
      if (this.is(t.LeftBrace, ahead) || this.is(t.Keyword.then, ahead)) return false;
    }
    return false;
  }

  #assemble(operands: readonly Operand[], operators: readonly IToken[]): Expression {
    const chain = new Chain(
      operands,
      operators,
      (start, end) => this.span(start, end),
      (token) => this.spanOf(token),
      (operator) => {
        if (!this.task.muted) this.task.diagnostics.push(diagnose('CNN041', operator, {}));
      },
    );
    return chain.build();
  }

  /** Bounds how high the tree of an expression grows, so that nothing after the parser runs out of stack. */
  #measure(outer: number, operands: readonly Operand[]): void {
    const total = operands.reduce(
      (sum, { prefixes, height }) => Math.max(sum, height) + prefixes.length + 1,
      -1,
    );
    if (total > heightLimit) {
      this.tell('CNN023', this.since(operands[0]?.start ?? 0), { limit: heightLimit });
      this.giveUp();
    }
    this.#height = Math.max(outer, total);
  }

  /** `operand: ('not' | '-' | '+')* primary` */
  readonly operand: Rule<Operand> = this.rule('operand', () => {
    const prefixes: IToken[] = [];
    this.MANY(() => {
      prefixes.push(this.CONSUME(t.PrefixOperator));
    });
    const start = this.here;
    this.#height = 0;
    const node = this.SUBRULE(this.primary);
    return { prefixes, node, start, end: this.lastEnd, height: this.#height };
  });

  /** `primary: number | percent | size | string | 'true' | 'false' | 'none' | word | kind | list | group` */
  readonly primary: Rule<Expression> = this.rule('primary', () => {
    this.#needValue(false);
    return this.OR<Expression>(this.#primaries);
  });

  readonly #primaries = this.alternatives<Expression>(
    () => this.SUBRULE(this.literal),
    () => this.SUBRULE(this.wordValue),
    () => this.SUBRULE(this.kindCall),
    () => this.SUBRULE(this.list),
    () => this.SUBRULE(this.parenthesized),
  );

  /** Tells of a value that is not there, or of something else in its place. */
  #needValue(whole: boolean): void {
    if (this.RECORDING_PHASE) return;
    this.skipModule();
    const token = this.LA(1);
    const { tokenType } = token;
    if (startsValue(token) && tokenType !== t.Question && tokenType !== t.Keyword.if) return;
    if (whole && (tokenType === t.Keyword.if || this.is(t.PrefixOperator))) return;
    if (this.atEnd || this.startsLine() || endsValue.has(tokenType)) {
      const written = this.LA(0).image;
      this.tell('CNN035', this.gap(), {
        what: 'a value',
        after: written === undefined || written === '' ? 'this' : `\`${written}\``,
      });
      this.giveUp();
    }
    if (tokenType === t.Keyword.if) this.fail('parentheses around `if … then … else …`');
    if (this.is(t.AnyKey)) this.tell('CNN036', this.spanOf(token), { written: token.image });
    this.fail('a value');
  }

  /** `literal: number | percent | size | string | 'true' | 'false' | 'none'` */
  readonly literal: Rule<Expression> = this.rule('literal', () => this.OR<Expression>(this.#literals));

  readonly #literals = this.alternatives<Expression>(
    () => this.#number(this.CONSUME(t.NumberToken), false),
    () => this.#number(this.CONSUME(t.PercentToken), true),
    () => this.#size(this.CONSUME(t.SizeToken)),
    () => this.string(this.CONSUME(t.StringToken)),
    () => ({ type: 'boolean', span: this.spanOf(this.CONSUME(t.Keyword.true)), value: true }),
    () => ({ type: 'boolean', span: this.spanOf(this.CONSUME(t.Keyword.false)), value: false }),
    () => ({ type: 'none', span: this.spanOf(this.CONSUME(t.Keyword.none)) }),
  );

  #number(token: IToken, percent: boolean): Expression {
    const text = token.image;
    const value = percent ? Number(text.slice(0, -1)) / 100 : Number(text);
    return { type: 'number', span: this.spanOf(token), value, text, percent };
  }

  #size(token: IToken): Expression {
    return { type: 'size', span: this.spanOf(token), ...sizeInBytes(token.image) };
  }

  /** A string; its `{expressions}` are parsed after everything else. */
  protected string(token: IToken): StringLiteral {
    const scan = scanString(token.image);
    const parts: (string | Expression)[] = [scan.value];
    const node: StringLiteral = { type: 'string', span: this.spanOf(token), value: scan.value, parts };
    if (!this.RECORDING_PHASE && !scan.plain) this.strings.push({ node, parts, scan });
    return node;
  }

  /** `wordValue: word (arguments | tail*)` */
  readonly wordValue: Rule<Call | Path> = this.rule('wordValue', () => {
    const start = this.here;
    const name = this.nameOf(this.CONSUME(t.Word));
    return this.OR<Call | Path>([
      {
        ALT: () => {
          const args = this.SUBRULE(this.arguments);
          return { type: 'call', span: this.since(start), callee: name, arguments: args };
        },
      },
      {
        ALT: () => {
          const segments: Path['segments'][number][] = [name];
          this.MANY(() => segments.push(this.SUBRULE(this.tail)));
          return { type: 'path', span: this.since(start), segments };
        },
      },
    ]);
  });

  /** `kindCall: Kind arguments?` */
  readonly kindCall: Rule<Call> = this.rule('kindCall', () => {
    const start = this.here;
    const callee = this.nameOf(this.CONSUME(t.Kind));
    const args = this.OPTION(() => this.SUBRULE(this.arguments));
    const span = this.since(start);
    return args === undefined
      ? { type: 'call', span, callee }
      : { type: 'call', span, callee, arguments: args };
  });

  /** `arguments: '(' (argument (',' argument?)*)? ')'` */
  readonly arguments: Rule<Argument[]> = this.rule('arguments', () => {
    const open = this.CONSUME(t.LeftParen);
    return this.#plain(() =>
      this.commaList(open, t.RightParen, (index) => this.subrule(index, this.argument)),
    );
  });

  /** `argument: (key '=')? expression`, the one place that looks at two tokens. */
  readonly argument: Rule<Argument> = this.rule('argument', () => {
    const start = this.here;
    let name = this.#keyWithColon();
    this.OPTION({
      MAX_LOOKAHEAD: 2,
      DEF: () => {
        name = this.nameOf(this.CONSUME(t.AnyKey));
        this.CONSUME(t.Equal);
      },
    });
    const value = this.SUBRULE(this.expression);
    const span = this.since(start);
    return name === undefined ? { type: 'argument', span, value } : { type: 'argument', span, name, value };
  });

  /** `name: value` in an argument is told and taken for `name = value`. */
  #keyWithColon(): Name | undefined {
    if (this.RECORDING_PHASE) return undefined;
    // Which parameters there are, and that none begins with a capital, is for others to tell.
    if (this.is(t.Kind) && this.is(t.Equal, 2)) {
      const capital = this.nameOf(this.advance());
      this.advance();
      return capital;
    }
    if (!this.is(t.Colon, 2) || !this.is(t.AnyKey)) return undefined;
    const name = this.nameOf(this.advance());
    this.needEqual(0, `the argument \`${name.text}\``);
    return name;
  }

  /** `list: '[' (expression (',' expression?)*)? ']'` */
  readonly list: Rule<Expression> = this.rule('list', () => {
    const start = this.here;
    const open = this.CONSUME(t.LeftBracket);
    const items = this.#plain(() =>
      this.commaList(open, t.RightBracket, (index) => this.subrule(index, this.expression)),
    );
    return { type: 'list', span: this.since(start), items };
  });

  /** `parenthesized: '(' (expression (',' expression?)*)? ')'`: one item is itself, two or more are a tuple. */
  readonly parenthesized: Rule<Expression> = this.rule('parenthesized', () => {
    const start = this.here;
    const open = this.CONSUME(t.LeftParen);
    const empty = this.is(t.RightParen);
    const items = this.commaList(open, t.RightParen, (index) => this.subrule(index, this.expression));
    const [first] = items;
    if (this.RECORDING_PHASE || (first !== undefined && items.length === 1)) return first as Expression;
    if (items.length === 0) {
      if (empty) this.tell('CNN035', this.since(start), { what: 'a value', after: '`(`' });
      this.giveUp();
    }
    return { type: 'tuple', span: this.since(start), items };
  });

  // --- help -------------------------------------------------------------------------------------------

  /** Reads an expression in which a lone `=` can only mean `==`. */
  protected asCondition(read: () => Expression): Expression {
    const outer = this.#condition;
    this.#condition = true;
    const result = read();
    this.#condition = outer;
    return result;
  }

  #plain<T>(read: () => T): T {
    const outer = this.#condition;
    this.#condition = false;
    const result = read();
    this.#condition = outer;
    return result;
  }

  override begin(task: Parameters<PathRules['begin']>[0]): void {
    super.begin(task);
    this.#condition = false;
  }

  /** Passes over `keras.layers.` before a layer kind, and tells that it is not needed. */
  protected skipModule(): boolean {
    const isName = (ahead: number): boolean => this.is(t.AnyKey, ahead) || this.is(t.Kind, ahead);
    if (!this.is(t.Dot, 2) || !isName(1)) return false;
    let ahead = 1;
    while (isName(ahead) && this.is(t.Dot, ahead + 1)) ahead += 2;
    const isCall = this.is(t.Word, ahead) && this.is(t.LeftParen, ahead + 1);
    if (!this.is(t.Kind, ahead) && !isCall) return false;
    const kind = this.LA(ahead);
    const span = this.span(this.here, this.startOf(kind));
    this.tell('CNN038', span, { written: kind.image, instead: kind.image }, { edits: [{ span, text: '' }] });
    for (let i = 1; i < ahead; i++) this.advance();
    return true;
  }
}
