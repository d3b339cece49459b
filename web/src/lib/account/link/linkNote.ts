/**
 * The address that this device asked a link for: who opens the link here need not type it again. Kept by the browser until
 * it is used. IO: localStorage, which may be forbidden.
 */
const key = 'link-email';

export function noteLinkEmail(email: string): void {
  try {
    localStorage.setItem(key, email);
  } catch {
    // The page of the link will ask.
  }
}

export function readLinkEmail(): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function forgetLinkEmail(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
