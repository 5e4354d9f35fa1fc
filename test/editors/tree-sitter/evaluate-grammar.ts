/** A rule, as Tree-sitter's `grammar.json` has it. */
type Rule = Readonly<Record<string, unknown>>;
type Written = Rule | RegExp | string;

interface Symbol extends Rule {
  readonly type: 'SYMBOL';
  readonly name: string;
}

/** Symbols by their names. */
type Symbols = Readonly<Record<string, Symbol>>;

interface Grammar {
  readonly name: string;
  readonly rules: Readonly<Record<string, (symbols: Symbols) => Written>>;
  readonly word: (symbols: Symbols) => Symbol;
  readonly extras: (symbols: Symbols) => readonly Written[];
  readonly externals: (symbols: Symbols) => readonly Written[];
  readonly supertypes: (symbols: Symbols) => readonly Symbol[];
}

const symbols = new Proxy<Symbols>({}, { get: (_, name) => ({ type: 'SYMBOL', name: String(name) }) });

function rule(written: Written): Rule {
  if (typeof written === 'string') return { type: 'STRING', value: written };
  return written instanceof RegExp ? { type: 'PATTERN', value: written.source } : written;
}

const seq = (...members: Written[]): Rule => ({ type: 'SEQ', members: members.map(rule) });
const choice = (...members: Written[]): Rule => ({ type: 'CHOICE', members: members.map(rule) });
const precedence =
  (type: string) =>
  (value: number, content: Written): Rule => ({ type, value, content: rule(content) });
const around =
  (type: string) =>
  (content: Written): Rule => ({ type, content: rule(content) });

/** The words that a grammar for Tree-sitter is written in, but for those that ours does without. */
const language = {
  seq,
  choice,
  optional: (content: Written): Rule => choice(content, { type: 'BLANK' }),
  repeat: around('REPEAT'),
  repeat1: around('REPEAT1'),
  field: (name: string, content: Written): Rule => ({ type: 'FIELD', name, content: rule(content) }),
  alias: (content: Written, { name }: Symbol): Rule => ({
    ...{ type: 'ALIAS', content: rule(content), named: true, value: name },
  }),
  token: Object.assign(around('TOKEN'), { immediate: around('IMMEDIATE_TOKEN') }),
  prec: Object.assign(precedence('PREC'), { left: precedence('PREC_LEFT') }),
  grammar: (written: Grammar): Grammar => written,
};

/** What Tree-sitter makes of a `grammar.js`: its `grammar.json`, without what ours leaves empty. */
export async function evaluateGrammar(path: string): Promise<Rule> {
  Object.assign(globalThis, language);
  try {
    const { default: written } = (await import(path)) as { readonly default: Grammar };
    const rules = Object.entries(written.rules).map(([name, make]) => [name, rule(make(symbols))]);
    return {
      name: written.name,
      word: written.word(symbols).name,
      rules: Object.fromEntries(rules) as Rule,
      extras: written.extras(symbols).map(rule),
      externals: written.externals(symbols).map(rule),
      supertypes: written.supertypes(symbols).map(({ name }) => name),
    };
  } finally {
    for (const word of Object.keys(language)) Reflect.deleteProperty(globalThis, word);
  }
}
