/**
 * What must hold on every page of every test: it asks nobody but the stack's own parts, and its console has no error.
 * Stands apart so that no test can forget it. No IO of its own: it listens to a browser context.
 */
import type { BrowserContext, ConsoleMessage } from '@playwright/test';
import type { StackPlaces } from '../support/stack.ts';

/** A refusal is an answer that the page shows; Chromium logs each as a resource that failed. */
const refusals = [
  { status: /status of (402|409|410)/, path: /^\/api\/|^\/v1\/payment_intents\/\w+\/confirm$/ },
  {
    status: /status of 400/,
    path: /\/accounts(:(signUp|signInWith(Password|EmailLink)|update|resetPassword)|\/mfa(SignIn|Enrollment):\w+)$/,
  },
  // The Auth emulator knows nothing of what asks whether a person is one; Firebase's SDK goes on without.
  { status: /status of 501/, path: /\/recaptchaConfig$/ },
];

export class PageGuard {
  readonly faults: string[] = [];
  readonly #origins: Set<string>;
  readonly #expected: RegExp[] = [];
  readonly #expectedStrangers: RegExp[] = [];

  constructor({ web, auth, firestore, storage, stripe }: StackPlaces) {
    this.#origins = new Set([web, auth, firestore, storage, stripe].map((place) => new URL(place).origin));
  }

  /** The test stands between the page and one of the parts. */
  allow(origin: string): void {
    this.#origins.add(origin);
  }

  /** The test provokes this error itself. */
  expectError(words: RegExp): void {
    this.#expected.push(words);
  }

  /**
   * The test takes the connection away: what fails says so, and Firestore's SDK looks at an address of Google's whether it is
   * the network, to no avail without one.
   */
  expectOffline(): void {
    this.#expected.push(
      /ERR_INTERNET_DISCONNECTED|Failed to fetch|Could not reach Cloud Firestore backend|cleardot\.gif/,
    );
    this.#expectedStrangers.push(/^https:\/\/www\.google\.com\/images\/cleardot\.gif/);
  }

  watch(context: BrowserContext): void {
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (['data:', 'blob:'].includes(url.protocol) || this.#origins.has(url.origin)) return;
      if (this.#expectedStrangers.some((address) => address.test(request.url()))) return;
      this.faults.push(`asked a stranger: ${request.method()} ${request.url()}`);
    });
    context.on('console', (message) => {
      if (message.type() !== 'error' || this.#isRefusal(message)) return;
      const fault = `console: ${message.text()} ${message.location().url}`;
      if (!this.#expected.some((words) => words.test(fault))) this.faults.push(fault);
    });
    context.on('weberror', (error) => void this.faults.push(`uncaught: ${String(error.error())}`));
  }

  #isRefusal(message: ConsoleMessage): boolean {
    const { url } = message.location();
    if (!URL.canParse(url)) return false;
    const { pathname } = new URL(url);
    return refusals.some(({ status, path }) => status.test(message.text()) && path.test(pathname));
  }
}
