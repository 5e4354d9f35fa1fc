import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { CheckStatus } from '@stryker-mutator/api/check';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { nameOf } from './sample.mjs';

/** Lets those mutants pass that were drawn: within the place of one there may be others. */
class OnlyDrawn {
  #drawn = new Set();

  init() {
    const drawn = JSON.parse(readFileSync('.cache/mutate/drawn.json', 'utf8'));
    this.#drawn = new Set(drawn.map(({ name }) => name));
    return Promise.resolve();
  }

  check(mutants) {
    const answer = ({ id, fileName, location, mutatorName, replacement }) => {
      const name = nameOf(relative(process.cwd(), fileName), location.start, mutatorName, replacement);
      return [
        id,
        this.#drawn.has(name)
          ? { status: CheckStatus.Passed }
          : { status: CheckStatus.CompileError, reason: 'not drawn' },
      ];
    };
    return Promise.resolve(Object.fromEntries(mutants.map(answer)));
  }

  group(mutants) {
    return Promise.resolve([mutants.map(({ id }) => id)]);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'only-drawn', OnlyDrawn)];
