/** The parts by their names, as texts: what bundles the compiler puts them in. */
declare module 'cnnc:typescript-parts' {
  const texts: Readonly<Record<string, string>>;
  export default texts;
}
