import { createToken, type ILexingResult, Lexer, type TokenType } from 'chevrotain';

/** Every keyword; reserved as a name, free as an argument's name or an entry's key. */
export const keywords = [
  ...['import', 'from', 'layer', 'let', 'block', 'model', 'data', 'train', 'on', 'field', 'split'],
  ...['prepare', 'augment', 'input', 'output', 'objective', 'phase', 'freeze', 'weights', 'repeat'],
  ...['for', 'in', 'as', 'if', 'then', 'else', 'residual', 'when', 'skip', 'parallel', 'path', 'reuse'],
  ...['require', 'and', 'or', 'not', 'true', 'false', 'none'],
] as const;

export type KeywordText = (typeof keywords)[number];

/** What a key may be: any word, but for the keywords that begin a section in the same place. */
const sections = {
  data: ['field', 'split', 'prepare', 'augment'],
  train: ['input', 'objective', 'phase'],
  phase: ['freeze', 'objective'],
} as const;

const abstract = (name: string): TokenType => createToken({ name, pattern: Lexer.NA });

/** Token categories: they match every token that lists them. */
/** An argument's name: any word or keyword. */
export const AnyKey = abstract('AnyKey');
/** An entry's key: as well, but for `and` and `or`, which would go on with the value before. */
export const EntryKey = abstract('EntryKey');
export const DataKey = abstract('DataKey');
export const TrainKey = abstract('TrainKey');
export const PhaseKey = abstract('PhaseKey');
/** `Word` or `Kind`. */
export const AnyName = abstract('AnyName');
export const BinaryOperatorToken = abstract('BinaryOperator');
export const PrefixOperator = abstract('PrefixOperator');
/** Not part of the language: recognised only to say what to write instead, and replaced before parsing. */
export const Mistake = abstract('Mistake');

const wordRest = '[A-Za-z0-9_]';
/** `relu`, `batch_size`: a name that begins with a small letter. */
export const Word = createToken({
  name: 'Word',
  pattern: /[a-z_][A-Za-z0-9_]*/,
  categories: [AnyKey, EntryKey, DataKey, TrainKey, PhaseKey, AnyName],
});
/** `Conv2D`: a name that begins with a capital. */
export const Kind = createToken({ name: 'Kind', pattern: /[A-Z][A-Za-z0-9_]*/, categories: [AnyName] });

function keywordToken(text: KeywordText): TokenType {
  const categories = [AnyKey];
  if (text === 'and' || text === 'or') return keywordOf(text, [...categories, BinaryOperatorToken]);
  categories.push(EntryKey);
  if (!(sections.data as readonly string[]).includes(text)) categories.push(DataKey);
  if (!(sections.train as readonly string[]).includes(text)) categories.push(TrainKey);
  if (!(sections.phase as readonly string[]).includes(text)) categories.push(PhaseKey);
  if (text === 'not') categories.push(PrefixOperator);
  return keywordOf(text, categories);
}

function keywordOf(text: KeywordText, categories: TokenType[]): TokenType {
  return createToken({ name: text.toUpperCase(), pattern: text, longer_alt: Word, categories });
}

/** The token of each keyword. */
export const Keyword = Object.fromEntries(keywords.map((text) => [text, keywordToken(text)])) as Record<
  KeywordText,
  TokenType
>;

const literal = (name: string, pattern: RegExp): TokenType => createToken({ name, pattern });
const notInWord = `(?!${wordRest})`;
const decimal = '\\d+(?:\\.\\d+)?';

export const SizeToken = literal('Size', new RegExp(`${decimal}[ \\t]*(?:[KMGT]iB|[KMGT]B)${notInWord}`));
export const PercentToken = literal('Percent', /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?%(?![(A-Za-z0-9_])/);
export const NumberToken = literal(
  'Number',
  /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![A-Za-z0-9_]|\.(?![.A-Za-z_]))/,
);
export const StringToken = literal('String', /"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"/);

const mistake = (name: string, pattern: RegExp): TokenType =>
  createToken({ name, pattern, categories: [Mistake] });

/** `2 gib`, `8GIB`: a size whose unit is spelled otherwise. */
export const WrongUnit = mistake(
  'WrongUnit',
  new RegExp(`${decimal}[ \\t]*(?:[kKmMgGtT][iI]?[bB])${notInWord}`),
);
/** `.5`, `5.`, `3px`, `1_000` */
export const WrongNumber = mistake('WrongNumber', /(?:\d|\.\d)(?:[A-Za-z0-9_]|\.(?!\.))*/);
/** A string that its line ends. */
export const OpenString = mistake('OpenString', /"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*\\?/);
/** `'…'` and typographic quotes. */
export const WrongQuotes = mistake(
  'WrongQuotes',
  /'[^'\r\n]*'?|[\u201c\u201d\u201e][^\u201c\u201d\u201e"\r\n]*[\u201c\u201d]?/,
);
export const Semicolon = mistake('Semicolon', /;/);
/** `/* … * /` and Python's `"""…"""`. */
export const BlockComment = mistake('BlockComment', /\/\*[\s\S]*?(?:\*\/|$)|"""[\s\S]*?(?:"""|$)/);
/** `&&`, `||`, `!`, `**`, `^`, `×` … */
export const WrongOperator = mistake(
  'WrongOperator',
  /&&|\|\||[!=]==|!(?!=)|\.\.\.|\*\*|\^|[\u00d7\u00f7\u2212\u2013\u2264\u2265\u2260]/,
);
/** `@tf.function`, as Python marks what follows; several are one. */
export const Decorators = mistake(
  'Decorators',
  /@[a-z_][\w.]*(?:\((?:[^()\r\n]|\([^()\r\n]*\))*\))?(?:\s+@[a-z_][\w.]*(?:\((?:[^()\r\n]|\([^()\r\n]*\))*\))?)*/,
);
/** `True`, `False`, `None`, `null` … as other languages spell them. */
export const WrongLiteral = createToken({
  name: 'WrongLiteral',
  pattern: /(?:True|False|None|TRUE|FALSE|NONE|null|undefined|nil)(?![A-Za-z0-9_])/,
  categories: [Mistake],
});

const mark = (name: string, pattern: string, ...categories: TokenType[]): TokenType =>
  createToken({ name, pattern, categories });

export const LeftBrace = mark('LeftBrace', '{');
export const RightBrace = mark('RightBrace', '}');
export const LeftParen = mark('LeftParen', '(');
export const RightParen = mark('RightParen', ')');
export const LeftBracket = mark('LeftBracket', '[');
export const RightBracket = mark('RightBracket', ']');

/** A closing bracket as it is written. */
export function closerText(closer: TokenType): string {
  return closer === RightBrace ? '}' : closer === RightParen ? ')' : ']';
}

export const Comma = mark('Comma', ',');
export const Colon = mark('Colon', ':');
export const Question = mark('Question', '?');
/** `|` and `|>`, as others join layers: no part of the language, and told by what reads it. */
export const Pipe = createToken({ name: 'Pipe', pattern: /\|>?/ });
export const DotDot = mark('DotDot', '..');
export const Dot = mark('Dot', '.');
export const EqualEqual = mark('EqualEqual', '==', BinaryOperatorToken);
export const Equal = mark('Equal', '=');
export const NotEqual = mark('NotEqual', '!=', BinaryOperatorToken);
export const LessEqual = mark('LessEqual', '<=', BinaryOperatorToken);
export const Less = mark('Less', '<', BinaryOperatorToken);
export const GreaterEqual = mark('GreaterEqual', '>=', BinaryOperatorToken);
export const Greater = mark('Greater', '>', BinaryOperatorToken);
export const Plus = mark('Plus', '+', BinaryOperatorToken, PrefixOperator);
export const Minus = mark('Minus', '-', BinaryOperatorToken, PrefixOperator);
export const Star = mark('Star', '*', BinaryOperatorToken);
export const FloorDivide = mark('FloorDivide', '//', BinaryOperatorToken);
export const Slash = mark('Slash', '/', BinaryOperatorToken);
export const Remainder = mark('Remainder', '%', BinaryOperatorToken);

const Blank = createToken({ name: 'Blank', pattern: /\s+/, group: Lexer.SKIPPED, line_breaks: true });
export const CommentToken = createToken({ name: 'Comment', pattern: /#[^\r\n]*/, group: 'comments' });

/** Every token type; the lexer takes the first that matches. */
export const tokenTypes: TokenType[] = [
  ...[
    Blank,
    CommentToken,
    AnyKey,
    DataKey,
    TrainKey,
    PhaseKey,
    AnyName,
    BinaryOperatorToken,
    PrefixOperator,
    Mistake,
  ],
  ...Object.values(Keyword),
  ...[WrongLiteral, Word, Kind],
  ...[SizeToken, WrongUnit, PercentToken, NumberToken],
  ...[
    BlockComment,
    StringToken,
    OpenString,
    WrongQuotes,
    Semicolon,
    Decorators,
    WrongOperator,
    NotEqual,
    Pipe,
  ],
  ...[DotDot, WrongNumber],
  ...[LeftBrace, RightBrace, LeftParen, RightParen, LeftBracket, RightBracket, Comma, Colon, Question, Dot],
  ...[EqualEqual, Equal, LessEqual, Less, GreaterEqual, Greater],
  ...[Plus, Minus, Star, FloorDivide, Slash, Remainder],
];

let lexer: Lexer | undefined;

/** A text as tokens, before mistakes are replaced. The lexer is made for the first one: a server answers before that. */
export function tokenize(text: string): ILexingResult {
  lexer ??= new Lexer(tokenTypes, {
    positionTracking: 'onlyOffset',
    ensureOptimizations: true,
    skipValidations: true,
  });
  return lexer.tokenize(text);
}
