import type * as ast from '../ast.ts';
import * as t from '../tokens.ts';
import { BodyRules } from './bodies.ts';
import { optional } from './statements.ts';
import type { Rule } from './support.ts';

/** The whole grammar: a module and its items. */
export class CnnParser extends BodyRules {
  constructor(skipValidations = true) {
    super(skipValidations);
    this.performSelfAnalysis();
  }

  /** `module: item*` */
  readonly module: Rule<ast.Item[]> = this.rule('module', () => {
    const items: ast.Item[] = [];
    do {
      this.MANY(() => {
        const before = this.LA(1);
        const item = this.guard(
          () => this.SUBRULE(this.item),
          () => {
            this.resync('module', before);
          },
        );
        if (item !== undefined) items.push(item);
      });
    } while (!this.RECORDING_PHASE && this.#more());
    return items;
  });

  /** `hole: expression`, and nothing after it: what stands between braces in a string. */
  readonly hole: Rule<ast.Expression | undefined> = this.rule('hole', () =>
    this.guard(
      () => {
        const value = this.SUBRULE(this.expression);
        if (!this.RECORDING_PHASE && !this.atEnd) this.fail('`}`');
        return value;
      },
      () => {
        while (!this.atEnd) this.advance();
      },
    ),
  );

  /** Tells of what stands outside every item, once for all of it. */
  #more(): boolean {
    if (this.atEnd) return false;
    const before = this.LA(1);
    this.guard(
      () => {
        this.#outside();
      },
      () => {
        this.resync('module', before);
      },
    );
    return true;
  }

  #outside(): never {
    const token = this.LA(1);
    const steps = [t.Kind, t.Word, t.Keyword.residual, t.Keyword.parallel, t.Keyword.input, t.Keyword.output];
    const others = [t.Keyword.repeat, t.Keyword.for, t.Keyword.if, t.Keyword.from, t.Keyword.require];
    if ([...steps, ...others].includes(token.tokenType)) {
      this.tell('CNN047', this.spanOf(token), {
        what: `\`${token.image}\``,
        where: 'a `model` or a `block`',
      });
    }
    return this.misplaced('module');
  }

  /** `item: import | layer | let | block | model | data | train` */
  readonly item: Rule<ast.Item> = this.rule('item', () =>
    this.OR<ast.Item>([
      { ALT: () => this.SUBRULE(this.import) },
      { ALT: () => this.SUBRULE(this.layer) },
      { ALT: () => this.SUBRULE(this.let) },
      { ALT: () => this.SUBRULE(this.block) },
      { ALT: () => this.SUBRULE(this.model) },
      { ALT: () => this.SUBRULE(this.data) },
      { ALT: () => this.SUBRULE(this.train) },
    ]),
  );

  /** `import: 'import' importNames 'from' string` */
  readonly import: Rule<ast.Import> = this.rule('import', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.import);
    if (!this.RECORDING_PHASE && !this.is(t.LeftBrace)) this.fail('`{` and the names to import');
    const names = this.SUBRULE(this.importNames);
    this.need(0, t.Keyword.from, '`from`');
    const path = this.string(this.need(0, t.StringToken, 'a path in quotes'));
    return { type: 'import', span: this.since(start), names, path };
  });

  /** `importNames: '{' (importName (',' importName?)*)? '}'` */
  readonly importNames: Rule<ast.ImportName[]> = this.rule('importNames', () => {
    const open = this.CONSUME(t.LeftBrace);
    return this.commaList(open, t.RightBrace, (index) => this.subrule(index, this.importName));
  });

  /** `importName: name ('as' name)?` */
  readonly importName: Rule<ast.ImportName> = this.rule('importName', () => {
    const start = this.here;
    const name = this.anyName(0, 'a name to import');
    const as = this.OPTION(() => {
      this.CONSUME(t.Keyword.as);
      return this.anyName(1, 'a name');
    });
    return { type: 'import-name', span: this.since(start), name, ...optional('as', as) };
  });

  /** `block: 'block' Kind parameters? body` */
  readonly block: Rule<ast.BlockDeclaration> = this.rule('block', () => {
    const doc = this.doc();
    const start = this.here;
    this.CONSUME(t.Keyword.block);
    const name = this.capitalName(0, 'the name of a block');
    const parameters = this.OPTION(() => this.SUBRULE(this.parameters)) ?? [];
    const body = this.SUBRULE(this.body);
    return { type: 'block', span: this.since(start), ...doc, name, parameters, body };
  });

  /** `model: 'model' Kind parameters? body` */
  readonly model: Rule<ast.ModelDeclaration> = this.rule('model', () => {
    const doc = this.doc();
    const start = this.here;
    this.CONSUME(t.Keyword.model);
    const name = this.capitalName(0, 'the name of a model');
    const parameters = this.OPTION(() => this.SUBRULE(this.parameters)) ?? [];
    const body = this.SUBRULE(this.body);
    return { type: 'model', span: this.since(start), ...doc, name, parameters, body };
  });

  /** `parameters: '(' (parameter (',' parameter?)*)? ')'` */
  readonly parameters: Rule<ast.Parameter[]> = this.rule('parameters', () => {
    const open = this.CONSUME(t.LeftParen);
    return this.commaList(open, t.RightParen, (index) => this.subrule(index, this.parameter));
  });

  /** `parameter: word ('=' expression)?` */
  readonly parameter: Rule<ast.Parameter> = this.rule('parameter', () => {
    const start = this.here;
    const name = this.lowerName(0, 'the name of a parameter');
    if (!this.RECORDING_PHASE && this.is(t.Colon)) return this.#parameterWithColon(name, start);
    const value = this.OPTION(() => {
      this.CONSUME(t.Equal);
      return this.SUBRULE(this.expression);
    });
    return { type: 'parameter', span: this.since(start), name, ...optional('default', value) };
  });

  #parameterWithColon(name: ast.Name, start: number): ast.Parameter {
    this.needEqual(1, 'the default of a parameter');
    const value = this.subrule(9, this.expression);
    return { type: 'parameter', span: this.since(start), name, default: value };
  }

  /** `data: 'data' name '{' dataMember* '}'` */
  readonly data: Rule<ast.DataDeclaration> = this.rule('data', () => {
    const doc = this.doc();
    const start = this.here;
    this.CONSUME(t.Keyword.data);
    const name = this.anyName(0, 'the name of the data');
    const members = this.braced('entries', () => this.SUBRULE(this.dataMember));
    return { type: 'data', span: this.since(start), ...doc, name, members };
  });

  /** `dataMember: key '=' expression | field | split | prepare` */
  readonly dataMember: Rule<ast.DataMember> = this.rule('dataMember', () => {
    const start = this.here;
    return this.OR<ast.DataMember>([
      { ALT: () => this.entryAfter(this.CONSUME(t.DataKey), start, () => this.SUBRULE(this.expression)) },
      { ALT: () => this.SUBRULE(this.field) },
      { ALT: () => this.SUBRULE(this.split) },
      { ALT: () => this.SUBRULE(this.prepare) },
    ]);
  });

  /** `field: 'field' word ':' type` */
  readonly field: Rule<ast.FieldDeclaration> = this.rule('field', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.field);
    const name = this.lowerName(0, 'the name of a field');
    this.needColon(0, 'the name of a field');
    const fieldType = this.SUBRULE(this.type);
    return { type: 'field', span: this.since(start), name, fieldType };
  });

  /** `split: 'split' entries` */
  readonly split: Rule<ast.SplitSection> = this.rule('split', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.split);
    const entries = this.SUBRULE(this.entries);
    return { type: 'split', span: this.since(start), entries };
  });

  /** `prepare: ('prepare' | 'augment') word? '{' call* '}'` */
  readonly prepare: Rule<ast.PrepareSection> = this.rule('prepare', () => {
    const start = this.here;
    const type = this.OR<'prepare' | 'augment'>([
      { ALT: () => (this.CONSUME(t.Keyword.prepare), 'prepare') },
      { ALT: () => (this.CONSUME(t.Keyword.augment), 'augment') },
    ]);
    const field = this.OPTION(() => this.nameOf(this.CONSUME(t.Word)));
    const steps = this.braced<ast.Call>(
      'steps',
      () => this.SUBRULE(this.call),
      () => this.#otherPreparation(),
    );
    return { type, span: this.since(start), ...optional('field', field), steps };
  });

  #otherPreparation(): ast.Call | undefined {
    if (this.skipModule()) return this.subrule(9, this.call);
    if (this.is(t.Word)) this.lowerKind();
    return this.misplaced('steps');
  }

  /** `train: 'train' Kind 'on' name ('as' name)? '{' trainMember* '}'` */
  readonly train: Rule<ast.TrainDeclaration> = this.rule('train', () => {
    const doc = this.doc();
    const start = this.here;
    this.CONSUME(t.Keyword.train);
    const model = this.capitalName(0, 'the name of a model');
    this.need(0, t.Keyword.on, '`on` and the name of the data');
    const data = this.anyName(1, 'the name of the data');
    const name = this.OPTION(() => {
      this.CONSUME(t.Keyword.as);
      return this.anyName(2, 'a name');
    });
    const members = this.braced('entries', () => this.SUBRULE(this.trainMember));
    return {
      type: 'train',
      span: this.since(start),
      ...doc,
      model,
      data,
      ...optional('name', name),
      members,
    };
  });

  /** `trainMember: key '=' expression | inputBinding | objective | phase` */
  readonly trainMember: Rule<ast.TrainMember> = this.rule('trainMember', () => {
    const start = this.here;
    return this.OR<ast.TrainMember>([
      { ALT: () => this.entryAfter(this.CONSUME(t.TrainKey), start, () => this.SUBRULE(this.expression)) },
      { ALT: () => this.SUBRULE(this.inputBinding) },
      { ALT: () => this.SUBRULE(this.objective) },
      { ALT: () => this.SUBRULE(this.phase) },
    ]);
  });

  /** `inputBinding: 'input' word '=' word` */
  readonly inputBinding: Rule<ast.InputBinding> = this.rule('inputBinding', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.input);
    const input = this.lowerName(0, 'the name of an input');
    this.needEqual(0, 'the name of an input');
    const field = this.lowerName(1, 'the name of a field');
    return { type: 'input-binding', span: this.since(start), input, field };
  });

  /** `objective: 'objective' word entries` */
  readonly objective: Rule<ast.ObjectiveSection> = this.rule('objective', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.objective);
    const head = this.lowerName(0, 'the name of an output');
    const entries = this.SUBRULE(this.entries);
    return { type: 'objective', span: this.since(start), head, entries };
  });

  /** `phase: 'phase' word '{' phaseMember* '}'` */
  readonly phase: Rule<ast.PhaseSection> = this.rule('phase', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.phase);
    const name = this.lowerName(0, 'the name of a phase');
    const members = this.braced('entries', () => this.SUBRULE(this.phaseMember));
    return { type: 'phase', span: this.since(start), name, members };
  });

  /** `phaseMember: key '=' expression | freeze | objective` */
  readonly phaseMember: Rule<ast.PhaseSection['members'][number]> = this.rule('phaseMember', () => {
    const start = this.here;
    return this.OR<ast.PhaseSection['members'][number]>([
      { ALT: () => this.entryAfter(this.CONSUME(t.PhaseKey), start, () => this.SUBRULE(this.expression)) },
      { ALT: () => this.SUBRULE(this.freeze) },
      { ALT: () => this.SUBRULE(this.objective) },
    ]);
  });

  /** `freeze: 'freeze' path ('..' path)?` */
  readonly freeze: Rule<ast.Freeze> = this.rule('freeze', () => {
    const start = this.here;
    this.CONSUME(t.Keyword.freeze);
    this.needValueAfter('`freeze`');
    const path = this.SUBRULE(this.path);
    const to = this.OPTION(() => {
      this.CONSUME(t.DotDot);
      return this.SUBRULE2(this.path);
    });
    return { type: 'freeze', span: this.since(start), path, ...optional('to', to) };
  });
}
