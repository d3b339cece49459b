/** Types that SvelteKit asks the app for. No IO. */
declare global {
  namespace App {
    interface Error {
      /** What to quote to support: the server logs it beside the cause. */
      errorId?: string;
    }
  }
}

export {};
