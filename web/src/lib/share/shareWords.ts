/** What a share picture says, and how large it is. No IO. */

/** What Open Graph asks for, in pixels. */
export const shareSize = { width: 1200, height: 630 } as const;

export interface ShareWords {
  site: string;
  title: string;
  /** Who shows; empty where nobody is named. */
  designers: string;
  date: string;
  place: string;
  /** That it was cancelled, in words. */
  lost?: string | undefined;
}
