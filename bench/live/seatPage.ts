/**
 * Two people before the same section: one takes a seat by hand, the other sees it taken. IO: browser pages.
 */
import type { JSHandle, Page } from '@playwright/test';
import type { PlaceId, SectionId } from '@fashionista/domain/ids';
import { basket } from '../../tests/e2e/buyingSteps.ts';
import { noteDrawing, noteNextClick } from './inPage.ts';
import type { Noted } from './inPage.ts';

const mark = (page: Page, placeId: PlaceId) => page.locator(`[data-place="${placeId}"]`);
const read = (noted: JSHandle<Noted>) => noted.evaluate(({ atMs }) => atMs);

/** Opens the section and waits until its seats are live. */
export async function showSection(page: Page, slug: string, sectionId: SectionId): Promise<void> {
  await page.goto(`/events/${slug}?section=${sectionId}`);
  await page.locator('[data-place].free').first().waitFor();
}

export async function chooseSeat(buyer: Page, placeId: PlaceId): Promise<void> {
  await mark(buyer, placeId).click();
  await buyer.locator(`[data-place="${placeId}"].chosen`).waitFor();
}

/** Why a change was not seen, as the two pages say it. */
const tellOf =
  (buyer: Page, viewer: Page) =>
  async (error: unknown): Promise<never> => {
    const said = await Promise.all(
      [buyer, viewer].map((page) => page.locator('[data-seat-floor]').innerText()),
    );
    throw new Error(`buyer: ${said[0]}\n\nviewer: ${said[1]}`, { cause: error });
  };

export interface Taken {
  /** From the buyer's click until the viewer's page has painted the seat as held. */
  elapsedMs: number;
}

/** Presses the button that holds what is chosen. Settles when the buyer's own page says that it is theirs, too. */
export async function takeChosen(buyer: Page, viewer: Page, placeId: PlaceId): Promise<Taken> {
  const drawn = await viewer.evaluateHandle(noteDrawing, { placeId, look: 'held' });
  const clicked = await buyer.evaluateHandle(noteNextClick);
  await basket(buyer)
    .getByRole('button', { name: /^(Hold|Add) this place/ })
    .click();
  const elapsedMs = (await read(drawn).catch(tellOf(buyer, viewer))) - (await read(clicked));
  await buyer.locator(`[data-place="${placeId}"].yours`).waitFor();
  return { elapsedMs };
}

/** Lets all go. Settles when the viewer sees it. */
export async function releaseAll(buyer: Page, viewer: Page, last: PlaceId): Promise<void> {
  await basket(buyer).getByRole('button', { name: 'Let all go' }).click();
  await viewer.locator(`[data-place="${last}"].free`).waitFor();
}
