/** Why a year cannot be shown or loaded; the message is a sentence for the person at the terminal. */
export class CalendarError extends Error {
  override readonly name = "CalendarError";
}
