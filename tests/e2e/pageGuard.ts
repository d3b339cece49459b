/**
 * What must hold on every page of every test: it asks nobody but the stack's own parts, and its console has no error.
 * Stands apart so that no test can forget it. No IO of its own: it listens to a browser context.
 */
import type { BrowserContext } from '@playwright/test';
import type { StackPlaces } from '../support/stack.ts';

/** A refusal is an answer that the page shows; Chromium logs each as a resource that failed. */
const refusals = /^Failed to load resource: the server responded with a status of (402|409|410)\b/;

export class PageGuard {
  readonly faults: string[] = [];
  readonly #origins: Set<string>;

  constructor({ web, auth, firestore, stripe }: StackPlaces) {
    this.#origins = new Set([web, auth, firestore, stripe].map((place) => new URL(place).origin));
  }

  watch(context: BrowserContext): void {
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (['data:', 'blob:'].includes(url.protocol) || this.#origins.has(url.origin)) return;
      this.faults.push(`asked a stranger: ${request.method()} ${request.url()}`);
    });
    context.on('console', (message) => {
      if (message.type() !== 'error' || refusals.test(message.text())) return;
      this.faults.push(`console: ${message.text()} ${message.location().url}`);
    });
    context.on('weberror', (error) => void this.faults.push(`uncaught: ${String(error.error())}`));
  }
}
