/**
 * The floor under whatever listens: a page with nothing but the browser SDK, listening to some documents. A page and
 * not a Node process: the portal's listeners run over WebChannel in Chromium too, while on Node the SDK speaks gRPC.
 * IO: a browser page, Firestore.
 */
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser } from '@playwright/test';
import { stack } from '../../tests/support/stack.ts';
import type { BareListenerInput } from './bareListener.inPage.ts';
import { serveBarePage } from './barePage.ts';
import { openVisitor } from './chromium.ts';

export interface BareListener {
  /** When it heard that its first document has this `version`, as wall time in milliseconds. */
  heardAt: (version: number) => Promise<number>;
  close: () => Promise<void>;
}

async function bundle(): Promise<string> {
  const built = await build({
    entryPoints: [path.join(import.meta.dirname, 'bareListener.inPage.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'chrome120',
    logLevel: 'warning',
  });
  return built.outputFiles[0]?.text ?? '';
}

/** Settles once it has heard of every document. `firestore`: an origin. */
export async function openBareListener(
  browser: Browser,
  paths: string[],
  firestore = stack().firestore,
): Promise<BareListener> {
  const { projectId, apiKey } = stack();
  const { hostname, port } = new URL(firestore);
  const served = await serveBarePage('<!doctype html><title>A bare listener</title>');
  const page = await openVisitor(browser, served.origin);
  await page.goto('/');
  await page.addScriptTag({ content: await bundle() });
  const input: BareListenerInput = { projectId, apiKey, host: hostname, port: Number(port), paths };
  await page.evaluate((listen) => globalThis.listenBarely(listen), input);
  return {
    heardAt: (version) => page.evaluate((heard) => globalThis.heardAt(heard), version),
    close: async () => {
      await page.context().close();
      served.close();
    },
  };
}
