import { expect, test } from 'vitest';
import { FocusReturn } from './focusReturn.svelte.ts';

/** Stands on a page: tells how often it was focused. */
function element() {
  let count = 0;
  return { html: { focus: () => (count += 1) } as unknown as HTMLElement, focused: () => count };
}

test('a spot takes the focus when it comes to be there after it was wanted, once', () => {
  const back = new FocusReturn();
  const [heading, opener] = [element(), element()];
  back.at('heading')(heading.html);
  back.to('heading');
  back.at('opener')(opener.html);
  expect([heading.focused(), opener.focused()]).toEqual([0, 0]);
  back.at('heading')(heading.html);
  back.at('heading')(heading.html);
  expect([heading.focused(), opener.focused()]).toEqual([1, 0]);
});

test('of two that were wanted the last takes it', () => {
  const back = new FocusReturn();
  const [heading, opener] = [element(), element()];
  back.to('heading');
  back.to('opener');
  back.at('heading')(heading.html);
  back.at('opener')(opener.html);
  expect([heading.focused(), opener.focused()]).toEqual([0, 1]);
});
