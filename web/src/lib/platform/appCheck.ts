/**
 * Shows Firebase that requests come from this app, by reCAPTCHA Enterprise. Loaded, and Google asked, where it is configured
 * and an action is called, not before. From then on Auth and Firestore send it as well. IO: Google.
 */
import { ReCaptchaEnterpriseProvider, getToken, initializeAppCheck } from 'firebase/app-check';
import type { AppCheck } from 'firebase/app-check';
import type { WebConfig } from './config.ts';
import { openFirebaseApp } from './firebaseApp.ts';

let opened: AppCheck | undefined;

/** Rejects where Google cannot be reached or does not believe it. */
export async function getAppCheckToken(config: WebConfig): Promise<string> {
  if (!config.appCheck) throw new Error('App Check is not configured.');
  opened ??= initializeAppCheck(openFirebaseApp(config), {
    provider: new ReCaptchaEnterpriseProvider(config.appCheck.siteKey),
    isTokenAutoRefreshEnabled: true,
  });
  return (await getToken(opened)).token;
}
