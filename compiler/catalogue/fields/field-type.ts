/** What a field of a data block is. */
export type FieldType =
  | { readonly kind: 'class'; readonly classes: number }
  | { readonly kind: 'box'; readonly format: 'center' | 'corners' }
  | {
      readonly kind: 'tensor';
      readonly dtype: 'float32' | 'uint8' | 'int32';
      /** Sizes that only the files know are null. */
      readonly shape: readonly (number | null)[];
    };

export type FieldKind = FieldType['kind'];
