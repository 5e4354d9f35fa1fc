import { clippings } from '../catalogue/optimizers/shared-parameters.ts';
import type { LayerParams } from '../catalogue/parameters/parameters.ts';
import type { Given } from '../expand/constant.ts';
import { argumentsOf, leftOut } from '../expand/foreign-arguments.ts';
import type { Place } from '../expand/place.ts';

/** Checks what an optimizer is told together; false where that is at fault, which has been reported. */
export const checkOptimizer = (params: LayerParams, given: readonly Given[], place: Place): boolean =>
  checkClipping(params, given, place) && checkAveraging(params, given, place);

const argumentNamed = (given: readonly Given[], name: string) =>
  given.find(({ argument }) => argument.name?.text === name)?.argument;

/** Keras clips gradients in one way at most. */
function checkClipping(params: LayerParams, given: readonly Given[], { reporter }: Place): boolean {
  const [first, second] = clippings
    .filter((name) => params[name] !== null)
    .flatMap((name) => argumentNamed(given, name) ?? [])
    .toSorted((a, b) => a.span.start - b.span.start);
  if (first === undefined || second === undefined) return true;
  reporter.report('CNN480', second.span, [first.name?.text ?? '', second.name?.text ?? ''], {
    related: [{ span: first.span, message: 'the other' }],
    edits: leftOut(second, argumentsOf(given)),
    isLossy: true,
  });
  return false;
}

/** What is said of averages counts where there are any. */
function checkAveraging(params: LayerParams, given: readonly Given[], { reporter }: Place): boolean {
  if (params['use_ema'] === true) return true;
  const names = ['ema_momentum', 'ema_overwrite_frequency'];
  const [needless] = names.flatMap((name) => argumentNamed(given, name) ?? []);
  if (needless?.name === undefined) return true;
  const written = argumentNamed(given, 'use_ema');
  const { span } = needless;
  reporter.report('CNN481', span, [needless.name.text], {
    edits:
      written === undefined
        ? [{ span: { ...span, start: span.end }, text: ', use_ema=true' }]
        : [{ span: written.value.span, text: 'true' }],
  });
  return false;
}
