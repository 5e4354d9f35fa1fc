import { Dice } from './dice.ts';
import { drawLayer } from './draw-layer.ts';

const optimizers = [
  ...['SGD(learning_rate=0.05)', 'SGD(learning_rate=0.03, momentum=0.9)'],
  ...['SGD(learning_rate=0.02, momentum=0.8, nesterov=true)', 'Adam(learning_rate=0.01)'],
  ...['Adam(learning_rate=0.01, amsgrad=true)', 'Nadam(learning_rate=0.01)', 'RMSprop(learning_rate=0.005)'],
  'RMSprop(learning_rate=0.005, momentum=0.5, centered=true)',
] as const;

const ends = [
  ...['Flatten', 'GlobalAveragePooling2D', 'GlobalMaxPooling2D', 'Flatten BatchNormalization'],
  ...['Flatten Dense(5, activation=tanh)', 'Flatten Dense(6, activation=relu) Dropout(0.3)'],
] as const;

interface Head {
  readonly layer: string;
  readonly loss: string;
  readonly classes: number;
}

function drawHead(dice: Dice): Head {
  const classes = dice.whole(2, 5);
  return dice.pick([
    { layer: `Dense(${classes}, activation=softmax)`, loss: 'sparse_categorical_crossentropy', classes },
    { layer: `Dense(${classes})`, loss: 'sparse_categorical_crossentropy(from_logits=true)', classes },
    { layer: 'Dense(1, activation=sigmoid)', loss: 'binary_crossentropy', classes: 2 },
  ]);
}

/** Layers one after the other, some of them with a name; and the names of those that surely have weights. */
function drawBody(dice: Dice): { readonly body: string; readonly named: readonly string[] } {
  const named: string[] = [];
  const body = dice.several(dice.whole(1, 6), (index) => {
    const layers = drawLayer(dice, `again${index}`);
    if (!dice.chance(0.4)) return `${layers}\n `;
    if (layers.includes('Conv2D')) named.push(`part${index}`);
    return `part${index}: { ${layers} }\n `;
  });
  return { body, named };
}

/**
 * The text of a small network and how it is trained: by the head `label`, in some also by the head `box`; the same for the
 * same seed.
 */
export function drawNetwork(seed: number): string {
  const dice = new Dice(seed);
  const [size, channels] = [dice.whole(8, 12), dice.whole(1, 4)];
  const { body, named } = drawBody(dice);
  const { layer, loss, classes } = drawHead(dice);
  const hasBox = dice.chance(0.3);
  const [head, field, objective] = hasBox
    ? ['output box: Dense(4)', 'field box: box[center]', 'objective box { loss = mse }']
    : ['', '', ''];
  const freeze = named.length > 0 ? dice.maybe(0.4, () => `freeze ${dice.pick(named)}`) : '';
  return `model Network {
  input image: float32[${size}, ${size}, ${channels}]
  ${body}${dice.pick(ends)}
  output label: ${layer}
  ${head}
}
data Pictures {
  source = shapes(count=40, size=${size}, channels=${channels}, classes=${classes})
  field label: class[${classes}]
  ${field}
}
train Network on Pictures {
  batch = ${dice.whole(1, 5)}
  recompute = ${dice.pick(['none', 'max'])}
  accumulate = ${dice.pick([1, 1, 2, 3])}
  objective label { loss = ${loss} }
  ${objective}
  phase main { epochs = 1 optimizer = ${dice.pick(optimizers)} ${freeze} }
}
`;
}
