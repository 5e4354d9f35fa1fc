import type { Expression, Name, Path, PathIndex, PathRange } from '../ast.ts';
import { wordLike } from '../kind-like.ts';
import * as t from '../tokens.ts';
import { ListRules, startsValue } from './lists.ts';
import type { Rule } from './support.ts';

/** Paths to labels. */
export class PathRules extends ListRules {
  declare readonly expression: Rule<Expression>;

  /** A label; a kind in its place is told, unless a label has its name in the right case. */
  #label(): Name {
    if (this.RECORDING_PHASE || !this.is(t.Kind)) return this.lowerName(0, 'a label');
    const token = this.LA(1);
    const label = new RegExp(`\\b${wordLike(token.image)}\\s*:`);
    if (label.test(this.task.source.text)) return this.lowerName(0, 'a label');
    this.tell('CNN162', this.spanOf(token), { kind: token.image });
    return this.nameOf(this.advance());
  }

  /** `path: word tail*` */
  readonly path: Rule<Path> = this.rule('path', () => {
    const start = this.here;
    const segments: Path['segments'][number][] = [this.#label()];
    this.MANY(() => segments.push(this.SUBRULE(this.tail)));
    return { type: 'path', span: this.since(start), segments };
  });

  /** `tail: '.' word | '[' expression ('..' expression?)? ']' | '[' '..' expression? ']'` */
  readonly tail: Rule<Path['segments'][number]> = this.rule('tail', () =>
    this.OR<Path['segments'][number]>([
      {
        ALT: () => {
          this.CONSUME(t.Dot);
          return this.#label();
        },
      },
      { ALT: () => this.SUBRULE(this.index) },
    ]),
  );

  /** `index: '[' (expression ('..' expression?)? | '..' expression?) ']'` */
  readonly index: Rule<PathIndex | PathRange> = this.rule('index', () => {
    const start = this.here;
    this.CONSUME(t.LeftBracket);
    let from: Expression | undefined;
    let to: Expression | undefined;
    let range = false;
    this.#rangeWithColon();
    if (
      !this.RECORDING_PHASE &&
      !this.is(t.DotDot) &&
      !startsValue(this.LA(1)) &&
      !this.is(t.PrefixOperator)
    ) {
      this.fail('an index');
    }
    this.OR([
      {
        ALT: () => {
          from = this.SUBRULE(this.expression);
          this.#rangeWithColon();
          this.OPTION(() => {
            range = this.CONSUME(t.DotDot) !== undefined;
            this.OPTION2(() => (to = this.SUBRULE2(this.expression)));
          });
        },
      },
      {
        ALT: () => {
          range = this.CONSUME2(t.DotDot) !== undefined;
          this.OPTION3(() => (to = this.SUBRULE3(this.expression)));
        },
      },
    ]);
    this.closeIndex();
    const span = this.since(start);
    if (!range) return { type: 'index', span, value: from as Expression };
    return {
      type: 'range',
      span,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
  });

  /** `[:56]`, as Python has it, is told and read as `[..56]`. */
  #rangeWithColon(): void {
    if (this.RECORDING_PHASE || !this.is(t.Colon)) return;
    const span = this.spanOf(this.LA(1));
    this.tell('CNN055', span, {}, { edits: [{ span, text: '..' }] });
    this.readAs(t.DotDot, '..');
  }

  private closeIndex(): void {
    if (this.RECORDING_PHASE || this.is(t.RightBracket)) {
      this.consume(0, t.RightBracket);
      return;
    }
    const edits = [{ span: this.gap(), text: ']' }];
    this.tell('CNN020', this.gap(), { closer: ']', opener: '[' }, { edits });
  }
}
