import type * as ast from '../ast.ts';
import * as t from '../tokens.ts';
import type { Enclosure } from './members.ts';
import { optional, StatementRules } from './statements.ts';
import type { Rule } from './support.ts';

/** Bodies of models and blocks: statements and operations. */
export class BodyRules extends StatementRules {
  /** `body: '{' statement* '}'` */
  override readonly body: Rule<ast.Body> = this.rule('body', () => {
    const start = this.here;
    const { members, gaps } = this.bracedWithGaps<ast.Statement>(
      'body',
      () => this.SUBRULE(this.statement),
      () => this.#otherStatement(),
    );
    const body = { type: 'body', span: this.since(start), statements: members } as const;
    return gaps.length === 0 ? body : { ...body, gaps };
  });

  /**
   * `statement: labelled | call | residual | parallel | reuse | input | output | layer | let | repeat | for | if
   * | from | require | weights | path`
   */
  readonly statement: Rule<ast.Statement> = this.rule('statement', () =>
    this.OR<ast.Statement>(this.#statements),
  );

  readonly #statements = this.alternatives<ast.Statement>(
    () => this.SUBRULE(this.labelled),
    () => this.SUBRULE(this.step),
    () => this.SUBRULE(this.inputStatement),
    () => this.SUBRULE(this.outputStatement),
    () => this.SUBRULE(this.layer),
    () => this.SUBRULE(this.let),
    () => this.SUBRULE(this.repeat),
    () => this.SUBRULE(this.for),
    () => this.SUBRULE(this.if),
    () => this.SUBRULE(this.from),
    () => this.SUBRULE(this.require),
    () => this.SUBRULE(this.weights),
    () => this.SUBRULE(this.branch),
  );

  /** `labelled: (word | string) ':' target` */
  readonly labelled: Rule<ast.Statement> = this.rule('labelled', () => {
    const doc = this.doc();
    const start = this.here;
    if (!this.RECORDING_PHASE) this.#labelOfWords();
    if (!this.RECORDING_PHASE && this.#isCall()) return this.subrule(9, this.step);
    const label = this.OR<ast.Label>([
      { ALT: () => this.nameOf(this.CONSUME(t.Word)) },
      { ALT: () => this.string(this.CONSUME(t.StringToken)) },
    ]);
    this.needColon(0, 'a label');
    return this.#afterLabel(label, start, doc);
  });

  /** `my stem:` and `my-stem:` are told, and read as one word. */
  #labelOfWords(): void {
    const hyphen = this.is(t.Minus, 2) ? 1 : 0;
    const last = this.LA(2 + hyphen);
    if (!this.is(t.Word, 2 + hyphen) || !this.is(t.Colon, 3 + hyphen) || this.startsLine(2 + hyphen)) return;
    const instead = `${this.LA(1).image}_${last.image}`;
    const span = this.span(this.here, this.endOf(last));
    this.tell('CNN059', span, { instead }, { edits: [{ span, text: instead }] });
    for (let i = 0; i <= hyphen; i++) this.advance();
  }

  #afterLabel(label: ast.Label, start: number, doc: { doc?: string }): ast.Step | ast.PathBranch {
    const target = this.subrule(0, this.target);
    const span = this.since(start);
    if (target.type === 'path-branch') return { ...target, span, label };
    return { type: 'step', span, ...doc, label, operation: target };
  }

  /** `target: operation | branch`, what a label may stand before. */
  readonly target: Rule<ast.Operation | ast.PathBranch> = this.rule('target', () => {
    this.needOperation(true);
    return this.OR<ast.Operation | ast.PathBranch>([
      { ALT: () => this.SUBRULE(this.operation) },
      { ALT: () => this.SUBRULE(this.branch) },
    ]);
  });

  /** Whether `conv2d(64)`, `flatten` or `layers.Conv2D(64)` begins a statement, which is then told. */
  #isCall(): boolean {
    if (!this.is(t.Word) || this.is(t.Colon, 2) || this.is(t.Equal, 2)) return false;
    if (this.skipModule()) {
      if (this.is(t.Word)) this.lowerKind();
      return true;
    }
    const alone = this.is(t.RightBrace, 2) || this.startsLine(2);
    if (!this.is(t.LeftParen, 2) && !alone) return false;
    this.lowerKind();
    return true;
  }

  /** What begins no statement: told as what it was meant to be. */
  #otherStatement(): ast.Statement | undefined {
    const { tokenType } = this.LA(1);
    const doc = this.doc();
    const start = this.here;
    if (tokenType === t.LeftBrace) {
      this.tell('CNN043', this.spanOf(this.LA(1)), {});
      const operation = this.subrule(9, this.operation);
      return { type: 'step', span: this.since(start), ...doc, operation };
    }
    if (this.is(t.AnyKey) && this.is(t.Colon, 2)) {
      const label = this.keywordAsName();
      this.advance();
      return this.#afterLabel(label, start, doc);
    }
    if (tokenType === t.LeftParen) this.tell('CNN046', this.spanOf(this.LA(1)), {});
    else if (tokenType === t.Keyword.else) this.#only('`else`', 'an `if`, directly after its `}`');
    else if (tokenType === t.Keyword.skip) this.#only('`skip`', 'a `residual`, directly after its `}`');
    return this.misplaced('body');
  }

  #only(what: string, where: string): void {
    this.tell('CNN047', this.spanOf(this.LA(1)), { what, where });
  }

  protected override recoverBraces(place: Enclosure): void {
    if (place === 'body') this.subrule(9, this.body);
    else this.skipBrackets();
  }

  /** `step: call | residual | parallel | reuse` */
  readonly step: Rule<ast.Statement> = this.rule('step', () => {
    const doc = this.doc();
    const start = this.here;
    if (!this.RECORDING_PHASE && this.is(t.Colon, 2)) return this.#capitalLabel(start, doc);
    const operation = this.OR<ast.Operation>(this.#steps);
    return { type: 'step', span: this.since(start), ...doc, operation };
  });

  readonly #steps = this.alternatives<ast.Operation>(
    () => this.SUBRULE(this.call),
    () => this.SUBRULE(this.residual),
    () => this.SUBRULE(this.parallel),
    () => this.SUBRULE(this.reuse),
  );

  #capitalLabel(start: number, doc: { doc?: string }): ast.Statement {
    const label = this.is(t.Kind) ? this.lowerName(0, 'a label') : this.keywordAsName();
    this.advance();
    return this.#afterLabel(label, start, doc);
  }

  /** `operation: call | group | residual | parallel | reuse` */
  override readonly operation: Rule<ast.Operation> = this.rule('operation', () =>
    this.OR<ast.Operation>(this.#operations),
  );

  readonly #operations = this.alternatives<ast.Operation>(
    () => this.SUBRULE(this.call),
    () => this.SUBRULE(this.group),
    () => this.SUBRULE(this.residual),
    () => this.SUBRULE(this.parallel),
    () => this.SUBRULE(this.reuse),
  );

  /** `group: body` */
  readonly group: Rule<ast.Group> = this.rule('group', () => {
    const start = this.here;
    const body = this.SUBRULE(this.body);
    return { type: 'group', span: this.since(start), body };
  });

  /** `residual: 'residual' ('when' expression)? body ('skip' ('when' expression)? body)?` */
  readonly residual: Rule<ast.Residual> = this.rule('residual', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.residual);
    const when = this.OPTION(() => this.SUBRULE(this.when));
    const main = this.SUBRULE(this.body);
    const skip = this.OPTION2(() => this.SUBRULE(this.skip));
    const span = this.since(start);
    return { type: 'residual', span, ...optional('when', when), main, ...optional('skip', skip) };
  });

  /** `skip: 'skip' ('when' expression)? body` */
  readonly skip: Rule<ast.Skip> = this.rule('skip', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.skip);
    const when = this.OPTION(() => this.SUBRULE(this.when));
    const body = this.SUBRULE(this.body);
    return { type: 'skip', span: this.since(start), ...optional('when', when), body };
  });

  /** `when: 'when' expression` */
  readonly when: Rule<ast.Expression> = this.rule('when', () => {
    this.CONSUME(t.Keyword.when);
    return this.asCondition(() => this.SUBRULE(this.expression));
  });

  /** `parallel: 'parallel' call body` */
  readonly parallel: Rule<ast.Parallel> = this.rule('parallel', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.parallel);
    const merge = this.SUBRULE(this.call);
    const body = this.SUBRULE(this.body);
    return { type: 'parallel', span: this.since(start), merge, body };
  });

  /** `branch: 'path' body` */
  readonly branch: Rule<ast.PathBranch> = this.rule('branch', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.path);
    const body = this.SUBRULE(this.body);
    return { type: 'path-branch', span: this.since(start), body };
  });

  /** `reuse: 'reuse' path` */
  readonly reuse: Rule<ast.Reuse> = this.rule('reuse', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.reuse);
    const path = this.SUBRULE(this.path);
    return { type: 'reuse', span: this.since(start), path };
  });
}
