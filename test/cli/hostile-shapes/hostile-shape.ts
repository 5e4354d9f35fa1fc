/** What a text is made of over and over, and how often: small files that ask for much work in one stage or another. */
export interface HostileShape {
  readonly what: string;
  readonly text: () => string;
  /** Files that it imports, by name. */
  readonly files?: () => ReadonlyMap<string, string>;
}

export const shape = (what: string, text: () => string, files?: HostileShape['files']): HostileShape => ({
  what,
  text,
  ...(files && { files }),
});

/** Characters that a text may have, with room for what stands around what is repeated. */
const room = 520_000;

/** Which share of the greatest numbers texts are made with: a test in haste takes less than all. */
export const share = { of: 1 };

const shareOf = (count: number): number => Math.ceil(count * share.of);

export const many = (count: number, each: (i: number) => string, between = '\n'): string =>
  Array.from({ length: shareOf(count) }, (_, i) => each(i)).join(between);

/** As many as a file holds, beside some characters. */
export function full(
  each: (i: number) => string,
  { between = '\n', most = Infinity, beside = 0 } = {},
): string {
  const parts: string[] = [];
  for (let length = beside; parts.length < most;) {
    const part = each(parts.length);
    length += part.length + between.length;
    if (length > shareOf(room)) break;
    parts.push(part);
  }
  return parts.join(between);
}

export const model = (body: string, size = 8): string =>
  `model M {\n  input x: float32[${size}]\n${body}\n}\n`;

export const image = (body: string): string => `model M {\n  input x: float32[32, 32, 3]\n${body}\n}\n`;

/** A model and its training, with something in the data, in the training and in its phase. */
export const net = (data: string, train: string, phase = ''): string => `${image(
  '  Conv2D(4, 3)\n  Flatten\n  output y: Dense(10, softmax)',
)}
data D {
  source = shapes(100, size=32, channels=3, classes=10)
  field y: class[10]
${data}
}
train M on D {
  batch = 32
  objective y { loss = sparse_categorical_crossentropy }
${train}
  phase p { epochs = 1  optimizer = Adam ${phase} }
}
`;
