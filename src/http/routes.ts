import type { FastifyInstance } from 'fastify';
import { accessOf } from './scope.js';

interface Route {
  readonly methods: readonly string[];
  readonly path: RegExp;
}

/** The routes of the server: none without a declared scope, and what else a path takes where a method is wrong. */
export class Routes {
  private readonly routes: Route[] = [];

  /** Looks at every route that is added from now on. One without `@Scope` or `@Open` throws. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', (route) => {
      const methods = [route.method].flat();
      if (accessOf(route.config) === undefined) {
        throw new Error(`${methods.join(', ')} ${route.url} declares no scope: add @Scope or @Open`);
      }
      const pattern = route.url
        .split('/')
        .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
        .join('/');
      this.routes.push({ methods, path: new RegExp(`^${pattern}$`) });
    });
  }

  /** The methods that the path of an address takes; empty where there is no such path. */
  methodsAt(url: string): readonly string[] {
    const path = url.split('?', 1)[0] ?? '';
    return [...new Set(this.routes.flatMap((route) => (route.path.test(path) ? route.methods : [])))].sort();
  }
}
