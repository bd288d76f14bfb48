import { setTimeout as delay } from "node:timers/promises";

/** An answer of a gateway; one that has just started, and says that it is too busy yet, is asked again. */
export async function answerOf<T>(url: string): Promise<T> {
  for (let tries = 0; ; tries++) {
    const answer = await fetch(url);
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text) as T;
    if (answer.status !== 503 || tries > 400) throw new Error(`${url}: ${answer.status} ${text}`);
    await delay(50);
  }
}
