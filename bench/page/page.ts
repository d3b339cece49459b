/**
 * `page`: how heavy an event is before it can be read and before its seats are live, on a phone; and what Lighthouse says
 * of home, browse and event. The floor is a page of words without a script, judged by Lighthouse in the same run.
 * IO: a stack of its own, Chromium.
 */
import type { Browser } from '@playwright/test';
import { stageShow } from '../../tests/e2e/stageShow.ts';
import { stack } from '../../tests/support/stack.ts';
import { reservePort } from '../../local/start/reservePort.ts';
import { serveBarePage } from '../support/barePage.ts';
import { withChromium } from '../support/chromium.ts';
import { withBenchStack } from '../support/openBench.ts';
import { atLeast, atMost, benchResult } from '../support/result.ts';
import type { BenchOptions, BenchResult, Target } from '../support/result.ts';
import { median } from '../support/statistics.ts';
import { auditPage } from './audit.ts';
import type { Audited } from './audit.ts';
import { visitEvent } from './eventVisit.ts';
import type { EventVisit } from './eventVisit.ts';
import { sumOf } from './scriptWeight.ts';

const debuggingPortsFrom = 9_400;
const readableBytes = 50_000;
const interactiveBytes = 250_000;
const limits = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };

const bareHtml = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page of words</title>
<meta name="viewport" content="width=device-width"><meta name="description" content="Nothing but words.">
</head><body><main><h1>A page of words</h1><p>It has no picture, no style and no script.</p></main></body></html>`;

async function visitOften(browser: Browser, slug: string, visits: number): Promise<EventVisit[]> {
  const made: EventVisit[] = [];
  for (let i = 0; i < visits; i += 1) made.push(await visitEvent(browser, slug));
  return made;
}

/** The visit whose script is the heaviest before it can be read: a limit is not kept by luck. */
const heaviestOf = (visits: readonly EventVisit[]): EventVisit => {
  const [heaviest] = visits.toSorted((a, b) => sumOf(b.readable) - sumOf(a.readable));
  if (!heaviest) throw new Error('nobody has visited');
  return heaviest;
};

const scoreTargets = (pages: Record<string, Audited>): Record<string, Target> =>
  Object.fromEntries(
    Object.entries(pages).flatMap(([name, { scores }]) =>
      Object.entries(limits).map(([category, limit]) => [
        `${name} ${category}`,
        atLeast(scores[category as keyof typeof limits], limit),
      ]),
    ),
  );

export const page = ({ small }: BenchOptions): Promise<BenchResult> =>
  withBenchStack(async ({ firestore }) => {
    const port = await reservePort(debuggingPortsFrom);
    return withChromium(
      async (browser) => {
        const { web } = stack();
        const { slug } = await stageShow(firestore);
        const visits = await visitOften(browser, slug, small ? 1 : 3);
        const heaviest = heaviestOf(visits);
        const addresses = small
          ? { event: `/events/${slug}` }
          : { home: '/', browse: '/events', event: `/events/${slug}` };
        const bare = await serveBarePage(bareHtml);
        const runs = small ? 1 : 3;
        const floor = await auditPage(bare.origin, port, small ? 1 : runs);
        bare.close();
        const pages: Record<string, Audited> = {};
        for (const [name, address] of Object.entries(addresses))
          pages[name] = await auditPage(`${web}${address}`, port, runs);
        const measured = {
          readableMs: Math.round(median(visits.map(({ readableMs }) => readableMs))),
          seatsAfterMs: Math.round(median(visits.map(({ seatsAfterMs }) => seatsAfterMs))),
          readableFiles: heaviest.readable,
          interactiveFiles: heaviest.interactive,
          floor,
          ...pages,
        };
        return benchResult('page', measured, {
          readableBytes: atMost(sumOf(heaviest.readable), readableBytes),
          interactiveBytes: atMost(sumOf(heaviest.interactive), interactiveBytes),
          ...scoreTargets(pages),
        });
      },
      [`--remote-debugging-port=${port}`],
    );
  });
