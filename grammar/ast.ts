import type { Source } from './source.ts';
import type { Span } from './span.ts';

/*
 * The syntax tree: a closed set of plain objects, told apart by `type`, each with the exact span of its
 * text. A tree made from a text with errors holds what could be recognised; a part that could not be is
 * absent where the field allows it, or the whole statement is dropped.
 */

interface NodeBase {
  readonly span: Span;
}

export interface Module extends NodeBase {
  readonly type: 'module';
  readonly source: Source;
  readonly items: readonly Item[];
  /** Every comment in text order, `##` ones too. */
  readonly comments: readonly Comment[];
}

/** `# …` or, with `doc`, `## …`; `text` is without the marks and one leading blank. */
export interface Comment extends NodeBase {
  readonly type: 'comment';
  readonly text: string;
  readonly doc: boolean;
}

/** A name where it is declared or used. */
export interface Name extends NodeBase {
  readonly type: 'name';
  readonly text: string;
}

// --- items -----------------------------------------------------------------------------------------

export type Item =
  Import | LayerAlias | Let | BlockDeclaration | ModelDeclaration | DataDeclaration | TrainDeclaration;

/** `import { A, B as C } from "path"` */
export interface Import extends NodeBase {
  readonly type: 'import';
  readonly names: readonly ImportName[];
  readonly path: StringLiteral;
}

export interface ImportName extends NodeBase {
  readonly type: 'import-name';
  readonly name: Name;
  readonly as?: Name;
}

/** `layer Name = Kind(arguments)`; at top level or in a body. */
export interface LayerAlias extends NodeBase {
  readonly type: 'layer-alias';
  readonly doc?: string;
  readonly name: Name;
  readonly kind: Call;
}

/** `let name = expression`; at top level or in a body. */
export interface Let extends NodeBase {
  readonly type: 'let';
  readonly doc?: string;
  readonly name: Name;
  readonly value: Expression;
}

/** `block Name(parameters) { body }` */
export interface BlockDeclaration extends NodeBase {
  readonly type: 'block';
  readonly doc?: string;
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly body: Body;
}

/** `model Name(parameters) { body }` */
export interface ModelDeclaration extends NodeBase {
  readonly type: 'model';
  readonly doc?: string;
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly body: Body;
}

export interface Parameter extends NodeBase {
  readonly type: 'parameter';
  readonly name: Name;
  readonly default?: Expression;
}

/** `data Name { … }` */
export interface DataDeclaration extends NodeBase {
  readonly type: 'data';
  readonly doc?: string;
  readonly name: Name;
  readonly members: readonly DataMember[];
}

export type DataMember = Entry | FieldDeclaration | SplitSection | PrepareSection;

/** `key = expression` */
export interface Entry extends NodeBase {
  readonly type: 'entry';
  readonly key: Name;
  readonly value: Expression;
}

/** `field name: type` */
export interface FieldDeclaration extends NodeBase {
  readonly type: 'field';
  readonly name: Name;
  readonly fieldType: TypeExpression;
}

/** `split { train = 90%  valid = 10% }` */
export interface SplitSection extends NodeBase {
  readonly type: 'split';
  readonly entries: readonly Entry[];
}

/** `prepare { … }`, `prepare box { … }`, `augment { … }`: layer calls in order, with no labels. */
export interface PrepareSection extends NodeBase {
  readonly type: 'prepare' | 'augment';
  readonly field?: Name;
  readonly steps: readonly Call[];
}

/** `train Model on Data as name { … }` */
export interface TrainDeclaration extends NodeBase {
  readonly type: 'train';
  readonly doc?: string;
  readonly model: Name;
  readonly data: Name;
  readonly name?: Name;
  readonly members: readonly TrainMember[];
}

export type TrainMember = Entry | InputBinding | ObjectiveSection | PhaseSection;

/** `input image = photo` in a train block: the model's input `image` is fed by the field `photo`. */
export interface InputBinding extends NodeBase {
  readonly type: 'input-binding';
  readonly input: Name;
  readonly field: Name;
}

/** `objective head { loss = …  weight = …  metrics = […] }` */
export interface ObjectiveSection extends NodeBase {
  readonly type: 'objective';
  readonly head: Name;
  readonly entries: readonly Entry[];
}

/** `phase name { freeze …  epochs = …  optimizer = …  objective head { … } }` */
export interface PhaseSection extends NodeBase {
  readonly type: 'phase';
  readonly name: Name;
  readonly members: readonly (Entry | Freeze | ObjectiveSection)[];
}

/** `freeze base`, `freeze base.layers[..56]`, `freeze base.block1..base.block6` (`to` is the second path). */
export interface Freeze extends NodeBase {
  readonly type: 'freeze';
  readonly path: Path;
  readonly to?: Path;
}

// --- bodies ----------------------------------------------------------------------------------------

export interface Body extends NodeBase {
  readonly type: 'body';
  readonly statements: readonly Statement[];
  /** Offsets of statements that could not be read, where there are any. */
  readonly gaps?: readonly number[];
}

export type Statement =
  | Step
  | InputStatement
  | OutputStatement
  | LayerAlias
  | Let
  | Repeat
  | For
  | If
  | From
  | Require
  | WeightsDeclaration
  | PathBranch;

/** One thing applied to the current tensor, labelled or not: `stem: Conv2D(64, 7)`. */
export interface Step extends NodeBase {
  readonly type: 'step';
  readonly doc?: string;
  readonly label?: Label;
  readonly operation: Operation;
}

/** A label; a quoted one may interpolate (`"block{i + 5}"`). */
export type Label = Name | StringLiteral;

export type Operation = Call | Group | Residual | Parallel | Reuse;

/** `Kind`, `Kind(arguments)`; also a lower-case function where an expression stands. */
export interface Call extends NodeBase {
  readonly type: 'call';
  readonly callee: Name;
  /** Absent where no parentheses were written. */
  readonly arguments?: readonly Argument[];
}

/** `expression` or `name = expression` */
export interface Argument extends NodeBase {
  readonly type: 'argument';
  readonly name?: Name;
  readonly value: Expression;
}

/** `{ … }` as a step. */
export interface Group extends NodeBase {
  readonly type: 'group';
  readonly body: Body;
}

/** `residual [when c] { … } [skip [when c] { … }]` */
export interface Residual extends NodeBase {
  readonly type: 'residual';
  readonly when?: Expression;
  readonly main: Body;
  readonly skip?: Skip;
}

export interface Skip extends NodeBase {
  readonly type: 'skip';
  readonly when?: Expression;
  readonly body: Body;
}

/** `parallel Merge(arguments) { path { … } … }`: the body holds `path` branches, `for`, `repeat`, `if`, `let`. */
export interface Parallel extends NodeBase {
  readonly type: 'parallel';
  readonly merge: Call;
  readonly body: Body;
}

/** `path { … }`, only inside `parallel`. */
export interface PathBranch extends NodeBase {
  readonly type: 'path-branch';
  readonly label?: Label;
  readonly body: Body;
}

/** `reuse tower` */
export interface Reuse extends NodeBase {
  readonly type: 'reuse';
  readonly path: Path;
}

/** `input name: type` */
export interface InputStatement extends NodeBase {
  readonly type: 'input';
  readonly doc?: string;
  readonly name: Name;
  readonly inputType: TypeExpression;
}

/** `output name: Operation` */
export interface OutputStatement extends NodeBase {
  readonly type: 'output';
  readonly doc?: string;
  readonly name: Name;
  readonly operation: Operation;
}

/** `repeat count [as index] { … }` */
export interface Repeat extends NodeBase {
  readonly type: 'repeat';
  readonly count: Expression;
  readonly index?: Name;
  readonly body: Body;
}

/** `for x in list [as i] { … }`, `for (f, n) in list { … }` (several targets when parenthesised). */
export interface For extends NodeBase {
  readonly type: 'for';
  readonly targets: readonly Name[];
  /** True where the targets were written in parentheses, so that each item is a tuple to take apart. */
  readonly destructured: boolean;
  readonly list: Expression;
  readonly index?: Name;
  readonly body: Body;
}

/** `if c { … } else if c { … } else { … }` */
export interface If extends NodeBase {
  readonly type: 'if';
  readonly condition: Expression;
  readonly then: Body;
  readonly else?: Body | If;
}

/** `from name`, `from encoder.mean`, `from down[2]` */
export interface From extends NodeBase {
  readonly type: 'from';
  readonly path: Path;
}

/** `require condition : "message {x}"` */
export interface Require extends NodeBase {
  readonly type: 'require';
  readonly condition: Expression;
  readonly message?: StringLiteral;
}

/** `weights imagenet = "url" { sha256 = "…"  classes = "…" }` in a model. */
export interface WeightsDeclaration extends NodeBase {
  readonly type: 'weights';
  readonly name: Name;
  readonly location: StringLiteral;
  readonly entries: readonly Entry[];
}

// --- types -----------------------------------------------------------------------------------------

/** `float32[28, 28, 1]`, `[?h, ?w, ?c]`, `class[10]`, `box[center]`, `uint8[?h, ?w, 3]` */
export interface TypeExpression extends NodeBase {
  readonly type: 'type';
  readonly name?: Name;
  /** Absent where no brackets were written. */
  readonly sizes?: readonly (Expression | SymbolicSize)[];
}

/** `?h` */
export interface SymbolicSize extends NodeBase {
  readonly type: 'symbolic-size';
  readonly name: Name;
}

// --- paths -----------------------------------------------------------------------------------------

/** `base.block4.conv`, `down[2]`, `base.layers[..56]` */
export interface Path extends NodeBase {
  readonly type: 'path';
  readonly segments: readonly PathSegment[];
}

export type PathSegment = Name | PathIndex | PathRange;

/** `[expression]` */
export interface PathIndex extends NodeBase {
  readonly type: 'index';
  readonly value: Expression;
}

/** `[a..b]`, either end absent. */
export interface PathRange extends NodeBase {
  readonly type: 'range';
  readonly from?: Expression;
  readonly to?: Expression;
}

// --- expressions -----------------------------------------------------------------------------------

export type Expression =
  | NumberLiteral
  | SizeLiteral
  | StringLiteral
  | BooleanLiteral
  | NoneLiteral
  | Path
  | Call
  | ListExpression
  | TupleExpression
  | Unary
  | Binary
  | Conditional;

/** `3`, `0.5`, `1e-4`, `10%` (value 0.1, `percent` set). `text` is as written. */
export interface NumberLiteral extends NodeBase {
  readonly type: 'number';
  readonly value: number;
  readonly text: string;
  readonly percent: boolean;
}

/** `2 GiB`; `value` is in bytes. */
export interface SizeLiteral extends NodeBase {
  readonly type: 'size';
  readonly value: number;
  readonly text: string;
}

/** `"…"`. `value` has escapes undone (`\\ \" \n \t \{ \}`); `parts` has the `{expressions}` of an interpolated one. */
export interface StringLiteral extends NodeBase {
  readonly type: 'string';
  readonly value: string;
  /** Texts and expressions in turn; a single text where nothing is interpolated. */
  readonly parts: readonly (string | Expression)[];
}

export interface BooleanLiteral extends NodeBase {
  readonly type: 'boolean';
  readonly value: boolean;
}

export interface NoneLiteral extends NodeBase {
  readonly type: 'none';
}

export interface ListExpression extends NodeBase {
  readonly type: 'list';
  readonly items: readonly Expression[];
}

/** `(64, 3)`: two items or more; `(x)` is x itself. */
export interface TupleExpression extends NodeBase {
  readonly type: 'tuple';
  readonly items: readonly Expression[];
}

export interface Unary extends NodeBase {
  readonly type: 'unary';
  readonly operator: '-' | '+' | 'not';
  readonly operand: Expression;
}

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '//' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or';

export interface Binary extends NodeBase {
  readonly type: 'binary';
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

/** `if c then a else b` */
export interface Conditional extends NodeBase {
  readonly type: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly else: Expression;
}

export type Node =
  | Module
  | Comment
  | Name
  | Item
  | ImportName
  | Parameter
  | DataMember
  | TrainMember
  | Freeze
  | Body
  | Statement
  | Operation
  | Skip
  | Argument
  | TypeExpression
  | SymbolicSize
  | Path
  | PathIndex
  | PathRange
  | Expression;
