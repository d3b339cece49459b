/** What axe finds wrong with a page as it is now, in light and dark. IO: a browser page. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** One line each, begun with `name`. The schemes differ only in colour, so dark is asked about nothing else. */
export async function findViolations(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const axe = new AxeBuilder({ page });
    if (colorScheme === 'light') axe.withTags(standards);
    else axe.withRules('color-contrast');
    const { violations } = await axe.analyze();
    for (const { id, nodes } of violations)
      found.push(`${name}, ${colorScheme}: ${id}: ${nodes.map(({ html }) => html).join('\n')}`);
  }
  return found;
}
