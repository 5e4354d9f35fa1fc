import type { Span } from '../../grammar/span.ts';
import { originOf } from '../bind/bound-symbol.ts';
import { list } from '../diagnostics/messages/define-message.ts';
import type { Details } from '../diagnostics/reporter.ts';
import { suggest } from '../foreign/suggest.ts';
import { foreignFix, foreignWord } from '../foreign/foreign-word.ts';
import { libraryLossNames, lossNotBuilt, foreignLossWords } from '../foreign/losses.ts';
import { libraryLoss } from '../library/library.ts';
import { inputsOf } from '../expand/callable.ts';
import type { Constant } from '../expand/constant.ts';
import { headActivation } from './head-activation.ts';
import type { LossPlace } from './resolve-loss.ts';
import { classOf, entryElsewhere, namesIn, spellingsOf } from '../catalogue/entry/entry.ts';
import { kerasLosses } from '../catalogue/losses/keras-losses.ts';
import { lossDefinitions, usualLossName } from '../catalogue/losses/registry.ts';

/** Says what a loss is here that has another name elsewhere, or what there is instead. */
export function reportUnknownLoss(text: string, value: Constant, span: Span, place: LossPlace): undefined {
  const { reporter } = place;
  const blocks = lossBlocks(place);
  const notes = [`there are ${list([...lossDefinitions.map(({ kind }) => kind), ...blocks])}`];
  const { compared } = place;
  // A list of boxes no word compares.
  if (compared?.target.type.kind === 'boxes' && suggest(text, blocks) === undefined) {
    const details = fromLibrary(usualLossName('boxes'), span, blocks, 'cnn:detection');
    return reporter.report('CNN410', span, [text, undefined], details);
  }
  const block =
    libraryLoss(text) ?? (Object.hasOwn(libraryLossNames, text) ? libraryLossNames[text] : undefined);
  if (block !== undefined)
    return reporter.report('CNN410', span, [text, undefined], fromLibrary(block, span, blocks));
  const written = writtenHere(text, place);
  if (written !== undefined) {
    const details = { fix: `write \`${written}\``, edits: [{ span, text: written }], notes };
    return reporter.report('CNN410', span, [text, undefined], details);
  }
  if (kerasLosses.has(text)) {
    return reporter.report('CNN104', span, [`the loss \`${text}\``], { fix: lossNotBuilt.instead, notes });
  }
  const foreign = foreignWord(foreignLossWords, text);
  if (foreign !== undefined) {
    return reporter.report('CNN410', span, [text, undefined], {
      ...foreignFix(foreign, { word: span }),
      notes,
    });
  }
  const suggestion = suggest(text, [...lossDefinitions.flatMap(spellingsOf), ...blocks]);
  const edits =
    suggestion === undefined || value.type === 'object' ? undefined : [{ span, text: suggestion }];
  return reporter.report('CNN410', span, [text, suggestion], { edits, notes });
}

/** A loss of another library as it is written here: with `from_logits` where it takes logits and is given some. */
function writtenHere(text: string, { compared }: LossPlace): string | undefined {
  const onLogits = lossDefinitions.find((loss) => namesIn(loss.elsewhereOfLogits ?? '').includes(text));
  const activation = compared === undefined ? 'linear' : headActivation(compared.prediction);
  const activated = activation === 'softmax' || activation === 'sigmoid';
  if (onLogits !== undefined && !activated) return `${classOf(onLogits)}(from_logits=true)`;
  return (onLogits ?? entryElsewhere(lossDefinitions, text))?.kind;
}

function fromLibrary(block: string, span: Span, known: readonly string[], path = 'cnn:losses'): Details {
  if (known.includes(block)) return { fix: `write \`${block}\``, edits: [{ span, text: block }] };
  const line = `import { ${block} } from "${path}"`;
  const top = { ...span, start: 0, end: 0 };
  return {
    fix: `write \`${line}\` at the top, and \`${block}\` here`,
    edits: [
      { span, text: block },
      { span: top, text: `${line}\n` },
    ],
  };
}

/** The names of the blocks here that are losses. */
const lossBlocks = ({ environment: { bound } }: LossPlace): readonly string[] =>
  [...bound.scope.symbols].flatMap((symbol) => {
    const { declaration } = originOf(symbol);
    if (declaration.type !== 'block' && declaration.type !== 'model') return [];
    const inputs = inputsOf({ declaration }).map((input) => input.name.text);
    return ['target', 'prediction'].every((input) => inputs.includes(input)) ? [symbol.name] : [];
  });
