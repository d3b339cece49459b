/**
 * Stops asking a service that is away: after ten calls in a row that it did not take, further ones fail at once, but for
 * one now and then that asks whether it is back. So nothing piles up behind a dead service, no buyer waits for what
 * cannot come, and it is not stormed when it returns. Why a library: docs/decisions/0005. No IO of its own.
 */
import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel';

export interface Breaker {
  /** @throws {ServiceAway} without calling `work`; or whatever `work` throws. */
  call<Value>(work: () => Promise<Value>): Promise<Value>;
}

export class ServiceAway extends Error {
  constructor(service: string) {
    super(`${service} is away; it is asked again in a moment`);
    this.name = 'ServiceAway';
  }
}

const failuresInARow = 10;
/** When it is asked again, in milliseconds: longer each time, and not by all instances at once. */
const askAgain = new ExponentialBackoff({ initialDelay: 500, maxDelay: 5_000 });

/** `isAway`: whether an error says that the service did not take the call, rather than that it refused it. */
export function createBreaker(
  service: string,
  isAway: (error: unknown) => boolean,
  onChange: (service: string, isAway: boolean) => void,
): Breaker {
  const policy = circuitBreaker(handleWhen(isAway), {
    breaker: new ConsecutiveBreaker(failuresInARow),
    halfOpenAfter: askAgain,
  });
  /** A refusal is an answer: the library would not begin its count anew for what is thrown. */
  const settle = async <Value>(
    work: () => Promise<Value>,
  ): Promise<{ value: Value } | { refusal: unknown }> => {
    try {
      return { value: await work() };
    } catch (error) {
      if (isAway(error)) throw error;
      return { refusal: error };
    }
  };
  policy.onStateChange((state) => {
    if (state !== CircuitState.HalfOpen) onChange(service, state === CircuitState.Open);
  });
  return {
    call: async <Value>(work: () => Promise<Value>): Promise<Value> => {
      // One call is asking whether it is back: the library would have others wait for its answer.
      if (policy.state === CircuitState.HalfOpen) throw new ServiceAway(service);
      const answer = await policy
        .execute(() => settle(work))
        .catch((error: unknown) => {
          throw isBrokenCircuitError(error) ? new ServiceAway(service) : error;
        });
      if ('refusal' in answer) throw answer.refusal;
      return answer.value;
    },
  };
}
