/** What a configuration may say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type Config = Readonly<Record<string, Json>>;

/** An object of Keras's as it writes it into a file: its class by a name that can be imported, and what that is told. */
export const kerasObject = (module: string, className: string, config: Config): Config => ({
  module,
  class_name: className,
  config,
  registered_name: null,
});
