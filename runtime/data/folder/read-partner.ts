import { unlabelled } from '../../../compiler/catalogue/fields/field-type.ts';
import type { Example, Picture } from '../source.ts';

/** A picture that belongs to another: its mask, or what it is to become; `missing` where it has none under the name that is sought. */
export type Partner =
  | { readonly kind: 'missing'; readonly what: 'mask' | 'target'; readonly sought: string }
  | {
      readonly kind: 'mask';
      readonly path: string;
      readonly name: string;
      readonly classes: number;
      /** What the first class is written as; smaller numbers are of none. */
      readonly first: number;
    }
  | { readonly kind: 'target'; readonly path: string; readonly name: string; readonly channels: number };

/** Says of a picture that what belongs to it is not there. */
export const noPartner = (what: 'mask' | 'target', sought: string): string =>
  `it has no ${what}: there is no \`${sought}\``;

/** Reads what belongs to a picture; a text says why where that cannot be. */
export async function readPartner(
  partner: Partner,
  image: Picture,
): Promise<Pick<Example, 'mask' | 'target'> | string> {
  if (partner.kind === 'missing') return noPartner(partner.what, partner.sought);
  const { name } = partner;
  const found = await decoded(partner);
  if (typeof found === 'string') return `its ${partner.kind} \`${name}\` ${found}`;
  if (found.height !== image.height || found.width !== image.width) {
    const [own, its] = [image, found].map(({ width, height }) => `${width}×${height}`);
    return `its ${partner.kind} \`${name}\` is ${its ?? ''}, and it ${own ?? ''}`;
  }
  if (partner.kind === 'target') return { target: found };
  const mask = numbered(found, partner.first);
  const wrong = mask.data.find((label) => label >= partner.classes && label !== unlabelled);
  if (wrong === undefined) return { mask };
  const [low, high] = [partner.first, partner.first + partner.classes - 1];
  return `its mask \`${name}\` has the number ${wrong + partner.first}, and classes are ${low} to ${high} (255 for none)`;
}

async function decoded(partner: Exclude<Partner, { kind: 'missing' }>): Promise<Picture | string> {
  if (partner.kind === 'mask') {
    const { decodeMask } = await import('../pictures/decode-mask.ts');
    return decodeMask(partner.path);
  }
  const { decodeImage } = await import('../pictures/decode-image.ts');
  const picture = await decodeImage(partner.path, partner.channels);
  return typeof picture === 'string' ? picture.replace(/^it /, '') : picture;
}

/** A mask whose classes begin at 0. */
function numbered(mask: Picture, first: number): Picture {
  if (first === 0) return mask;
  const data = Uint8Array.from(mask.data, (label) =>
    label < first || label === unlabelled ? unlabelled : label - first,
  );
  return { ...mask, data };
}
