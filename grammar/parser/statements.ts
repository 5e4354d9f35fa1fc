import type * as ast from '../ast.ts';
import { kindLike } from '../kind-like.ts';
import * as t from '../tokens.ts';
import { MemberRules } from './members.ts';
import type { Rule } from './support.ts';

const operationStarts = new Set([
  ...[t.Kind, t.LeftBrace, t.Keyword.residual, t.Keyword.parallel, t.Keyword.reuse],
]);

/** Statements, but for those that are steps. */
export abstract class StatementRules extends MemberRules {
  declare readonly body: Rule<ast.Body>;
  declare readonly operation: Rule<ast.Operation>;

  /** `call: kindCall`, as an operation. */
  readonly call: Rule<ast.Call> = this.rule('call', () => {
    if (!this.RECORDING_PHASE) {
      this.skipModule();
      if (this.is(t.Word) && !this.startsLine()) this.lowerKind();
      if (!this.is(t.Kind)) this.fail('a layer kind');
    }
    const call = this.SUBRULE(this.kindCall);
    while (!this.RECORDING_PHASE && this.is(t.LeftParen)) {
      this.#applied();
    }
    return call;
  });

  /** `Conv2D(64)(x)` */
  #applied(): void {
    const last = this.task.diagnostics.at(-1);
    const told =
      last?.code === 'CNN031' && !/[\r\n]/.test(this.task.source.text.slice(last.span?.start, this.here));
    const start = this.here;
    this.skipBrackets();
    const span = this.since(start);
    if (!told) this.tell('CNN046', span, {}, { edits: [{ span, text: '' }] });
  }

  /** A lower-case word where only a layer kind can be: told, and read as the kind that it resembles. */
  protected lowerKind(): void {
    const token = this.LA(1);
    const span = this.spanOf(token);
    const instead = kindLike(token.image);
    const last = this.task.diagnostics.at(-1);
    const isTold = last?.code === 'CNN038' && last.span?.end === span.start;
    const edits = [{ span, text: instead }];
    if (!isTold) this.tell('CNN039', span, { written: token.image, instead }, { edits });
    if (this.is(t.LeftBracket, 2)) this.giveUp();
    this.readAs(t.Kind, instead);
  }

  /** `inputStatement: 'input' word ':' type` */
  readonly inputStatement: Rule<ast.InputStatement> = this.rule('inputStatement', () => {
    const doc = this.doc();
    const start = this.here;
    this.CONSUME(t.Keyword.input);
    const name = this.lowerName(0, 'the name of an input');
    this.needColon(0, 'the name of an input');
    const inputType = this.SUBRULE(this.type);
    return { type: 'input', span: this.since(start), ...doc, name, inputType };
  });

  /** `outputStatement: 'output' word ':' operation` */
  readonly outputStatement: Rule<ast.OutputStatement> = this.rule('outputStatement', () => {
    const doc = this.doc();
    const start = this.here;
    this.CONSUME(t.Keyword.output);
    if (!this.RECORDING_PHASE && this.is(t.Kind) && this.is(t.LeftParen, 2)) this.fail('a name and `:`');
    const name = this.lowerName(0, 'the name of an output');
    this.needColon(0, 'the name of an output');
    this.needOperation();
    const operation = this.SUBRULE(this.operation);
    return { type: 'output', span: this.since(start), ...doc, name, operation };
  });

  /** Tells what may follow a label, unless it does. */
  protected needOperation(orPath = false): void {
    if (this.RECORDING_PHASE) return;
    this.skipModule();
    if (this.is(t.RightBrace) || (this.startsLine() && this.is(t.Colon, 2))) {
      this.tell('CNN035', this.gap(), { what: 'a layer', after: '`:`' });
      this.giveUp();
    }
    if (operationStarts.has(this.LA(1).tokenType) || (orPath && this.is(t.Keyword.path))) return;
    const last = this.task.diagnostics.at(-1);
    const told = last?.code === 'CNN031' || last?.code === 'CNN033';
    if (told && (last.span?.end ?? 0) >= this.lastEnd) this.giveUp();
    if (this.is(t.Word) && !this.startsLine()) this.lowerKind();
    else this.fail('a layer kind, `{`, `residual`, `parallel` or `reuse`');
  }

  /** `layer: 'layer' Kind '=' call` */
  readonly layer: Rule<ast.LayerAlias> = this.rule('layer', () => {
    const doc = this.doc();
    const start = this.here;
    this.CONSUME(t.Keyword.layer);
    const name = this.capitalName(0, 'the name of a layer');
    this.needEqual(0, 'the name of a layer');
    const kind = this.SUBRULE(this.call);
    return { type: 'layer-alias', span: this.since(start), ...doc, name, kind };
  });

  /** `let: 'let' word '=' expression` */
  readonly let: Rule<ast.Let> = this.rule('let', () => {
    const doc = this.doc();
    const start = this.here;
    this.CONSUME(t.Keyword.let);
    const name = this.lowerName(0, 'the name of a value');
    this.needEqual(0, 'the name of a value');
    this.needValueAfter(`\`${name.text} =\``, false);
    const value = this.SUBRULE(this.expression);
    return { type: 'let', span: this.since(start), ...doc, name, value };
  });

  /** `repeat: 'repeat' expression ('as' word)? body` */
  readonly repeat: Rule<ast.Repeat> = this.rule('repeat', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.repeat);
    const count = this.SUBRULE(this.expression);
    const index = this.OPTION(() => this.SUBRULE(this.asIndex));
    const body = this.SUBRULE(this.body);
    return { type: 'repeat', span: this.since(start), count, ...optional('index', index), body };
  });

  /** `asIndex: 'as' word` */
  readonly asIndex: Rule<ast.Name> = this.rule('asIndex', () => {
    this.CONSUME(t.Keyword.as);
    return this.lowerName(0, 'a name');
  });

  /** `for: 'for' (word | targets) 'in' expression ('as' word)? body` */
  readonly for: Rule<ast.For> = this.rule('for', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.for);
    const destructured = this.is(t.LeftParen);
    const targets = this.#targets();
    this.need(0, t.Keyword.in, '`in`');
    const list = this.SUBRULE(this.expression);
    const index = this.OPTION(() => this.SUBRULE(this.asIndex));
    const body = this.SUBRULE(this.body);
    return {
      type: 'for',
      span: this.since(start),
      targets,
      destructured,
      list,
      ...optional('index', index),
      body,
    };
  });

  #targets(): ast.Name[] {
    if (!this.RECORDING_PHASE && !this.is(t.Word) && !this.is(t.LeftParen))
      return [this.lowerName(0, 'a name')];
    return this.OR<ast.Name[]>([
      { ALT: () => [this.nameOf(this.CONSUME(t.Word))] },
      { ALT: () => this.SUBRULE(this.targets) },
    ]);
  }

  /** `targets: '(' (word (',' word?)*)? ')'` */
  readonly targets: Rule<ast.Name[]> = this.rule('targets', () => {
    const open = this.CONSUME(t.LeftParen);
    return this.commaList(open, t.RightParen, (index) => this.lowerName(index - 8, 'a name'));
  });

  /** `if: 'if' expression body ('else' (if | body))?` */
  readonly if: Rule<ast.If> = this.rule('if', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.if);
    const condition = this.asCondition(() => this.SUBRULE(this.expression));
    const then = this.SUBRULE(this.body);
    this.#elif();
    const otherwise = this.OPTION(() => {
      this.CONSUME(t.Keyword.else);
      if (!this.RECORDING_PHASE && !this.is(t.Keyword.if) && !this.is(t.LeftBrace)) this.fail('`{` or `if`');
      return this.deeper(() =>
        this.OR<ast.Body | ast.If>([
          { ALT: () => this.SUBRULE(this.if) },
          { ALT: () => this.SUBRULE2(this.body) },
        ]),
      );
    });
    return { type: 'if', span: this.since(start), condition, then, ...optional('else', otherwise) };
  });

  #elif(): void {
    const token = this.LA(1);
    if (this.RECORDING_PHASE || !this.is(t.Word) || !['elif', 'elseif', 'elsif'].includes(token.image))
      return;
    const span = this.spanOf(token);
    const details = { written: token.image, instead: 'else if' };
    this.tell('CNN045', span, details, { edits: [{ span, text: 'else if' }] });
    this.giveUp();
  }

  /** `from: 'from' path` */
  readonly from: Rule<ast.From> = this.rule('from', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.from);
    const path = this.SUBRULE(this.path);
    return { type: 'from', span: this.since(start), path };
  });

  /** `require: 'require' expression (':' string)?` */
  readonly require: Rule<ast.Require> = this.rule('require', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.require);
    const condition = this.asCondition(() => this.SUBRULE(this.expression));
    if (!this.RECORDING_PHASE && this.is(t.Equal)) this.#requireWithEqual();
    const message = this.OPTION(() => {
      this.CONSUME(t.Colon);
      return this.string(this.need(0, t.StringToken, 'a message in quotes'));
    });
    return { type: 'require', span: this.since(start), condition, ...optional('message', message) };
  });

  /** `require c = "…"` is told and read as `require c : "…"`. */
  #requireWithEqual(): void {
    const span = this.spanOf(this.LA(1));
    this.tell('CNN031', span, { after: 'a requirement' }, { edits: [{ span, text: ':' }] });
    this.readAs(t.Colon, ':');
  }

  /** `weights: 'weights' word '=' string entries?` */
  readonly weights: Rule<ast.WeightsDeclaration> = this.rule('weights', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.weights);
    const name = this.lowerName(0, 'the name of a set of weights');
    this.needEqual(0, 'the name of a set of weights');
    const location = this.string(this.need(0, t.StringToken, 'a path or an address in quotes'));
    const entries = this.OPTION(() => this.SUBRULE(this.entries)) ?? [];
    return { type: 'weights', span: this.since(start), name, location, entries };
  });

  /** `type: word sizes? | sizes` */
  readonly type: Rule<ast.TypeExpression> = this.rule('type', () => {
    const start = this.here;
    this.needValueAfter('`:`');
    if (!this.RECORDING_PHASE) this.#needType();
    return this.OR<ast.TypeExpression>([
      {
        ALT: () => {
          const name = this.nameOf(this.CONSUME(t.Word));
          const sizes = this.OPTION(() => this.SUBRULE(this.sizes));
          return { type: 'type', span: this.since(start), name, ...optional('sizes', sizes) };
        },
      },
      {
        ALT: () => {
          const sizes = this.SUBRULE2(this.sizes);
          return { type: 'type', span: this.since(start), sizes };
        },
      },
    ]);
  });

  #needType(): void {
    if (this.is(t.Word) || this.is(t.LeftBracket)) return;
    const [, word] = /^"([a-z]\w*)"$/.exec(this.LA(1).image) ?? [];
    if (word === undefined) return this.fail('a type');
    const span = this.spanOf(this.LA(1));
    const details = { expected: 'a type without quotes', found: 'a string' };
    this.tell('CNN030', span, details, { edits: [{ span, text: word }] });
    this.readAs(t.Word, word);
  }

  /** `sizes: '[' (size (',' size?)*)? ']'` */
  readonly sizes: Rule<(ast.Expression | ast.SymbolicSize)[]> = this.rule('sizes', () => {
    const open = this.CONSUME(t.LeftBracket);
    return this.commaList(open, t.RightBracket, (index) => this.subrule(index, this.size));
  });

  /** `size: '?' word | expression` */
  readonly size: Rule<ast.Expression | ast.SymbolicSize> = this.rule('size', () => {
    const start = this.here;
    if (!this.RECORDING_PHASE && !this.is(t.Question)) return this.subrule(0, this.expression);
    return this.OR<ast.Expression | ast.SymbolicSize>([
      {
        ALT: () => {
          this.CONSUME(t.Question);
          const name = this.lowerName(0, 'the name of a size');
          return { type: 'symbolic-size', span: this.since(start), name };
        },
      },
      { ALT: () => this.SUBRULE(this.expression) },
    ]);
  });
}

/** A field only where there is a value for it. */
export function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}
