/** Something the user can put right: what happened, and lines that say what to do about it. */
export class StartFault extends Error {
  constructor(message, ...advice) {
    super(message);
    this.advice = advice.flat();
  }
}
