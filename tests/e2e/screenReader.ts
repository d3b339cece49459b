/**
 * A reader who hears the page: finds by role and name alone, one thing at a time, acts as assistive technology acts (it
 * focuses, presses, or asks for the default action; it has no pointer), and remembers what live regions said.
 * IO: a browser page.
 */
import type { Locator, Page } from '@playwright/test';
import { expect } from './portalTest.ts';

type Role = Parameters<Page['getByRole']>[0];

/** Runs in the page from its first moment: notes each text that a live region comes to have. */
const listen = `
  globalThis.heard = [];
  const isLive = '[role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"]';
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const at = target instanceof Element ? target : target.parentElement;
      const regions = [at?.closest(isLive)];
      for (const node of addedNodes)
        if (node instanceof Element) regions.push(...(node.matches(isLive) ? [node] : []), ...node.querySelectorAll(isLive));
      for (const region of regions) {
        const text = region?.textContent.replace(/\\s+/g, ' ').trim();
        if (text) globalThis.heard.push(text);
      }
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });`;

export class ScreenReader {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Before the first page is opened. */
  static async start(page: Page): Promise<ScreenReader> {
    await page.addInitScript(listen);
    return new ScreenReader(page);
  }

  /** The one thing of this role and name; several of a name could not be told apart by ear. */
  async find(role: Role, name: string | RegExp, within: Page | Locator = this.page): Promise<Locator> {
    const found = within.getByRole(role, { name, exact: true });
    await expect(found).toHaveCount(1);
    return found;
  }

  /** The default action of what has the reader's attention. */
  async act(role: Role, name: string | RegExp, within?: Locator): Promise<void> {
    await (await this.find(role, name, within)).dispatchEvent('click');
  }

  /** Types into a field, over what it has. */
  async write(name: string, text: string, role: Role = 'textbox'): Promise<void> {
    const field = await this.find(role, name);
    await field.focus();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
  }

  /** By the key that jumps from heading to heading. */
  async expectHeading(name: string, level: number): Promise<void> {
    await expect(this.page.getByRole('heading', { name, exact: true, level })).toHaveCount(1);
  }

  /** Waits until it was said since the page was loaded. */
  async hears(words: RegExp): Promise<void> {
    const said = async (): Promise<string[]> => {
      try {
        return await this.page.evaluate<string[]>('globalThis.heard');
      } catch (error) {
        // A page that is just being left says nothing more; the next one is asked.
        if (error instanceof Error && error.message.includes('navigation')) return [];
        throw error;
      }
    };
    await expect.poll(said, `to hear ${words}`).toContainEqual(expect.stringMatching(words));
  }
}
