/**
 * Actions that nobody has to sign in for: what they do is nobody's own, or they are how one signs in. Apart from the schemas, so that a browser that only
 * asks this does not load them. No IO.
 */
export const openActions = ['accounts/sendLink', 'seats/view'] as const;
export type OpenActionName = (typeof openActions)[number];

export const isOpenAction = (name: string): name is OpenActionName =>
  openActions.some((open) => open === name);
