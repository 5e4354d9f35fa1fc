// Fails where modules import one another in a circle. Type-only imports do not count: they are gone at run time.
import { findCycles } from './find-cycles.mjs';
import { importsOf, sourceFiles } from './imports.mjs';

const files = sourceFiles(['grammar', 'compiler', 'runtime', 'lsp', 'cli', 'bench', 'editors']);
const edges = new Map(
  files.map((file) => [
    file,
    importsOf(file)
      .filter(({ isLoaded }) => isLoaded)
      .map((imported) => imported.file),
  ]),
);
const cycles = findCycles(edges);
for (const cycle of cycles) console.error(`import cycle: ${cycle.join(' → ')}`);
if (cycles.length > 0) process.exitCode = 1;
