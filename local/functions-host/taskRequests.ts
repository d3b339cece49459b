/**
 * Cloud Tasks' REST form, as the Admin SDK's `taskQueue(name).enqueue()` and `.delete()` use it, in front of the queues; and
 * the requests by which a due task reaches its function, with the headers that Cloud Tasks sends. Both directions stand
 * together because they are one protocol.
 * Rules: errors are Google's `{error: {code, message, status}}`; a used name answers 409 ALREADY_EXISTS; a body is at most
 * 1 MB and a due time at most 30 days ahead.
 * IO: HTTP.
 */
import { randomBytes } from 'node:crypto';
import { Router, json } from 'express';
import type { Request, Response } from 'express';
import type { NewTask, Task, TaskQueue } from './taskQueue.ts';

const MAX_TASK_BYTES = 1024 * 1024;
const MAX_AHEAD_MS = 30 * 24 * 60 * 60 * 1_000;
/** Google's default for tasks with an HTTP target. */
const DEFAULT_DEADLINE_SECONDS = 600;
const QUEUE_PATH = '/projects/:project/locations/:location/queues/:queue/tasks';

/** Task as the Admin SDK sends it. */
interface WireTask {
  name?: string;
  scheduleTime?: string;
  dispatchDeadline?: string;
  httpRequest?: { url?: string; body?: string; headers?: Record<string, string> };
}

/** Routes for creating and deleting tasks. `queues` is by function name, which is also the queue's. */
export function createTaskRoutes(queues: ReadonlyMap<string, TaskQueue>): Router {
  const routes = Router();
  routes.post(QUEUE_PATH, json({ limit: '2mb' }), (request: Request, response: Response) => {
    const queue = queues.get(String(request.params['queue']));
    if (!queue) return sendError(response, 404, 'NOT_FOUND', 'Queue does not exist.');
    const wire: WireTask | undefined = (request.body as { task?: WireTask } | undefined)?.task;
    const task = readTask(wire ?? {});
    if (typeof task === 'string') return sendError(response, 400, 'INVALID_ARGUMENT', task);
    if (!queue.add(task))
      return sendError(response, 409, 'ALREADY_EXISTS', 'Requested entity already exists');
    const name = `${request.path.slice(1)}/${task.taskId}`;
    response.json({
      name,
      scheduleTime: new Date(task.dueAtMs).toISOString(),
      httpRequest: { url: task.url },
    });
  });
  routes.delete(`${QUEUE_PATH}/:task`, (request: Request, response: Response) => {
    const found =
      queues.get(String(request.params['queue']))?.delete(String(request.params['task'])) ?? false;
    if (!found) return sendError(response, 404, 'NOT_FOUND', 'The task does not exist.');
    response.json({});
  });
  return routes;
}

function sendError(response: Response, code: number, status: string, message: string): void {
  response.status(code).json({ error: { code, message, status } });
}

/** A string says what is wrong with the task. */
function readTask(wire: WireTask): NewTask | string {
  const body = Buffer.from(wire.httpRequest?.body ?? '', 'base64');
  if (body.length > MAX_TASK_BYTES) return 'Task size too large';
  const dueAtMs = wire.scheduleTime === undefined ? Date.now() : Date.parse(wire.scheduleTime);
  if (Number.isNaN(dueAtMs)) return 'scheduleTime is not a time';
  if (dueAtMs > Date.now() + MAX_AHEAD_MS) return 'scheduleTime is more than 30 days ahead';
  return {
    taskId: wire.name?.split('/').at(-1) ?? randomBytes(10).readBigUInt64BE().toString(),
    dueAtMs: Math.max(dueAtMs, Date.now()),
    url: wire.httpRequest?.url ?? '',
    headers: wire.httpRequest?.headers ?? {},
    body,
    deadlineSeconds: wire.dispatchDeadline
      ? Number.parseFloat(wire.dispatchDeadline)
      : DEFAULT_DEADLINE_SECONDS,
  };
}

/** The headers of a task's next attempt. https://cloud.google.com/tasks/docs/creating-http-target-tasks#handler */
export function taskHeaders(queueName: string, task: Task): Record<string, string> {
  return {
    ...task.headers,
    'user-agent': 'Google-Cloud-Tasks',
    'x-cloudtasks-queuename': queueName,
    'x-cloudtasks-taskname': task.taskId,
    'x-cloudtasks-taskretrycount': String(task.attempts),
    'x-cloudtasks-taskexecutioncount': String(task.executions),
    'x-cloudtasks-tasketa': (task.dueAtMs / 1_000).toFixed(6),
    ...(task.previousStatus === undefined
      ? {}
      : { 'x-cloudtasks-taskpreviousresponse': String(task.previousStatus) }),
  };
}
