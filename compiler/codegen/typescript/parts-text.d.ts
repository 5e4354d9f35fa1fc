/** The parts by their names, as texts: what bundles the compiler puts them in. */
declare module 'cnnc:typescript-parts' {
  const texts: Readonly<Record<string, string>>;
  export default texts;
}

/** The classes of layers among the parts, by their names, as texts of JavaScript: without the functions that make layers. */
declare module 'cnnc:layer-classes' {
  const texts: Readonly<Record<string, string>>;
  export default texts;
}
