/** Why the history cannot be told to its end; the message is a sentence. */
export class StoryError extends Error {
  override readonly name = "StoryError";
  /** Stable, for scripts. */
  readonly code: "STORY_NOTES_DAMAGED" | "STORY_DIVERGED";

  constructor(code: StoryError["code"], message: string) {
    super(message);
    this.code = code;
  }
}
