import type { BuildTarget } from '../../runtime/build/build-targets.ts';
import type { CodeTarget } from '../../runtime/build/code/code-target.ts';
import { usage } from '../../runtime/usage-error.ts';
import type { BuildOptions } from './build-options.ts';
import { isCode, type Target } from './targets.ts';

/** Throws a UsageError for options that a target does not take, or that do not go together. */
export function checkOptions(target: Target, options: BuildOptions): void {
  checkTfjs(target, options);
  if (isCode(target)) checkCodeOptions(target, options);
  else checkModelOptions(target, options);
}

function checkTfjs({ name, tfjs: usual }: Target, { tfjs }: BuildOptions): void {
  if (tfjs === undefined) return;
  if (usual === undefined) throw usage(`\`${name}\` imports no TensorFlow.js`, 'leave out `--tfjs`');
  if (!/^(?:@[\w.-]+\/)?[\w.-]+$/.test(tfjs)) {
    throw usage(`\`${tfjs}\` is no name of a package`, `write \`--tfjs @tensorflow/tfjs\`, say`);
  }
}

function checkModelOptions(
  { name, trains, prepares }: BuildTarget,
  { project, diff, watch, training, withPrepare }: BuildOptions,
): void {
  const given = [project === true && '--project', diff === true && '--diff', watch === true && '--watch'];
  const option = given.find((each) => each !== false);
  if (option !== undefined)
    throw usage(`\`${name}\` is no code, and takes no \`${option}\``, `leave out \`${option}\``);
  if (withPrepare === true && !prepares) {
    throw usage(
      `\`${name}\` takes pictures as \`prepare\` leaves them`,
      'leave out `--with-prepare`; `--target typescript` has `preprocess`',
    );
  }
  if (training === true && !trains) {
    throw usage(
      `\`${name}\` is a model that predicts`,
      'leave out `--training`; `--target typescript` trains with TensorFlow.js',
    );
  }
}

function checkCodeOptions(
  { name, projects }: CodeTarget,
  { model, train, training, withPrepare, project, seed, watch, diff }: BuildOptions,
): void {
  if (model !== undefined && train !== undefined) {
    throw usage('`--model` builds a model without its training', 'leave out `--train`');
  }
  if (training === true) {
    throw usage(
      `\`${name}\` has the training without being told`,
      'leave out `--training`; `--model` leaves it out',
    );
  }
  if (withPrepare === true) {
    throw usage(`\`${name}\` has \`preprocess\` without being told`, 'leave out `--with-prepare`');
  }
  if (seed !== undefined) throw usage(`\`${name}\` draws fresh weights when it runs`, 'leave out `--seed`');
  if (project === true && projects !== true) {
    throw usage(`\`${name}\` makes no project`, 'leave out `--project`');
  }
  if (watch === true && diff === true) throw usage('`--diff` writes nothing', 'leave out `--watch`');
}
