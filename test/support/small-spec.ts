import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A small network over few generated shapes; trains in a moment. `changes` replace lines of the text. */
export function smallSpec(directory: string, changes: Readonly<Record<string, string>> = {}): string {
  let text = `model Tiny(classes = 3) {
  input image: float32[8, 8, 1]
  Conv2D(4, 3, activation=relu)
  BatchNormalization
  Flatten
  Dropout(0.2)
  output label: Dense(classes, activation=softmax)
}

data Shapes {
  source = shapes(count=60, size=8, channels=1, classes=3)
  field label: class[3]
  split { train = 70%  valid = 20%  test = 10% }
  seed = 7
  prepare { Rescaling(1/255) }
}

train Tiny on Shapes {
  batch = 10
  objective label { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
  phase warm { epochs = 1  optimizer = SGD(learning_rate=0.05) }
  phase main { epochs = 2  optimizer = Adam(learning_rate=0.01) }
}
`;
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`there is no ${from}`);
    text = text.replace(from, to);
  }
  const path = join(directory, 'tiny.cnn');
  writeFileSync(path, text);
  return path;
}
