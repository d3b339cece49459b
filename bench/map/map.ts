/**
 * `map`: halls of 5,000 places in a real page: until they are drawn, how many frames a second while a pointer drags
 * them, and until a board's change is drawn. The floor beside each is a bare page (`floor.ts`). Every round has
 * pages of its own, whose code is cold; figures are medians of the rounds. IO: a stack of its own, Chromium.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import type { SectionId } from '@fashionista/domain/ids';
import { stack } from '../../tests/support/stack.ts';
import { openVisitor, withChromium } from '../support/chromium.ts';
import { withBenchStack } from '../support/openBench.ts';
import { atLeast, atMost, benchResult } from '../support/result.ts';
import type { BenchOptions, BenchResult } from '../support/result.ts';
import { median, percentile } from '../support/statistics.ts';
import { changeWords, openBarePage } from './floor.ts';
import { countFrames, noteChange, readFrames, readScroll, timeDrawing, watchArrivals } from './inPage.ts';
import type { ChangeTimes } from './inPage.ts';
import { drawOneSection, drawTenSections } from './largePlans.ts';
import type { StagedPlan } from './stagePlan.ts';
import { stagePlan } from './stagePlan.ts';

/** Between two changes: longer than a frame, shorter than a board's second. */
const betweenChangesMs = 60;
const dragPx = 260;

interface Scenes {
  browser: Browser;
  ten: StagedPlan;
  one: StagedPlan;
  /** How many changes are timed in each view, and how often the map is dragged to and fro. */
  changes: number;
  drags: number;
}

interface Frames {
  perSecond: number;
  longestMs: number;
}
interface Round {
  drawnMs: Record<'hallOfTen' | 'hallOfOne' | 'sectionOf500' | 'sectionOf5000' | 'floor', number>;
  panned: Record<'hall' | 'section' | 'floor', Frames>;
  zoomed: Frames;
  changes: Record<'hall' | 'sectionFar' | 'sectionNear' | 'floor', ChangeTimes[]>;
}

async function countWhile(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(countFrames);
  await work();
  const times = await page.evaluate(readFrames);
  const gaps = times.slice(1).map((atMs, i) => atMs - (times[i] ?? atMs));
  const wholeMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return { perSecond: (gaps.length / wholeMs) * 1000, longestMs: Math.max(...gaps) };
}

/** Drags to and fro by the mouse, from the middle of what is on screen. */
async function drag(page: Page, selector: string, times: number): Promise<Frames> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not on screen`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const scrolled = () => page.locator(selector).evaluate(readScroll);
  const places = new Set<number>();
  const frames = await countWhile(page, async () => {
    for (let i = 0; i < times; i += 1) {
      const [dx, dy] = [i % 2 === 0 ? -dragPx : dragPx, i % 4 < 2 ? -dragPx / 2 : dragPx / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + dx, y + dy, { steps: 40 });
      await page.mouse.up();
      places.add(await scrolled());
    }
  });
  if (places.size < 2) throw new Error(`${selector} did not follow the mouse`);
  return frames;
}

/** Closer and further again, by Ctrl and the wheel. */
async function zoomByWheel(page: Page, selector: string, times: number): Promise<Frames> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not on screen`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.down('Control');
  const frames = await countWhile(page, async () => {
    for (let i = 0; i < times; i += 1)
      for (let step = 0; step < 20; step += 1) await page.mouse.wheel(0, i % 2 === 0 ? -15 : 15);
  });
  await page.keyboard.up('Control');
  return frames;
}

async function timeChanges(
  page: Page,
  selector: string,
  count: number,
  change: (i: number) => Promise<void>,
): Promise<ChangeTimes[]> {
  const times: ChangeTimes[] = [];
  for (let i = 0; i < count; i += 1) {
    const noted = await page.evaluateHandle(noteChange, selector);
    await change(i);
    times.push(await noted.evaluate((noting) => noting.times));
    await pause(betweenChangesMs);
  }
  return times;
}

const floorOfSeats = '[data-seat-floor]';
const toHall = { link: '[data-seat-floor] [data-back-to-hall]', drawn: '[data-hall-map]' };
const toSection = (sectionId: SectionId) => ({ link: `#section-${sectionId}`, drawn: '[role="grid"]' });

async function openHall(browser: Browser, { slug }: StagedPlan): Promise<Page> {
  const page = await openVisitor(browser, stack().web);
  await page.addInitScript(watchArrivals);
  await page.goto(`/events/${slug}`);
  await page
    .getByText(/places left$/)
    .first()
    .waitFor();
  return page;
}

async function runTen({ browser, ten, changes }: Scenes) {
  const page = await openHall(browser, ten);
  const [sectionId = 's1' as SectionId] = ten.sectionIds;
  const hallChanges = await timeChanges(page, floorOfSeats, changes, (i) => ten.turnOver(sectionId, 5 * i));
  const sectionOf500 = await page.evaluate(timeDrawing, toSection(sectionId));
  const hallOfTen = await page.evaluate(timeDrawing, toHall);
  await page.context().close();
  return { hallChanges, sectionOf500, hallOfTen };
}

async function runOne({ browser, one, changes, drags }: Scenes) {
  const page = await openHall(browser, one);
  const sectionId = 's1' as SectionId;
  const change = (i: number) => one.turnOver(sectionId, 2_550 + 5 * (i % 8));
  const sectionOf5000 = await page.evaluate(timeDrawing, toSection(sectionId));
  const sectionFar = await timeChanges(page, floorOfSeats, changes, change);
  const zoomed = await zoomByWheel(page, '[data-map-window]', drags);
  await page.getByRole('button', { name: 'Closer' }).click();
  await page.locator('[data-place].free').first().waitFor();
  const section = await drag(page, '[data-map-window]', drags);
  const sectionNear = await timeChanges(page, floorOfSeats, changes, change);
  const hallOfOne = await page.evaluate(timeDrawing, toHall);
  await page.getByRole('button', { name: 'Closer' }).click();
  await page.getByRole('button', { name: 'Closer' }).click();
  const hall = await drag(page, '[data-map-window]', drags);
  await page.context().close();
  return { sectionOf5000, sectionFar, zoomed, section, sectionNear, hallOfOne, hall };
}

async function runFloor({ browser, changes, drags }: Scenes) {
  const page = await openVisitor(browser, stack().web);
  await openBarePage(page);
  const drawn = await page.evaluate(timeDrawing, { link: '#draw', drawn: '#circles' });
  const panned = await drag(page, '#box', drags);
  const changed = await timeChanges(page, '#words', changes, () => changeWords(page));
  await page.context().close();
  return { drawn, panned, changed };
}

async function runRound(scenes: Scenes): Promise<Round> {
  const floor = await runFloor(scenes);
  const ten = await runTen(scenes);
  const one = await runOne(scenes);
  return {
    drawnMs: {
      hallOfTen: ten.hallOfTen,
      hallOfOne: one.hallOfOne,
      sectionOf500: ten.sectionOf500,
      sectionOf5000: one.sectionOf5000,
      floor: floor.drawn,
    },
    panned: { hall: one.hall, section: one.section, floor: floor.panned },
    zoomed: one.zoomed,
    changes: {
      hall: ten.hallChanges,
      sectionFar: one.sectionFar,
      sectionNear: one.sectionNear,
      floor: floor.changed,
    },
  };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

function summarize(rounds: readonly Round[]): BenchResult {
  const of = (pick: (round: Round) => number) => tenth(median(rounds.map(pick)));
  const each = <Name extends string>(names: readonly Name[], pick: (round: Round, name: Name) => number) =>
    Object.fromEntries(names.map((name) => [name, of((round) => pick(round, name))])) as Record<Name, number>;
  const views = ['hall', 'sectionFar', 'sectionNear', 'floor'] as const;
  const share = (times: readonly ChangeTimes[], at: number, pick: (time: ChangeTimes) => number) =>
    percentile(times.map(pick), at);
  const drawing = ({ changedMs, paintedMs }: ChangeTimes) => changedMs + paintedMs;
  const drawnMs = each(
    ['hallOfTen', 'hallOfOne', 'sectionOf500', 'sectionOf5000', 'floor'],
    (round, name) => round.drawnMs[name],
  );
  const pannedPerSecond = each(['hall', 'section', 'floor'], (round, name) => round.panned[name].perSecond);
  const changeP95Ms = each(views, ({ changes }, name) => share(changes[name], 0.95, drawing));
  const measured = {
    drawnMs,
    pannedPerSecond,
    longestFrameMs: each(['hall', 'section', 'floor'], (round, name) => round.panned[name].longestMs),
    zoomedPerSecond: of(({ zoomed }) => zoomed.perSecond),
    zoomedLongestFrameMs: of(({ zoomed }) => zoomed.longestMs),
    changeP50Ms: each(views, ({ changes }, name) => share(changes[name], 0.5, drawing)),
    changeP95Ms,
    changeWithWaitP95Ms: each(views, ({ changes }, name) => share(changes[name], 0.95, (t) => t.wholeMs)),
  };
  const { floor: _drawnFloor, ...drawn } = drawnMs;
  const { floor: _changeFloor, ...change } = changeP95Ms;
  return benchResult('map', measured, {
    drawnMs: atMost(Math.max(...Object.values(drawn)), 300),
    pannedPerSecond: atLeast(Math.min(pannedPerSecond.hall, pannedPerSecond.section), 55),
    changeP95Ms: atMost(Math.max(...Object.values(change)), 16),
  });
}

export const map = ({ small }: BenchOptions): Promise<BenchResult> =>
  withBenchStack(async ({ firestore }) =>
    withChromium(async (browser) => {
      const scenes: Scenes = {
        browser,
        ten: await stagePlan(firestore, drawTenSections),
        one: await stagePlan(firestore, drawOneSection),
        changes: small ? 4 : 24,
        drags: small ? 2 : 8,
      };
      const rounds: Round[] = [];
      for (let round = 0; round < (small ? 1 : 5); round += 1) rounds.push(await runRound(scenes));
      return summarize(rounds);
    }),
  );
