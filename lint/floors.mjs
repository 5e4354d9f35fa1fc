/**
 * The floors of the compiler, from the ground: a room imports, types included, from floors below its own. What has no
 * room (`compile.ts`) stands above all. ARCHITECTURE.md draws the same (test/architecture.test.ts compares).
 */
export const floors = {
  compiler: [
    ['diagnostics', 'sizes', 'library', 'ir'],
    ['ops'],
    ['catalogue', 'passes'],
    ['graph', 'foreign'],
    ['expand'],
    ['data', 'targets'],
    ['train'],
    ['lower'],
    ['check'],
  ],
  'compiler/catalogue': [
    ['parameters'],
    ['activations', 'initializers', 'regularizers', 'constraints', 'losses', 'optimizers', 'sources'],
    ['layers'],
    ['steps'],
    ['metrics'],
  ],
};
