/** Waits for an answer no longer than a deadline; what was begun goes on by itself. No IO of its own. */

/** `makeError` says what is thrown when there is no answer within `deadlineMs`. */
export async function withDeadline<Value>(
  work: Promise<Value>,
  deadlineMs: number,
  makeError: () => Error,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(makeError()), deadlineMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
