import { registryOf } from '../entry/entry.ts';
import type { AnyPreparationDefinition } from './define-preparation.ts';
import { rescale } from './rescale.ts';
import { resize } from './resize.ts';
import { sqrtSize } from './sqrt-size.ts';

/** Every step of `prepare`, by its name. */
export const preparations = registryOf(rescale, sqrtSize, resize);

export type PrepareKind = keyof typeof preparations;

/** A step of `prepare { … }`, of one field or of all that it can change: what its entry makes of its parameters. */
export type PrepareStep = { readonly field?: string } & {
  readonly [K in PrepareKind]: { readonly kind: K } & Readonly<ReturnType<(typeof preparations)[K]['make']>>;
}[PrepareKind];

/** Every step of `prepare`, in the order of messages and of the reference. */
export const preparationDefinitions: readonly (AnyPreparationDefinition & {
  readonly kind: PrepareKind;
})[] = Object.values(preparations);
