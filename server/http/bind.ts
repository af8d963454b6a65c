import { type Request, type RequestHandler, type Response, Router } from 'express';
import { CONTRACT, OPERATION_NAMES, type OperationName } from '../core/contract/index.ts';
import {
  type Deps,
  EVENTS,
  FILES,
  isUpload,
  OPERATIONS,
  type Run,
  UPLOADS,
} from '../core/operations/index.ts';
import { sendFile } from './files.ts';
import { sendEvents, wantsEvents } from './ndjson.ts';
import { slots } from './slots.ts';

/** Seconds after which to ask again whether the store is ready. */
const RETRY_AFTER = '2';

/** Ends the operation when its reader leaves before the answer is out. */
function leaving(response: Response): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** Path parameters, query and body make one input; what the path says wins. A token that was not needed stands in the address all the same. */
function inputOf({ query, body, params }: Request): unknown {
  const { token: _token, ...rest } = query;
  return { ...rest, ...body, ...params };
}

const handler =
  <Answer>(
    run: Run<Answer>,
    deps: Deps,
    prepare: (response: Response, answer: Answer) => void = () => {},
  ): RequestHandler =>
  async (request, response) => {
    const answer = await run(deps, inputOf(request), leaving(response));
    prepare(response, answer);
    response.json(answer);
  };

/** A file that comes as the body, taken no faster than it can be kept. */
const uploaded =
  (name: keyof typeof UPLOADS, deps: Deps): RequestHandler =>
  async (request, response) => {
    const { whole, events } = UPLOADS[name];
    const length = Number(request.headers['content-length']);
    const upload = { bytes: request, length: Number.isFinite(length) ? length : undefined };
    const { token: _token, ...raw } = request.query;
    if (wantsEvents(request))
      await sendEvents(request, response, events(deps, raw, upload, leaving(response)));
    else response.json(await whole(deps, raw, upload, leaving(response)));
  };

/** One answer, a file, or events where the operation has them and the client accepts them. */
const route = (name: OperationName, deps: Deps): RequestHandler => {
  if (isUpload(name)) return uploaded(name, deps);
  const file = FILES[name];
  if (file)
    return async (request, response) =>
      sendFile(request, response, await file(deps, inputOf(request), leaving(response)));
  const whole = handler<unknown>(OPERATIONS[name], deps);
  const tell = EVENTS[name];
  if (!tell) return whole;
  return (request, response, next) =>
    wantsEvents(request)
      ? sendEvents(request, response, tell(deps, inputOf(request), leaving(response)))
      : whole(request, response, next);
};

const VERBS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

const uploadPaths: readonly string[] = OPERATION_NAMES.filter(isUpload).map((name) => CONTRACT[name].path);
/** Whether the body of a request there is a file. */
export const isUploadPath = (path: string): boolean => uploadPaths.includes(path);

/** The operations of the contract as routes. */
export function operations(deps: Deps): Router {
  const router = Router({ caseSensitive: true });
  // Alive but not ready is an answer, not an error.
  router.get(
    CONTRACT.health.path,
    handler(OPERATIONS.health, deps, (response, { ready }) => {
      if (!ready) response.status(503).setHeader('Retry-After', RETRY_AFTER);
    }),
  );
  const { cypher } = deps.store;
  if (cypher) router.post(CONTRACT.cypher.path, slots(cypher.limits.atOnce));
  for (const name of OPERATION_NAMES) {
    const { method, path } = CONTRACT[name];
    router[VERBS[method]](path, route(name, deps));
  }
  return router;
}
