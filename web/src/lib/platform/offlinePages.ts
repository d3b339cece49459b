/**
 * Has the browser keep the pages of tickets and orders (`src/service-worker`). Asked for only once somebody has a ticket:
 * nobody else pays for it. IO: the service worker's registration.
 */
import { dev } from '$app/env';

/** Asking again costs nothing: the browser keeps one. */
export async function keepOfflinePages(): Promise<void> {
  // Vite's files have no list to keep, and a worker would stand between them and hot reload.
  if (dev || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' });
  } catch {
    // Forbidden, or no connection: pages then need one, and the next visit tries again.
  }
}
