/**
 * Runs functions that take (request, response), as Cloud Run and Google's functions framework hand them over: parsed body with
 * `rawBody` beside it, the path after the function's own name, a deadline. It stands apart from the routes that choose the
 * function.
 * Rules: bodies up to BODY_LIMIT; after `timeoutSeconds` the caller gets 504, whatever the handler still does; an error
 * that a handler lets go is 500 and told in the failure log.
 * IO: answers HTTP.
 */
import express from 'express';
import type { ErrorRequestHandler, NextFunction, Request, RequestHandler, Response } from 'express';
import type { FailureLog } from './failureLog.ts';
import type { HttpFunction, ScheduleFunction, TaskFunction } from './loadFunctions.ts';

/** Production takes 32 MB; nothing of ours comes near, and what grows should be noticed here first. */
const BODY_LIMIT = '10mb';

/**
 * Body parsers in the order and with the defaults of Google's functions framework. What claims to be JSON and is not
 * goes on to the function with its raw body: the framework would answer 400 for it without a word, and so nobody could
 * see here what our own edge says.
 */
export function createBodyParsers(): (RequestHandler | ErrorRequestHandler)[] {
  const verify = (request: object, _response: unknown, buffer: Buffer) => {
    (request as { rawBody?: Buffer }).rawBody = buffer;
  };
  const options = { limit: BODY_LIMIT, verify };
  return [
    express.json({ ...options, type: ['application/json', 'application/*+json'] }),
    express.urlencoded({ ...options, extended: true }),
    express.text({ ...options, type: 'text/*' }),
    express.raw({ ...options, type: () => true }),
    (error: unknown, _request: Request, _response: Response, next: NextFunction) => {
      next(error instanceof SyntaxError ? undefined : error);
    },
    (request: Request & { rawBody?: Buffer }, _response: Response, next: NextFunction) => {
      request.rawBody ??= Buffer.alloc(0);
      next();
    },
  ];
}

/** Runs `fn` on a request whose `url` is already the one that the function should see. */
export async function runHttpFunction(
  fn: HttpFunction | TaskFunction | ScheduleFunction,
  request: Request,
  response: Response,
  failures: FailureLog,
): Promise<void> {
  const timer = setTimeout(() => {
    failures.add(fn.name, `${request.method} ${request.url}`, `not answered within ${fn.timeoutSeconds} s`);
    if (response.headersSent) response.destroy();
    else response.status(504).send('upstream request timeout');
  }, fn.timeoutSeconds * 1_000);
  response.once('close', () => clearTimeout(timer));
  try {
    await fn.handler(request, response);
  } catch (error) {
    failures.add(fn.name, `${request.method} ${request.url}`, error);
    if (!response.headersSent) response.status(500).send('Internal Server Error');
  }
}
