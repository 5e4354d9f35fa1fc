/** The path of a file as it is written in another: both by their names. */
export function pathFrom(from: string, name: string): string {
  const [folder, parts] = [from.split('/').slice(0, -1), name.split('/')];
  const differs = folder.findIndex((part, index) => part !== parts[index]);
  const common = differs < 0 ? folder.length : differs;
  return [...folder.slice(common).map(() => '..'), ...parts.slice(common)].join('/');
}
