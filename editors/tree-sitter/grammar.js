import { bindingPower, keys, patterns, prefixPower } from './tokens.js';

/** What stands between brackets: `(item (',' item)* ','?)?` */
const list = (item) => optional(seq(item, repeat(seq(',', item)), optional(',')));

const braced = (member) => seq('{', repeat(member), '}');

const called = ($, name) => field('name', name ?? $.name);

const declaration = ($, keyword) =>
  seq(keyword, called($, $.kind), optional($.parameters), field('body', $.body));

/** A word or one of some keywords, as a key. */
const key = ($, keywords, ...others) =>
  field('key', choice(...[$.name, ...others, ...keywords].map((text) => alias(text, $.key))));

/** `key = value`, with the keywords that may be keys where it stands. */
const entry = ($, keywords) => seq(key($, keywords), '=', field('value', $._expression));

export default grammar({
  name: 'cnn',

  word: ($) => $.name,

  // White space is what `\s` matches in JavaScript.
  extras: ($) => [
    /[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/,
    $.comment,
    $.doc_comment,
  ],

  // What depends on the character behind it: src/scanner.c.
  externals: ($) => [$._percent_sign, $._unit, $._recovering],

  supertypes: ($) => [$._item, $._statement, $._operation, $._expression],

  rules: {
    module: ($) => repeat($._item),

    // --- items

    _item: ($) => choice($.import, $.layer_alias, $.let, $.block, $.model, $.data, $.train),

    import: ($) => seq('import', '{', list($.import_name), '}', 'from', field('path', $.string)),
    import_name: ($) => seq(called($, $._any_name), optional(seq('as', field('as', $._any_name)))),

    layer_alias: ($) => seq('layer', called($, $.kind), '=', field('kind', alias($._kind_call, $.call))),
    let: ($) => seq('let', called($), '=', field('value', $._expression)),
    block: ($) => declaration($, 'block'),
    model: ($) => declaration($, 'model'),
    parameters: ($) => seq('(', list($.parameter), ')'),
    parameter: ($) => seq(called($), optional(seq('=', field('default', $._expression)))),

    data: ($) =>
      seq(
        'data',
        called($, $._any_name),
        braced(choice(alias($._data_entry, $.entry), $.field, $.split, $.prepare, $.augment)),
      ),
    field: ($) => seq('field', called($), ':', field('type', $.type)),
    split: ($) => seq('split', $._entries),
    prepare: ($) => seq('prepare', $._preparation),
    augment: ($) => seq('augment', $._preparation),
    _preparation: ($) => seq(optional(field('field', $.name)), braced(alias($._kind_call, $.call))),

    train: ($) =>
      seq(
        'train',
        field('model', $.kind),
        'on',
        field('data', $._any_name),
        optional(seq('as', called($, $._any_name))),
        braced(choice(alias($._train_entry, $.entry), $.input_binding, $.objective, $.phase)),
      ),
    input_binding: ($) => seq('input', field('input', $.name), '=', field('field', $.name)),
    objective: ($) => seq('objective', field('head', $.name), $._entries),
    phase: ($) =>
      seq('phase', called($), braced(choice(alias($._phase_entry, $.entry), $.freeze, $.objective))),
    freeze: ($) => seq('freeze', field('path', $.path), optional(seq('..', field('to', $.path)))),

    _entries: ($) => braced($.entry),
    entry: ($) => entry($, keys.entry),
    _data_entry: ($) => entry($, keys.data),
    _train_entry: ($) => entry($, keys.train),
    _phase_entry: ($) => entry($, keys.phase),

    type: ($) => choice(seq(called($), optional($.sizes)), $.sizes),
    sizes: ($) => seq('[', list(choice($.symbolic_size, $._expression)), ']'),
    symbolic_size: ($) => seq('?', called($)),

    // --- bodies

    body: ($) => braced($._statement),

    _statement: ($) =>
      choice(
        $.step,
        $.path_branch,
        $.input,
        $.output,
        $.layer_alias,
        $.let,
        $.repeat,
        $.for,
        $.if,
        $.from,
        $.require,
        $.weights,
      ),

    step: ($) =>
      choice(seq($._label, field('operation', $._operation)), field('operation', $._plain_operation)),
    path_branch: ($) => seq(optional($._label), 'path', field('body', $.body)),
    _label: ($) => seq(field('label', choice($.name, $.string)), ':'),

    _operation: ($) => choice($._plain_operation, $.group),
    _plain_operation: ($) => choice(alias($._kind_call, $.call), $.residual, $.parallel, $.reuse),
    group: ($) => $.body,
    residual: ($) =>
      seq('residual', optional($._when), field('main', $.body), optional(field('skip', $.skip))),
    skip: ($) => seq('skip', optional($._when), field('body', $.body)),
    _when: ($) => seq('when', field('when', $._expression)),
    parallel: ($) => seq('parallel', field('merge', alias($._kind_call, $.call)), field('body', $.body)),
    reuse: ($) => seq('reuse', field('path', $.path)),

    input: ($) => seq('input', called($), ':', field('type', $.type)),
    output: ($) => seq('output', called($), ':', field('operation', $._operation)),
    repeat: ($) => seq('repeat', field('count', $._expression), optional($._as_index), field('body', $.body)),
    for: ($) =>
      seq(
        'for',
        choice(field('target', $.name), $.targets),
        'in',
        field('list', $._expression),
        optional($._as_index),
        field('body', $.body),
      ),
    targets: ($) => seq('(', list(field('target', $.name)), ')'),
    _as_index: ($) => seq('as', field('index', $.name)),
    if: ($) =>
      seq(
        'if',
        field('condition', $._expression),
        field('then', $.body),
        optional(seq('else', field('else', choice($.if, $.body)))),
      ),
    from: ($) => seq('from', field('path', $.path)),
    require: ($) =>
      seq('require', field('condition', $._expression), optional(seq(':', field('message', $.string)))),
    weights: ($) => seq('weights', called($), '=', field('location', $.string), optional($._entries)),

    // --- expressions

    _expression: ($) => choice($.conditional, $._chain),

    conditional: ($) =>
      seq(
        'if',
        field('condition', $._expression),
        'then',
        field('then', $._expression),
        'else',
        field('else', $._expression),
      ),

    _chain: ($) => choice($.binary, $.unary, $._primary),

    binary: ($) =>
      choice(
        ...Object.entries(bindingPower).map(([operator, power]) =>
          prec.left(
            power,
            seq(field('left', $._chain), field('operator', operator), field('right', $._chain)),
          ),
        ),
      ),

    unary: ($) =>
      choice(
        ...Object.entries(prefixPower).map(([operator, power]) =>
          prec(power, seq(field('operator', operator), field('operand', $._chain))),
        ),
      ),

    _primary: ($) =>
      choice($.number, $.size, $.string, $.boolean, $.none, $.path, $.call, $.list, $.parenthesized, $.tuple),

    number: ($) => seq(choice($._decimal, $._exponential), optional($._percent_sign)),
    size: ($) => seq($._decimal, $._unit),
    _decimal: () => /\d+(\.\d+)?/,
    _exponential: () => /\d+(\.\d+)?[eE][+-]?\d+/,
    boolean: () => choice('true', 'false'),
    none: () => 'none',

    string: ($) =>
      seq('"', repeat(choice($.string_content, $.escape_sequence, $.interpolation)), token.immediate('"')),
    string_content: () => token.immediate(prec(1, /[^"\\\r\n{]+/)),
    escape_sequence: () => token.immediate(/\\[\\"nt{}]/),
    interpolation: ($) => seq(token.immediate('{'), $._expression, '}'),

    path: ($) => seq($.name, repeat(choice(seq('.', $.name), $.index, $.range))),
    index: ($) => seq('[', $._expression, ']'),
    range: ($) =>
      seq('[', optional(field('from', $._expression)), '..', optional(field('to', $._expression)), ']'),

    call: ($) => choice(seq(field('callee', $.name), $.arguments), $._kind_call),
    _kind_call: ($) => seq(field('callee', $.kind), optional($.arguments)),
    arguments: ($) => seq('(', list($.argument), ')'),
    argument: ($) => seq(optional(seq(key($, keys.argument, $.kind), '=')), field('value', $._expression)),

    list: ($) => seq('[', list($._expression), ']'),
    parenthesized: ($) => seq('(', $._expression, optional(','), ')'),
    tuple: ($) => seq('(', $._expression, repeat1(seq(',', $._expression)), optional(','), ')'),

    // --- words

    name: () => new RegExp(patterns.word),
    kind: () => new RegExp(patterns.kind),
    _any_name: ($) => choice($.name, $.kind),

    comment: () => token(new RegExp(patterns.comment)),
    doc_comment: () => token(prec(1, new RegExp(`#${patterns.comment}`))),
  },
});
