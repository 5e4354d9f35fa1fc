; No node is captured twice, for editors do not agree on which capture then counts.

(comment) @comment
(doc_comment) @comment.documentation

(kind) @type
(type name: (name) @type.builtin)

(number) @number
(size) @number
(boolean) @boolean
(none) @constant.builtin
(string) @string
(escape_sequence) @string.escape
(interpolation) @embedded

(argument key: (key) @variable.parameter)
(parameter name: (name) @variable.parameter)
(call callee: (name) @function)

(entry key: (key) @property)
(input name: (name) @property)
(output name: (name) @property)
(field name: (name) @property)
(weights name: (name) @property)
(phase name: (name) @property)
(objective head: (name) @property)
(input_binding input: (name) @property field: (name) @property)
(prepare field: (name) @property)
(augment field: (name) @property)
(path "." (name) @property)

(step label: (name) @label)
(path_branch label: (name) @label)

(path . (name) @variable)
(import_name (name) @variable)
(let name: (name) @variable)
(data name: (name) @variable)
(train data: (name) @variable)
(train name: (name) @variable)
(for target: (name) @variable)
(targets target: (name) @variable)
(for index: (name) @variable)
(repeat index: (name) @variable)
(symbolic_size name: (name) @variable)

["import" "as"] @keyword.import
(import "from" @keyword.import)
(from "from" @keyword)

["if" "then" "else" "when"] @keyword.conditional
["repeat" "for" "in"] @keyword.repeat
["and" "or" "not"] @keyword.operator

[
  "layer" "let" "block" "model" "data" "train" "on" "field" "split" "prepare" "augment" "input" "output"
  "objective" "phase" "freeze" "weights" "residual" "skip" "parallel" "path" "reuse" "require"
] @keyword

(binary operator: ["==" "!=" "<" "<=" ">" ">=" "+" "-" "*" "/" "//" "%"] @operator)
(unary operator: ["-" "+"] @operator)
["=" ".." "?"] @operator

["(" ")" "[" "]" "{" "}"] @punctuation.bracket
["," ":" "."] @punctuation.delimiter
