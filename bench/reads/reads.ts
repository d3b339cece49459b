/**
 * `reads`: how many documents one viewer reads of the hall of 2,080 seats, counted between their browser and the
 * emulator (`countingProxy.ts`): to open the event, and a second with one section open while others hold 100 times a
 * second all over the hall. The floor beside each: a bare listener on the same boards. IO: a stack of its own,
 * Chromium, processes.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import type { SectionId } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import { stack } from '../../tests/support/stack.ts';
import { openBareListener } from '../support/bareListener.ts';
import { openVisitor, withChromium } from '../support/chromium.ts';
import { createGuests, withBenchStack } from '../support/openBench.ts';
import { atLeast, atMost, benchResult } from '../support/result.ts';
import type { BenchOptions, BenchResult } from '../support/result.ts';
import { rushGuests, withRush } from '../support/rush.ts';
import type { RushersOutput } from '../support/rushers.ts';
import { stageBigHall } from '../support/stageBigHall.ts';
import type { StagedHall } from '../support/stageBigHall.ts';
import { median } from '../support/statistics.ts';
import { startCountingProxy } from './countingProxy.ts';
import type { CountingProxy } from './countingProxy.ts';
import { withViewerStack } from './viewerStack.ts';

const holdsPerSecond = 100;
const watched = 's1' as SectionId;
/** Boards on screen, the event and its own hold. */
const besidesBoards = 2;
const sectionsOnScreen = 1;

interface Opened {
  page: Page;
  documents: number;
}

/** Opens the event in a browser that knows nothing yet, until every section says live how many places are left. */
async function openEvent(
  browser: Browser,
  web: string,
  { event, sectionIds }: StagedHall,
  { ledger }: CountingProxy,
): Promise<Opened> {
  const page = await openVisitor(browser, web);
  ledger.forgetReader();
  await page.goto(`/events/${event.slug}`);
  for (const sectionId of sectionIds)
    await page.locator(`#section-${sectionId} .left`, { hasText: /\d+ places left/ }).waitFor();
  await ledger.current();
  return { page, documents: ledger.documents };
}

/** Opens a section, and settles once it is all that its page draws and is live. */
async function openSection(page: Page, { ledger }: CountingProxy): Promise<void> {
  await page.locator(`#section-${watched}`).click();
  await page.locator('[data-place].free').first().waitFor();
  await ledger.current();
}

interface Watched {
  documents: number;
  readFor: Record<string, number>;
  floorDocuments: number;
  seconds: number;
  rush: RushersOutput;
}

/**
 * Boards in a rush are written just after a second begins: what is counted from halfway between two seconds on has
 * neither one write too many nor one too few.
 */
const nextMidSecondMs = (): number => 1_000 - ((Date.now() + 400) % 1_000);

/** Counts once every section is in a rush. */
async function watchRush(
  hall: StagedHall,
  viewer: CountingProxy,
  bare: CountingProxy,
  seconds: number,
): Promise<Watched> {
  const tokens = (await createGuests(rushGuests)).map(({ token }) => token);
  const { value, rush } = await withRush(hall, { tokens, perSecond: holdsPerSecond }, async () => {
    await pause(nextMidSecondMs());
    for (const { ledger } of [viewer, bare]) ledger.forgetSent();
    const startedAt = performance.now();
    await pause(seconds * 1_000);
    return {
      documents: viewer.ledger.documents,
      readFor: viewer.ledger.sent,
      floorDocuments: bare.ledger.documents,
      seconds: (performance.now() - startedAt) / 1_000,
    };
  });
  return { ...value, rush };
}

/** Each proxy is one reader's. */
async function withProxies<Value>(
  work: (viewer: CountingProxy, bare: CountingProxy) => Promise<Value>,
): Promise<Value> {
  const { firestore } = stack();
  const [viewer, bare] = [await startCountingProxy(firestore), await startCountingProxy(firestore)];
  try {
    return await work(viewer, bare);
  } finally {
    await Promise.all([viewer.close(), bare.close()]);
  }
}

async function measure(
  hall: StagedHall,
  { small }: BenchOptions,
  browser: Browser,
  [web, viewer, bare]: readonly [string, CountingProxy, CountingProxy],
): Promise<BenchResult> {
  const boards = hall.sectionIds.map((sectionId) => paths.board(hall.eventId, sectionId));
  const openings: number[] = [];
  for (let i = 0; i < (small ? 1 : 5); i += 1) {
    const { page, documents } = await openEvent(browser, web, hall, viewer);
    openings.push(documents);
    await page.context().close();
  }
  const bareHall = await openBareListener(browser, boards, bare.origin);
  const openingFloor = bare.ledger.documents;
  await bareHall.close();

  const { page } = await openEvent(browser, web, hall, viewer);
  const listenersOfHall = viewer.ledger.listeners;
  const openedFor = viewer.ledger.sent;
  await openSection(page, viewer);
  const listenersOfSection = viewer.ledger.listeners;
  await openBareListener(browser, [paths.board(hall.eventId, watched)], bare.origin);
  const watching = await watchRush(hall, viewer, bare, small ? 4 : 20);
  const { documents, readFor, floorDocuments, seconds, rush } = watching;
  const measured = {
    openings,
    openingFloor,
    openedFor,
    listenersOfHall,
    listenersOfSection,
    readFor,
    floorPerSecond: floorDocuments / seconds,
    otherRequests: viewer.otherRequests,
    rushRefusals: rush.refusals,
  };
  return benchResult('reads', measured, {
    opening: atMost(median(openings), hall.sectionIds.length + besidesBoards),
    perSecondAndSection: atMost(documents / seconds / sectionsOnScreen, 1),
    // Who hears of nothing, or by another way, reads nothing either.
    openingSees: atLeast(Math.min(...openings), hall.sectionIds.length),
    seenPerSecond: atLeast(documents / seconds / sectionsOnScreen, 0.5),
    otherRequests: atMost(viewer.otherRequests.length, 0),
    rushHeldPerSecond: atLeast(rush.heldPerSecond, holdsPerSecond * 0.95),
  });
}

export const reads = (options: BenchOptions): Promise<BenchResult> =>
  withBenchStack(async ({ firestore }) => {
    const hall = await stageBigHall(firestore);
    return withProxies((viewer, bare) =>
      withViewerStack(viewer.origin, (web) =>
        withChromium((browser) => measure(hall, options, browser, [web, viewer, bare])),
      ),
    );
  });
