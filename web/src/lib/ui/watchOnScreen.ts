/** Whether an element is on screen: what nobody looks at need not be listened to. IO: the element it is attached to. */
import type { Attachment } from 'svelte/attachments';

export const watchOnScreen =
  (tell: (isOnScreen: boolean) => void): Attachment<HTMLElement> =>
  (element) => {
    const observer = new IntersectionObserver((entries) => tell(entries.at(-1)?.isIntersecting === true));
    observer.observe(element);
    return () => {
      observer.disconnect();
      tell(false);
    };
  };
