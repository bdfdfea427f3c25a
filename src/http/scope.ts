import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';

/** What a token may open; the mandate in the log decides about the act itself. */
export const SCOPES = ['consult', 'prepare', 'approve', 'execute', 'administer'] as const;
export type ScopeName = (typeof SCOPES)[number];

const PREFIX = 'scope:miis:fundingFlows:';

/** The scope as tokens and the contract spell it. */
export const scopeText = (name: ScopeName): string => `${PREFIX}${name}`;

/** The scopes of ours in a token's list; others are of other services. */
export function scopesOf(claim: unknown): ReadonlySet<ScopeName> {
  const list: readonly unknown[] =
    typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  return new Set(SCOPES.filter((name) => list.includes(scopeText(name))));
}

/** What an operation takes and gives besides JSON. */
export interface Media {
  /** Content types of the body; `application/json` where not given. */
  readonly consumes?: readonly string[];
  /** Content types of the answer; `application/json` where not given. */
  readonly produces?: readonly string[];
}

/** What is declared of every operation, and looked at before its body is read. */
export interface Access extends Media {
  /** `open` to everybody: health and the contract only. */
  readonly scope: ScopeName | 'open';
}

/** Declares the scope that a token must have. An operation without a declaration keeps the server from starting. */
export const Scope = (scope: ScopeName, media: Media = {}): MethodDecorator =>
  RouteConfig({ access: { scope, ...media } });

/** Declares an operation that needs no token. */
export const Open = (media: Media = {}): MethodDecorator =>
  RouteConfig({ access: { scope: 'open', ...media } });

/** What was declared; undefined where nothing was. */
export const accessOf = (config: FastifyContextConfig | undefined): Access | undefined =>
  (config as { readonly access?: Access } | undefined)?.access;
