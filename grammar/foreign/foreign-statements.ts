import type { IToken } from 'chevrotain';
import type { Diagnostic, Fix } from '../diagnostic.ts';
import { diagnose } from '../messages.ts';
import * as t from '../tokens.ts';
import { tokenAs, TokenList } from './token-list.ts';

/** What to do about a statement of another language. */
interface Habit {
  readonly why: string;
  readonly instead: string;
  /** How far it goes: its line, the lines indented below it as well, or the word alone. */
  readonly extent: 'line' | 'block' | 'word';
  /** Whether leaving it out mends it. */
  readonly needless?: boolean;
  /** The keyword that it is read as. */
  readonly keyword?: t.KeywordText;
}

const model: Habit = {
  why: 'a network is no class and no function',
  instead: 'write `model Name { … }`, its layers one after another',
  extent: 'block',
};
const needless = (why: string, instead = 'leave it out'): Habit => ({
  why,
  instead,
  extent: 'line',
  needless: true,
});

const habits = new Map<string, Habit>([
  ['class', model],
  [
    'def',
    { ...model, instead: 'write `model Name { … }` or `block Name { … }`, its layers one after another' },
  ],
  ['function', model],
  ['return', needless('a body gives what its last layer made, or its `output`')],
  [
    'print',
    needless(
      'nothing is printed while a network is described',
      'leave it out: `cnnc summary` prints every shape',
    ),
  ],
  ['pass', needless('an empty body stays empty')],
  ['del', needless('what is not used is not kept')],
  ['import', needless('layers need no import')],
  ['from', needless('layers need no import')],
  ['const', { why: 'a value is named by `let`', instead: 'write `let`', extent: 'word', keyword: 'let' }],
  ['var', { why: 'a value is named by `let`', instead: 'write `let`', extent: 'word', keyword: 'let' }],
  [
    'assert',
    { why: 'what must hold is a `require`', instead: 'write `require`', extent: 'word', keyword: 'require' },
  ],
  ['while', { ...model, why: 'how often is known before: `repeat`', instead: 'write `repeat n { … }`' }],
  ['with', { ...model, why: 'there is no context to enter', instead: 'write what stands in it alone' }],
  ['try', { ...model, why: 'nothing is caught', instead: 'write what stands in it alone' }],
]);

/** What is called of a Keras model. */
const methods = new Map<string, Habit>([
  ['compile', needless('how a model is trained is told by a `train` block')],
  ['fit', needless('how a model is trained is told by a `train` block, and `cnnc run` does it')],
  ['summary', needless('`cnnc summary` prints it')],
  ['build', needless('shapes follow from the `input`')],
  ['evaluate', needless('a run evaluates the `test` part of the data at its end')],
  ['save', needless('a run keeps the weights in its folder')],
]);

/** Statements of Python and JavaScript: each word is told once, and they are passed over, or read as what is meant. */
export function readForeignStatements(list: TokenList, diagnostics: Diagnostic[]): TokenList {
  const told = new Set<string>();
  const gone = new Set<number>();
  const read = new Map<number, IToken>();
  for (let i = 0; i < list.length; i++) {
    const habit = list.beginsStatement(i) ? habitAt(list, i) : undefined;
    if (habit === undefined) continue;
    const last = endOf(list, i, habit);
    const token = list.tokens[i];
    if (habit.keyword !== undefined && token !== undefined) {
      read.set(i, tokenAs(token, t.Keyword[habit.keyword], habit.keyword));
    } else for (let n = i; n <= last; n++) gone.add(n);
    const word = habitWord(list, i);
    if (!told.has(word)) diagnostics.push(diagnosisOf(list, i, last, habit, word));
    told.add(word);
    i = last;
  }
  if (told.size === 0) return list;
  const tokens = list.tokens.flatMap((token, i) => (gone.has(i) ? [] : [read.get(i) ?? token]));
  return new TokenList(list.source, tokens);
}

const habitWord = (list: TokenList, i: number): string =>
  list.is(i + 1, t.Dot) ? `${list.image(i)}.${list.image(i + 2)}` : list.image(i);

function habitAt(list: TokenList, i: number): Habit | undefined {
  const next = i + 1;
  if (list.is(i, t.AnyKey) && list.is(next, t.Dot) && list.is(i + 3, t.LeftParen))
    return methods.get(list.image(i + 2));
  const habit = habits.get(list.image(i));
  if (habit === undefined || list.is(next, t.Colon) || list.is(next, t.Equal)) {
    return habit !== undefined && ['try', 'with'].includes(list.image(i)) && list.is(next, t.Colon)
      ? habit
      : undefined;
  }
  switch (list.image(i)) {
    case 'import':
      return isForeignImport(list, next) ? habit : undefined;
    case 'from':
      return isPythonImport(list, i) ? habit : undefined;
    case 'print':
      return list.is(next, t.LeftParen) ? habit : undefined;
    case 'return':
    case 'pass':
      return habit;
    case 'while':
    case 'assert':
      return list.beginsLine(next) ? undefined : habit;
    default:
      return list.is(next, t.AnyName) && !list.beginsLine(next) ? habit : undefined;
  }
}

/** `import torch.nn`, `import * as tf from …`; `import Name from "path"` lacks its braces only. */
const isForeignImport = (list: TokenList, i: number): boolean =>
  list.is(i, t.Star) ||
  (list.is(i, t.AnyName) && !(list.is(i + 1, t.Keyword.from) && list.is(i + 2, t.StringToken)));

/** `from torch import nn` */
function isPythonImport(list: TokenList, i: number): boolean {
  let at = i + 1;
  while (list.is(at, t.AnyKey) && list.is(at + 1, t.Dot)) at += 2;
  return list.is(at, t.AnyKey) && list.is(at + 1, t.Keyword.import) && !list.beginsLine(at + 1);
}

function endOf(list: TokenList, i: number, { extent }: Habit): number {
  if (extent === 'word') return i;
  return extent === 'line' ? list.lineEnd(i) : list.blockEnd(i);
}

function diagnosisOf(list: TokenList, i: number, last: number, habit: Habit, written: string): Diagnostic {
  const { why, instead } = habit;
  const span = list.span(i, list.is(i + 1, t.Dot) ? i + 2 : i);
  const edits: Fix['edits'] = editsOf(list, i, last, habit);
  return diagnose('CNN052', span, { written, why, instead }, edits === undefined ? {} : { edits });
}

function editsOf(list: TokenList, i: number, last: number, habit: Habit): Fix['edits'] {
  if (habit.needless === true) return [{ span: list.span(i, last), text: '' }];
  return habit.keyword === undefined ? undefined : [{ span: list.span(i), text: habit.keyword }];
}
