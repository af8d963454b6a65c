import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { Fault } from '../core/contract/errors.ts';

export type Access = {
  /** Names that this server answers to, without port: whoever asks under another was led here by a rebound name. */
  hosts: readonly string[];
  /** Origins whose pages may show this one in a frame, and read the API. */
  embedders?: readonly string[] | undefined;
  /** Asked of everyone where the server listens beyond loopback. */
  token?: string | undefined;
};

const hostOf = (authority: string): string | undefined =>
  URL.canParse(`http://${authority}`) ? new URL(`http://${authority}`).hostname : undefined;

const READS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** Refuses requests under a name that is not ours, and those that another site's page makes. */
export function guardOrigin({ hosts, embedders = [] }: Access): RequestHandler {
  return (request, response, next) => {
    const host = hostOf(request.headers.host ?? '');
    if (host === undefined || !hosts.includes(host))
      throw new Fault('forbidden', 'This server does not answer under that name.');
    const { origin } = request.headers;
    // A site that was named may read, and nothing else: what it is answered, its page may see.
    if (origin !== undefined && embedders.includes(origin) && READS.includes(request.method)) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.vary('Origin');
      if (request.method !== 'OPTIONS') return next();
      response.setHeader('Access-Control-Allow-Methods', 'GET');
      response.setHeader('Access-Control-Allow-Headers', 'Authorization, Accept');
      response.status(204).end();
      return;
    }
    if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.headers.host))
      throw new Fault('forbidden', 'Requests from other sites are refused.');
    next();
  };
}

const same = (given: string | undefined, wanted: string): boolean => {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** What a cookie says; one that cannot be read says nothing. */
function unescaped(cookie: string | undefined): string | undefined {
  try {
    return cookie === undefined ? undefined : decodeURIComponent(cookie);
  } catch {
    return undefined;
  }
}

/** The address without the token, on this server: two slashes at its start would lead to another site. */
function withoutToken({ path, url }: Request): string {
  const query = new URLSearchParams(url.split('?').slice(1).join('?'));
  query.delete('token');
  return [path.replace(/^[/\\]+/, '/'), query.toString()].filter((part) => part !== '').join('?');
}

/**
 * Asks for the token, as `Authorization: Bearer …`, or once as `?token=…` in the address that the terminal prints: it
 * is then kept in a cookie that scripts cannot read, and taken out of the address.
 */
export function requireToken({ token }: Access): RequestHandler {
  return (request, response, next) => {
    if (token === undefined) return next();
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const cookie = /(?:^|;\s*)loopscope_token=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    if (same(bearer, token) || same(unescaped(cookie), token)) return next();
    if (
      typeof request.query.token === 'string' &&
      request.method === 'GET' &&
      same(request.query.token, token)
    ) {
      response.cookie('loopscope_token', token, {
        httpOnly: true,
        sameSite: 'strict',
        secure: request.secure,
      });
      return response.redirect(303, withoutToken(request));
    }
    throw new Fault('unauthorised', 'This server asks for its token: send it as "Authorization: Bearer …".');
  };
}

/** Headers for every answer. Scripts come from this server alone, and none stands in a page; only who was named may frame it. */
export const headers = ({ embedders = [] }: Access): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Cytoscape and the panels place things by style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: embedders.length > 0 ? ["'self'", ...embedders] : ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    // It knows no other site: the policy above says who may.
    ...(embedders.length > 0 ? { xFrameOptions: false } : {}),
    // Plain HTTP on loopback is the ordinary case.
    strictTransportSecurity: false,
  });

/** A generous limit for one address: a page never comes near it, a runaway script does. */
export const throttle = (perMinute: number): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) =>
      next(new Fault('too_many', 'Too many requests. Try again in a minute.', { retryAfterSeconds: 60 })),
  });
