/**
 * Whether an element is on screen, or within `margin` of it (CSS lengths; `100% 0px` is a screen above and below): what
 * nobody looks at need be neither loaded nor listened to. IO: the element it is attached to.
 */
import type { Attachment } from 'svelte/attachments';

export const watchOnScreen =
  (tell: (isOnScreen: boolean) => void, margin = '0px'): Attachment<HTMLElement> =>
  (element) => {
    const observer = new IntersectionObserver((entries) => tell(entries.at(-1)?.isIntersecting === true), {
      rootMargin: margin,
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      tell(false);
    };
  };
