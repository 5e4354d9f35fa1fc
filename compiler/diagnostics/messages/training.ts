import { error, list, warning } from './define-message.ts';
import { usualSettings } from './usual-settings.ts';

const didYouMean = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : `did you mean \`${suggestion}\`?`;

/** 4xx: train blocks. */
export const trainingMessages = {
  CNN401: error(
    (name: string, _suggestion?: string) => `there is no model \`${name}\``,
    (_name, suggestion) => didYouMean(suggestion),
  ),
  CNN402: error(
    (name: string, _suggestion?: string) => `there is no data \`${name}\``,
    (_name, suggestion) => didYouMean(suggestion),
  ),
  CNN403: error(
    (model: string, head: string, _suggestion?: string) => `\`${model}\` has no output \`${head}\``,
    (_model, _head, suggestion) => didYouMean(suggestion),
  ),
  CNN404: error(
    (data: string, field: string, _suggestion?: string) =>
      `the data \`${data}\` has no field \`${field}\` to compare with`,
    (_data, field, suggestion) =>
      suggestion === undefined
        ? `declare it (\`field ${field}: …\`), or name another with \`target = …\``
        : didYouMean(suggestion),
  ),
  CNN405: error(
    (head: string, size: number, field: string, classes: number) =>
      `the output \`${head}\` has ${size} values, but \`${field}\` has ${classes} classes`,
    (_head, _size, _field, classes) => `make the last layer \`Dense(${classes}, …)\``,
  ),
  CNN406: error(
    (head: string, activation: string) =>
      `\`from_logits=true\`, but the output \`${head}\` ends in ${activation}`,
    () => 'leave the activation or `from_logits` out',
  ),
  CNN407: error(
    (loss: string, head: string, reason: string, _positions?: string) =>
      `the loss \`${loss}\` does not fit the output \`${head}\`: ${reason}`,
  ),
  CNN408: error(
    (head: string, _loss: string) => `the output \`${head}\` has no objective`,
    (head, loss) => `add \`objective ${head} { loss = ${loss} }\``,
  ),
  CNN409: error((head: string) => `the output \`${head}\` has two objectives`),
  CNN410: error(
    (name: string, _suggestion?: string) => `there is no loss \`${name}\``,
    (_name, suggestion) => didYouMean(suggestion),
  ),
  CNN411: error(
    (name: string, _suggestion?: string) => `there is no metric \`${name}\``,
    (_name, suggestion) => didYouMean(suggestion),
  ),
  CNN412: error(
    (name: string, _suggestion?: string) => `there is no optimizer \`${name}\``,
    (_name, suggestion) => didYouMean(suggestion),
  ),
  CNN413: error(
    (where: string, keys: readonly string[]) => `${where} needs ${list(keys.map((key) => `\`${key}\``))}`,
    (_where, keys) => `add \`${keys.map((key) => usualSettings[key] ?? `${key} = …`).join('  ')}\``,
  ),
  CNN414: error(
    (train: string) => `the training of \`${train}\` has no phase`,
    () => 'add `phase main { epochs = 10  optimizer = Adam }`',
  ),
  CNN415: error(
    (input: string, wanted: string, field: string, given: string) =>
      `the input \`${input}\` is ${wanted}, but the field \`${field}\` is ${given} once prepared`,
  ),
  CNN416: error(
    (data: string, input: string) => `the input \`${input}\` has no field in the data \`${data}\``,
    (_data, input) => `bind it to one: \`input ${input} = field\``,
  ),
  CNN417: error(
    (metric: string, head: string, reason: string) =>
      `the metric \`${metric}\` does not fit the output \`${head}\`: ${reason}`,
  ),
  CNN418: warning(
    (head: string, loss: string) =>
      `the loss \`${loss}\` expects probabilities, but the output \`${head}\` ends without an activation`,
    (_head, loss) => `write \`${className(loss)}(from_logits=true)\`, or end in a softmax or sigmoid`,
  ),
  CNN419: error(
    (model: string, input: string, _suggestion?: string) => `\`${model}\` has no input \`${input}\``,
    (_model, _input, suggestion) => didYouMean(suggestion),
  ),
  CNN420: error(
    (path: string, _suggestion?: string) => `nothing in the model is called \`${path}\``,
    (_path, suggestion) => didYouMean(suggestion),
  ),
  CNN421: error((path: string) => `\`${path}\` has no weights to freeze`),
  CNN422: error((phase: string) => `the phase \`${phase}\` freezes everything, so that nothing trains`),
  CNN424: error(
    (model: string, parameters: readonly string[]) =>
      `\`${model}\` cannot be trained: ${list(parameters.map((name) => `\`${name}\``))} ` +
      `${parameters.length === 1 ? 'has' : 'have'} no default`,
  ),
  CNN425: error((model: string) => `\`${model}\` has no weights to train`),
  CNN426: error(
    (range: string) => `\`${range}\` is an empty range, which freezes nothing`,
    () => 'a range goes from the earlier to the later',
  ),
  CNN427: warning(
    (sum: string, inside: readonly string[]) =>
      `this cuts the residual unit that ends in \`${sum}\`: ${list(inside.map((path) => `\`${path}\``))} ` +
      'would train beside frozen layers',
    () => 'cut before or after the unit',
  ),
  CNN428: error(
    (path: string, index: number, count: number) =>
      `there is no layer ${index} in \`${path}\`, which has ${count} of them as Keras counts`,
  ),
  CNN429: error(
    () => 'losses are only added, and multiplied by numbers',
    () => 'write `0.5 * mse + 0.5 * mae`',
  ),
  CNN430: error(
    (name: string, reason: string) => `\`${name}\` is not a loss: ${reason}`,
    () => 'a loss is a block with the inputs `target` and `prediction`, and gives one tensor',
  ),
  CNN431: error(
    (loss: string, layer: string, what: string) =>
      `the loss \`${loss}\` contains \`${layer}\`, which ${what}`,
    () => 'make it of layers without weights, such as `Multiply` and `ReduceSum`',
  ),
  CNN433: error(
    (loss: string, reason: string) => `the loss \`${loss}\` compares number by number, but ${reason}`,
    () => 'make the output as large as its target, or write a loss that declares their sizes',
  ),
  CNN434: error(
    (model: string, sizes: string, reason: string) => `\`${model}\` does not fit ${sizes}: ${reason}`,
    () => 'bring other sizes: `prepare { Resizing(height, width) }`, or change the model',
  ),
  CNN435: warning(
    (layers: number, batch: number, batches: number) =>
      `${layers === 1 ? 'a `BatchNormalization` normalises' : `${layers} layers of \`BatchNormalization\` normalise`} each batch of ${batch} by itself, so that this is not the same as one batch of ${batch * batches}`,
    (layers) =>
      `freeze ${layers === 1 ? 'it' : 'them'}, take a larger \`batch\` with \`recompute = auto\`, or normalise each example by itself with \`LayerNormalization\``,
  ),
  CNN440: error(
    (model: string, name: string, _suggestion?: string) => `\`${model}\` declares no weights \`${name}\``,
    (_model, _name, suggestion) => didYouMean(suggestion),
  ),
  CNN441: error(
    (path: string) => `\`${path}\` is no file of weights`,
    () =>
      'name a `.safetensors`, `.h5` or `.keras` file, a `model.json` of TensorFlow.js, or the folder of a run',
  ),
  CNN180: error(
    (url: string, reason: string, _fix: string) => `nothing can be fetched from \`${url}\`: ${reason}`,
    (_url: string, _reason: string, fix: string) => fix,
  ),
  CNN442: error(
    (url: string) => `\`${url}\` is no address of a file`,
    () => 'a set of weights is at an address that begins with `https://`',
  ),
  CNN443: error(
    (reason: string, _owner?: string) => `\`weights\` cannot be given here: ${reason}`,
    () => 'give them where a model is applied: `base: Model(weights=…)`',
  ),
  CNN444: warning(
    (set: string, part: string, wanted: string, given: string) =>
      `the weights \`${set}\` of \`${part}\` expect values from ${wanted}, but the data gives ${given}`,
  ),
  CNN450: error(
    (head: string) => `the output \`${head}\` is a softmax over one value, which is always 1`,
    () => 'end in `activation=sigmoid`',
  ),
  CNN451: error(
    (loss: string, head: string, activation: string) =>
      `the loss \`${loss}\` needs probabilities, but the output \`${head}\` ends in ${activation}`,
  ),
  CNN452: warning(
    (loss: string, head: string) =>
      `the loss \`${loss}\` is for one class of several, but the values of \`${head}\` do not sum to 1`,
    () => 'end in `activation=softmax`',
  ),
  CNN453: warning(
    (head: string, classes: number) =>
      `\`binary_crossentropy\` judges each of ${classes} classes by itself, but the softmax of \`${head}\` makes them compete`,
    () => 'use `sparse_categorical_crossentropy`',
  ),
  CNN350: warning(
    (head: string, field: string) =>
      `the values of \`${head}\` sum to 1 by its softmax, but \`${field}\` may be of several classes at once`,
    () => 'end in a sigmoid, which says yes or no to each class',
  ),
  CNN454: warning(
    (loss: string, head: string, field: string) =>
      `the values of \`${head}\` sum to 1 by its softmax, but those of \`${field}\`, which \`${loss}\` compares them with, need not`,
    () => 'end without an activation, or in `sigmoid` for values of 0 to 1',
  ),
  CNN455: warning(
    (head: string, activation: string, reach: string) =>
      `\`from_logits=true\`, but the ${activation} of \`${head}\` gives only logits ${reach}`,
    () => 'end without an activation',
  ),
  CNN456: error(
    (loss: string, field: string, range: string) =>
      `the loss \`${loss}\` compares with probabilities, but \`${field}\` is ${range}`,
    () => 'write `prepare { Rescaling(1/255) }`',
  ),
  CNN457: warning(
    (head: string, activation: string, reach: string, field: string, range: string) =>
      `the ${activation} of \`${head}\` gives ${reach}, but \`${field}\` is ${range}`,
    () => 'write `prepare { Rescaling(1/255) }`, or end without an activation',
  ),
  CNN458: warning((what: string, value: string, why: string) => `${what} is ${value}: ${why}`),
  CNN459: warning((range: string, why: string) => `this makes pixels ${range}: ${why}`),
  CNN460: warning(
    (data: string, range: string, layer: string) =>
      `pixels of \`${data}\` reach the fresh weights of \`${layer}\` as ${range}, too large for them to learn well`,
    () => 'rescale them, as `prepare { Rescaling(1/255) }` does',
  ),
  CNN461: warning(
    (named: string) => `\`${named}\` is frozen with random weights, which nothing has trained`,
    () => 'give it weights where it is applied (`weights=…`), or train it in a phase before',
  ),
  CNN473: warning(
    (layer: string, head: string, activation: string) =>
      `\`${layer}\` after the ${activation} of \`${head}\` changes probabilities while training, which then are none`,
    (layer) => `put the \`${layer}\` before the layer that ends in it`,
  ),
  CNN475: error(
    (key: string, _monitor: string) =>
      `\`${key}\` is of a measure that weights are kept by, and there is none`,
    (_key, monitor) => `add \`monitor = ${monitor}\``,
  ),
  CNN476: error(
    (measure: string, data: string, _test: number) =>
      `\`${measure}\` is of the validation part, and \`${data}\` has none`,
    (_measure, _data, test: number) =>
      test > 0 && test < 0.8
        ? `divide it: \`split { train = ${Math.round(80 - 100 * test)}%  valid = 20%  test = ${Math.round(100 * test)}% }\``
        : 'divide it: `split { train = 80%  valid = 20% }`',
  ),
  CNN477: error(
    (measure: string, _suggestion?: string) => `no loss or metric of the phase is called \`${measure}\``,
    (_measure, suggestion) => didYouMean(suggestion),
  ),
  CNN479: error(
    (loss: string, read: string, field: string, given: string) =>
      `the loss \`${loss}\` reads boxes by \`${read}\`, but the field \`${field}\` gives them by \`${given}\``,
    (_loss, _read, _field, given) => `write \`box_format=${given}\``,
  ),
  CNN480: error(
    (first: string, second: string) => `gradients are clipped in two ways: \`${first}\` and \`${second}\``,
    (_first, second) => `leave \`${second}\` out, or the other`,
  ),
  CNN481: error(
    (parameter: string) => `\`${parameter}\` is of averages of the weights, and none are kept`,
    () => 'add `use_ema=true`',
  ),
  CNN482: warning(
    (length: number, epochs: number) =>
      `the schedule takes ${length} epochs and the phase has ${epochs}, so that the rate never comes to its end`,
    (_length, epochs) => `make it ${epochs} epochs, or leave its length out: it is the whole phase then`,
  ),
  CNN483: error(
    (reason: string) => `the steps of the rate do not fit together: ${reason}`,
    () => 'write `boundaries=[epochs(2), epochs(4)], values=[0.1, 0.01, 0.001]`',
  ),
  CNN484: error(
    (factor: number) => `a rate that is multiplied by ${factor} moves nothing, or the wrong way`,
    () => 'give a number above 0, or `freeze` the layers',
  ),
  CNN485: error(
    (loss: string) => `the loss \`${loss}\` reads rows of \`Detections\`, and the output is none`,
    () => 'end the model with them: `output objects: Detections(with=[coarser, coarsest])`',
  ),
  CNN486: error(
    (found: number, field: string, classes: number, _most: number) =>
      `rows for ${found} ${found === 1 ? 'class' : 'classes'} of objects, but those of \`${field}\` are of ${classes}`,
    (found, _field, classes, most) =>
      `write \`boxes[${most}, ${found}]\` where there are ${found} classes; else let the map of each level have 5 + ${classes} = ${5 + classes} channels, as \`FCOSHead(${classes})\` makes them`,
  ),
  CNN490: error(
    (phase: string) => `there is no phase before \`${phase}\` whose optimizer could go on`,
    () => 'leave `optimizer_state` out',
  ),
  CNN491: error(
    (phase: string, kind: string, before: string, other: string) =>
      `\`${phase}\` cannot go on with the state of \`${other}\`, which is the optimizer of \`${before}\`: its own is \`${kind}\``,
    (_phase, _kind, _before, other) => `make it \`${other}\` too, or \`optimizer_state = fresh\``,
  ),
  CNN474: error(
    (field: string) =>
      `\`${field}\` has one class, so that every answer is right and there is nothing to learn`,
    () => 'give the field two classes or more (`class[2]`)',
  ),
} as const;

const className = (loss: string): string =>
  loss.replace(/(^|_)(\w)/g, (_match, _bar: string, letter: string) => letter.toUpperCase());
