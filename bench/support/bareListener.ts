/**
 * The floor under whatever listens: a page with nothing but the browser SDK, listening to some documents. A page and
 * not a Node process: the portal's listeners run over WebChannel in Chromium too, while on Node the SDK speaks gRPC.
 * IO: a browser page, Firestore.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser } from '@playwright/test';
import { stack } from '../../tests/support/stack.ts';
import type { BareListenerInput } from './bareListener.inPage.ts';
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

/** From this machine, as the portal is: a browser lets no page of elsewhere ask what runs here. */
async function serveBarePage(): Promise<{ origin: string; close: () => void }> {
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html').end('<!doctype html><title>A bare listener</title>');
  });
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Settles once it has heard of every document. `firestore`: an origin. */
export async function openBareListener(
  browser: Browser,
  paths: string[],
  firestore = stack().firestore,
): Promise<BareListener> {
  const { projectId, apiKey } = stack();
  const { hostname, port } = new URL(firestore);
  const served = await serveBarePage();
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
