/**
 * Films one page: every picture that Chromium paints, with its instant, and where the pointer is, which a headless browser
 * does not draw. It stands apart from what is played (`filmTwoBrowsers.ts`) and from the finished film (`composeFilm.ts`).
 * IO: a browser page, files.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CDPSession, Locator, Page } from '@playwright/test';

/** One view of the film: times are milliseconds since its first instant. */
export interface FilmedView {
  frames: { atMs: number; file: string }[];
  /** Where the pointer stands from that instant on, in the page's pixels. */
  pointer: { atMs: number; x: number; y: number }[];
}

const glideSteps = 10;

export class Screencast {
  readonly view: FilmedView = { frames: [], pointer: [] };
  readonly #page: Page;
  readonly #folder: string;
  readonly #name: string;
  #startedAtMs = 0;
  #session: CDPSession | undefined;
  #hand = { x: 320, y: 560 };

  constructor(page: Page, folder: string, name: string) {
    this.#page = page;
    this.#folder = folder;
    this.#name = name;
  }

  /** Takes the first picture now and every other as it is painted. `startedAtMs`: the film's first instant. */
  async start(startedAtMs: number): Promise<void> {
    this.#startedAtMs = startedAtMs;
    this.#keep(await this.#page.screenshot());
    const session = await this.#page.context().newCDPSession(this.#page);
    session.on('Page.screencastFrame', ({ data, sessionId }) => {
      this.#keep(Buffer.from(data, 'base64'));
      // A frame that arrives as the film ends is not waited for.
      session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
    });
    await session.send('Page.startScreencast', { format: 'png' });
    this.#session = session;
  }

  async stop(): Promise<void> {
    await this.#session?.send('Page.stopScreencast');
    await this.#session?.detach();
  }

  /** Moves the pointer to the middle of `target`, as a hand does, and presses. */
  async press(target: Locator): Promise<void> {
    await target.waitFor({ timeout: 5_000 });
    const box = await target.boundingBox();
    if (!box) throw new Error(`It is not on the page: ${String(target)}`);
    const from = this.#hand;
    const to = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    for (let step = 1; step <= glideSteps; step += 1) {
      const part = step / glideSteps;
      const eased = part * part * (3 - 2 * part);
      const at = { x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased };
      await this.#page.mouse.move(at.x, at.y);
      this.view.pointer.push({ atMs: this.#nowMs(), ...at });
      await this.#page.waitForTimeout(40);
    }
    this.#hand = to;
    await this.#page.mouse.down();
    await this.#page.mouse.up();
  }

  #nowMs(): number {
    return Date.now() - this.#startedAtMs;
  }

  #keep(picture: Buffer): void {
    const file = path.join(
      this.#folder,
      `${this.#name}-${String(this.view.frames.length).padStart(4, '0')}.png`,
    );
    writeFileSync(file, picture);
    this.view.frames.push({ atMs: this.#nowMs(), file });
  }
}
