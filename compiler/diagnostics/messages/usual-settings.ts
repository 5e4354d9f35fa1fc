/** What a phase needs, as it is usually set. */
export const usualSettings: Readonly<Record<string, string>> = {
  batch: 'batch = 32',
  epochs: 'epochs = 10',
  optimizer: 'optimizer = Adam',
};
