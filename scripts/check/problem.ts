/** A finding of a check, said in whole sentences: what is wrong and what to do. Printed without a stack. */
export class Problem extends Error {}

/**
 * Runs one check as a program: prints what it returns, or the problem, and sets the exit code.
 * Anything but a {@link Problem} is a fault of the check itself and keeps its stack.
 */
export function runCheck(name: string, check: () => string): void {
  try {
    console.log(`${name}: ${check()}`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}
