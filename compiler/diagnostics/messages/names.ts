import { count, error, list, warning } from './define-message.ts';

const didYouMean = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : `did you mean \`${suggestion}\`?`;

/** 1xx: names, values, parameters, expansion. */
export const nameMessages = {
  CNN101: error(
    (name: string, _suggestion?: string) => `there is no value named \`${name}\``,
    (_name, suggestion) => didYouMean(suggestion),
  ),
  CNN102: error(
    (name: string, _suggestion?: string) => `there is no layer \`${name}\``,
    (_name, suggestion) => didYouMean(suggestion),
  ),
  CNN103: error(
    (name: string, kind: string) => `a layer is written with a capital: \`${kind}\`, not \`${name}\``,
    (_name, kind) => `write \`${kind}\``,
  ),
  CNN104: error((what: string, reason?: string) =>
    reason === undefined || reason === ''
      ? `${what} is not supported yet`
      : `${what} is not supported: ${reason}`,
  ),
  CNN105: error(
    (name: string, what: string) => `\`${name}\` is already ${what}`,
    (_name, what) =>
      what === 'a value'
        ? 'give it a name of its own: a value does not change; `pairwise` gives each item of a list with the one before it'
        : 'give it a name of its own',
  ),
  CNN106: error(
    (label: string) => `the label \`${label}\` is already taken in this body`,
    () => 'give it another name, or none',
  ),
  CNN107: error(
    (owner: string, name: string, _suggestion?: string) => `\`${owner}\` has no parameter \`${name}\``,
    (_owner, _name, suggestion) => didYouMean(suggestion),
  ),
  CNN108: error(
    (owner: string, names: readonly string[]) =>
      `\`${owner}\` needs ${list(names.map((name) => `\`${name}\``))}`,
  ),
  CNN109: error((name: string) => `\`${name}\` is given twice`),
  CNN110: error((owner: string) => `an argument of \`${owner}\` without a name follows one with a name`),
  CNN111: error((owner: string, most: number, given: number) =>
    most === 0
      ? `\`${owner}\` takes no arguments without a name, but gets ${given}`
      : `\`${owner}\` takes ${count(most, 'argument')} without a name at most, but gets ${given}`,
  ),
  CNN112: error(
    (what: string, wanted: string, given: string) => `${what} must be ${wanted}, but is ${given}`,
  ),
  CNN113: error((what: string, bound: string, given: string) => `${what} must be ${bound}, but is ${given}`),
  CNN114: error((what: string, given: string) => `${what} must be an integer, but is ${given}`),
  CNN115: error(
    (text: string) => `\`${text}\` is a word of the language and is written without quotes`,
    (text) => `write \`${text}\``,
  ),
  CNN465: error(
    (what: string, word: string) => `${what} is a word alone: \`${word}\` takes no arguments here`,
  ),
  CNN116: error(
    (what: string, word: string, _suggestion?: string) => `${what} cannot be \`${word}\``,
    (_what, _word, suggestion) => didYouMean(suggestion),
  ),
  CNN117: error(
    (name: string) => `a layer is named by a label, not by \`${name}=\``,
    () => 'write the name before the layer: `name: Layer(…)`',
  ),
  CNN118: error(
    (name: string) => `the shape of the input is not a parameter (\`${name}\`) of a layer`,
    () => 'begin the model with `input image: float32[height, width, channels]`',
  ),
  CNN119: error((operator: string, left: string, right: string) =>
    right === ''
      ? `\`${operator}\` cannot be applied to ${left}`
      : `\`${operator}\` cannot be applied to ${left} and ${right}`,
  ),
  CNN120: error(() => 'division by zero'),
  CNN121: error((what: string) => `${what} is too large to be a number`),
  CNN122: error(
    (name: string, _suggestion?: string) => `there is no function \`${name}\``,
    (_name, suggestion) => didYouMean(suggestion),
  ),
  CNN123: error((name: string, problem: string) => `\`${name}\` ${problem}`),
  CNN124: error((given: string) => `\`repeat\` needs a whole number of times, 0 or more, but gets ${given}`),
  CNN125: error((given: string) => `\`for\` needs a list to go through, but gets ${given}`),
  CNN126: error(
    (targets: number, given: string) => `${count(targets, 'name')} cannot be taken from ${given}`,
  ),
  CNN127: error((given: string) => `a condition must be true or false, but is ${given}`),
  CNN128: error((what: string, limit: number) => `${what}: more than ${limit.toLocaleString('en')}`),
  CNN129: error((limit: number) => `this is nested more than ${limit} levels deep`),
  CNN130: error((text: string) => text),
  CNN159: warning(
    () => 'the file declares nothing',
    () => 'write a network: `model Net { input image: float32[28, 28, 1] … }`',
  ),
  CNN131: warning((what: string, name: string) => `the ${what} \`${name}\` is never used`),
  CNN132: warning(
    (what: string, name: string) =>
      `the ${what} \`${name}\` is spelled like a word of the language, which it hides`,
  ),
  CNN134: error((name: string) => `\`${name}\` is defined by itself`),
  CNN135: error(
    (label: string) => `\`${label}\` cannot be a label: letters, digits and _, not beginning with a digit`,
  ),
  CNN136: warning(
    (model: string, parameters: readonly string[]) =>
      `the model \`${model}\` is not checked, because ${list(parameters.map((name) => `\`${name}\``))} ` +
      `${parameters.length === 1 ? 'has' : 'have'} no default`,
  ),
  CNN138: error((name: string, what: string) => `\`${name}\` is ${what} and cannot be applied as a layer`),
  CNN139: error((index: string, length: number) => `there is no item ${index} in a list of ${length}`),
  CNN141: error((limit: number) => `there are more than ${limit} errors, of which no more are told`),
  CNN157: warning((limit: number) => `there are more than ${limit} warnings, of which no more are told`),
  CNN164: error(
    (what: string, value: string, held: string) => `${what} is ${value}, which is ${held} as a float32`,
    (_what, _value, held) => `write a number ${held === '0' ? 'above 1.2e-38, or 0' : 'below 3.4e38'}`,
  ),
  CNN140: error(
    (layer: string) => `\`${layer}\` is not a layer of the language`,
    () => 'write `input image: float32[height, width, channels]`',
  ),
  CNN160: error(
    (layer: string, _step: string) =>
      `\`${layer}\` changes pictures while training, and is no layer of a model`,
    (_layer, step) => `take it out, and write \`augment { ${step} }\` in the data block`,
  ),
  CNN142: error(
    (label: string, _suggestion?: string) => `there is no label \`${label}\` before this`,
    (_label, suggestion) => didYouMean(suggestion),
  ),
  CNN143: error(
    (name: string, limit: number) => `\`${name}\` applies itself more than ${limit} levels deep`,
    () => 'end the recursion by a condition: `if depth > 0 { … }`',
  ),
  CNN144: error((circle: readonly string[]) => `these files import one another: ${circle.join(' → ')}`),
  CNN145: error(
    (written: string, path: string, _suggestion?: string) =>
      written.startsWith('cnn:')
        ? `there is no library \`${written}\``
        : path.endsWith('.cnn')
          ? `there is no file \`${path}\` that can be read`
          : `only .cnn files are imported, not \`${path}\``,
    (_written, _path, suggestion) => didYouMean(suggestion),
  ),
  CNN685: error(
    (path: string, reason: string, _fix: string) => `\`${path}\` cannot be imported: ${reason}`,
    (_path, _reason, fix) => fix,
  ),
  CNN146: error(
    (path: string, name: string, _suggestion?: string) => `\`${path}\` declares no \`${name}\``,
    (_path, _name, suggestion) => didYouMean(suggestion),
  ),
  CNN147: error(
    (name: string, _path: string) => `\`${name}\` is in the library, and not imported`,
    (name, path) => `write \`import { ${name} } from "${path}"\` above`,
  ),
  CNN148: error(
    (_number: string) => 'a fraction is written with a point, not with a comma',
    (number) => `write \`${number}\``,
  ),
  CNN149: error(
    (word: string) => `a word is written alone, without its module: \`${word}\``,
    (word) => `write \`${word}\``,
  ),
  CNN150: warning((what: string) => `this ${what} is never ${what === 'loop' ? 'run' : 'taken'}`),
} as const;
