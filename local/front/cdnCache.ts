/**
 * The CDN in front of functions: keeps answers that their Cache-Control lets a shared cache keep. It stands apart from the
 * proxy so that what production would cache can be checked without one.
 * Rules (https://firebase.google.com/docs/hosting/manage-cache): GET only; `s-maxage` before `max-age`; Vary is obeyed, and
 * always covers Cookie (which is `__session` alone) and Authorization; a 404 that says nothing about caching is kept for
 * 10 minutes, **as in production**: a page that may come to be must say `no-store` or `private` with its 404.
 * No IO: answers are kept in memory.
 */
import CachePolicy from 'http-cache-semantics';
import type { IncomingHttpHeaders } from 'node:http';

const MOST_ANSWERS = 1_000;
const LARGEST_BODY_BYTES = 10 * 1024 * 1024;
const NOT_FOUND_SECONDS = 600;

export interface CacheableRequest {
  method: string;
  /** With the query; it is the key, together with what Vary names. */
  url: string;
  headers: IncomingHttpHeaders;
}
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}
interface Kept {
  policy: CachePolicy;
  answer: Answer;
}

export class CdnCache {
  /** Answers by URL, one for each combination of what their Vary names; oldest URL first. */
  #kept = new Map<string, Kept[]>();

  /** A fresh answer with its `age`, or undefined. HEAD is answered from GET's. */
  find(request: CacheableRequest): Answer | undefined {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    const asked = { ...request, method: 'GET' };
    const found = this.#kept
      .get(request.url)
      ?.find(({ policy }) => policy.satisfiesWithoutRevalidation(asked));
    return (
      found && {
        ...found.answer,
        headers: { ...found.answer.headers, age: found.policy.responseHeaders()['age'] },
      }
    );
  }

  /** Whether `keep` may take the answer, known before its body has come. */
  mayKeep(request: CacheableRequest, status: number, headers: Answer['headers']): boolean {
    return request.method === 'GET' && this.#policyOf(request, status, headers).storable();
  }

  keep(request: CacheableRequest, answer: Answer): void {
    if (!this.mayKeep(request, answer.status, answer.headers) || answer.body.length > LARGEST_BODY_BYTES)
      return;
    const policy = this.#policyOf(request, answer.status, answer.headers);
    if (policy.timeToLive() <= 0) return;
    const others = (this.#kept.get(request.url) ?? []).filter(
      (kept) => kept.policy.timeToLive() > 0 && !kept.policy.satisfiesWithoutRevalidation(request),
    );
    this.#kept.delete(request.url);
    this.#kept.set(request.url, [...others, { policy, answer }]);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_ANSWERS && oldest !== undefined) this.#kept.delete(oldest);
  }

  #policyOf(request: CacheableRequest, status: number, headers: Answer['headers']): CachePolicy {
    const saysNothing =
      headers['cache-control'] === undefined || headers['cache-control'] === DEFAULT_CACHE_CONTROL;
    const effective =
      status === 404 && saysNothing
        ? { ...headers, 'cache-control': `s-maxage=${NOT_FOUND_SECONDS}` }
        : headers;
    return new CachePolicy(request, { status, headers: effective }, { shared: true, cacheHeuristic: 0 });
  }
}

/** What Hosting adds to a function's answer that says nothing about caching. */
export const DEFAULT_CACHE_CONTROL = 'private';
