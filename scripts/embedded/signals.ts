/** A second Ctrl-C this soon is the same one: npm passes on what the terminal has sent already. */
const sameMs = 1_000;
const lookMs = 500;

/**
 * The first SIGINT, SIGTERM or SIGHUP aborts the signal; a later one ends the process at once, which loses nothing: what
 * was acknowledged is on disk. Under npm the end of npm counts as well: a SIGTERM to npm ends the shell between it and
 * us, and we would run on unseen.
 */
export function untilSignalled(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => controller.abort(new Error("interrupted"));
  let first: number | undefined;
  const onSignal = () => {
    const now = performance.now();
    first ??= now;
    if (now - first > sameMs) process.exit(130);
    interrupt();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, onSignal);
  if (process.env["npm_lifecycle_event"] !== undefined) {
    const parent = process.ppid;
    const look = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(look);
      interrupt();
    }, lookMs).unref();
  }
  return controller.signal;
}
