import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { Fault } from '../core/contract/errors.ts';
import type { Deps } from '../core/operations/index.ts';
import { isUploadPath, operations } from './bind.ts';
import { docs } from './docs.ts';
import { errorHandler } from './errors.ts';
import { wantsEvents } from './ndjson.ts';
import { openApi } from './openapi.ts';
import { type Access, guardOrigin, headers, requireToken, throttle } from './security.ts';

export type AppOptions = {
  deps: Deps;
  access: Access;
  log: Logger;
  /** The built client; without it only the API is served. */
  clientFolder?: string | undefined;
  requestsPerMinute?: number;
};

const BODY_LIMIT = '256kb';

/** The whole server as an Express app, ready to be listened with, in the tests too. */
export function createApp({
  deps,
  access,
  log,
  clientFolder,
  requestsPerMinute = 1200,
}: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(
    pinoHttp({
      logger: log,
      genReqId: () => randomUUID(),
      // What a reader asks is the reader's: only the path is logged, never a query or a body.
      serializers: {
        req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
          id,
          method,
          path: url.split('?')[0],
        }),
        res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      },
      customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'warn' : 'debug'),
    }),
  );
  app.use(headers(access), guardOrigin(access), requireToken(access));
  // Events are for now: compressed, they would wait in its buffer.
  app.use(
    compression({
      filter: (request, response) => !wantsEvents(request) && compression.filter(request, response),
    }),
  );

  app.use('/api', throttle(requestsPerMinute), (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  const json = express.json({ limit: BODY_LIMIT, strict: true });
  // A file is not held in memory, whatever it says it is.
  app.use('/api', (request, response, next) =>
    isUploadPath(request.baseUrl + request.path) ? next() : json(request, response, next),
  );
  app.use(operations(deps));
  app.get('/api/openapi.json', (_request, response) => {
    response.json(openApi(deps.about.version));
  });
  app.use('/api/docs', docs());
  app.use('/api', (request) => {
    throw new Fault(
      'not_found',
      `There is no operation ${request.method} ${request.baseUrl}${request.path}.`,
    );
  });

  if (clientFolder !== undefined && existsSync(clientFolder)) {
    app.use(
      '/assets',
      express.static(path.join(clientFolder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
    );
    app.use(express.static(clientFolder));
  }
  app.use((request) => {
    throw new Fault('not_found', `There is nothing at ${request.path}.`);
  });
  app.use(errorHandler);
  return app;
}
