/**
 * `WEB_CONFIG` as the server reads it, parsed once. It is private to the server and handed to the browser by the root
 * layout, since every key in it is public by nature. IO: the environment.
 */
import process from 'node:process';
import { parseWebConfig } from './config.ts';
import type { WebConfig } from './config.ts';

let parsed: WebConfig | undefined;

/** Throws with every problem named where the variable is missing or wrong. */
export const readWebConfig = (): WebConfig => (parsed ??= parseWebConfig(process.env['WEB_CONFIG']));
