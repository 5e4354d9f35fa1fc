/** Why an engine could not be installed, and what to do about it. */
export class InstallFailure extends Error {
  override readonly name = 'InstallFailure';
  readonly remedy: string;

  constructor(reason: string, remedy: string) {
    super(reason);
    this.remedy = remedy;
  }
}
