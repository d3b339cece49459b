/**
 * The floor under `map`: a page with nothing but 5,000 circles in a box that a pointer drags, and one line of text. What
 * it takes to draw them, to drag them, and to change the text is what any map must pay on this machine. IO: a page.
 */
import type { Page } from '@playwright/test';
import { largePlanPlaces } from './largePlans.ts';

/** How wide and high the circles' paper is, in pixels: as the map's where a thumb can hit a seat. */
const paperPx = { width: 4_600, height: 3_200 };

export async function openBarePage(page: Page): Promise<void> {
  await page.setContent(`<!doctype html><title>Circles</title>
<p id="words">0</p><a id="draw" href="#">Draw</a>
<div id="box" style="width: 900px; height: 640px; overflow: auto; background: white"></div>
<script>
const box = document.querySelector('#box');
document.querySelector('#draw').addEventListener('click', (click) => {
  click.preventDefault();
  const circles = Array.from({ length: ${largePlanPlaces} }, (_, i) =>
    '<circle r="18" cx="' + (40 + (i % 100) * 45) + '" cy="' + (40 + Math.floor(i / 100) * 62) + '"/>');
  box.innerHTML = '<svg id="circles" width="${paperPx.width}" height="${paperPx.height}">' + circles.join('') + '</svg>';
});
let from;
box.addEventListener('pointerdown', (down) => {
  from = { x: down.clientX + box.scrollLeft, y: down.clientY + box.scrollTop };
});
addEventListener('pointermove', (move) => {
  if (!from) return;
  box.scrollLeft = from.x - move.clientX;
  box.scrollTop = from.y - move.clientY;
});
addEventListener('pointerup', () => (from = undefined));
globalThis.changeWords = () => {
  globalThis.bytesArrivedAtMs = performance.now();
  document.querySelector('#words').firstChild.data = String(performance.now());
};
</script>`);
}

/** Changes the line of text, in a task of its own. */
export const changeWords = (page: Page): Promise<void> =>
  page.evaluate('new Promise((done) => setTimeout(() => { globalThis.changeWords(); done(); }, 0))');
